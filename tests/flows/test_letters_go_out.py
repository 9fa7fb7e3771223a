"""The mail server, and everything that can happen to it: each letter arrives once, or a person is asked."""

import re
from collections import Counter

import pytest

from tests.flows.processes import EARLIER, Books
from tests.parts.mail_server import MailServer, free_port

WAITING = 8
"""So many letters wait in the outbox of the first week."""


@pytest.fixture
def books(new_books, smtp_server) -> Books:
    return new_books().by_mail(smtp_server.host, smtp_server.port)


def arrived(post: MailServer) -> Counter[str]:
    return Counter(letter.message_id.strip() for letter in post.letters())


def states(books: Books) -> Counter[str]:
    return Counter(books.states().values())


def sent(summary: str) -> int:
    return int(re.search(r"went out +(\d+) letters", summary)[1])


def test_two_runs_at_once_send_each_letter_once(books, smtp_server):
    smtp_server.be("slow")
    both = [books.start(*EARLIER), books.start(*EARLIER)]
    shares = [sent(process.communicate(timeout=60)[0]) for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert sum(shares) == WAITING
    assert min(shares) > 0, "one of the two did all the work: nothing was tested"
    assert arrived(smtp_server) == dict.fromkeys(books.states(), 1)
    assert states(books) == {"sent": WAITING}


def test_two_whole_days_at_once_are_one_day(books, smtp_server, inbox):
    day = ("day", "--as-of", "2025-05-12", "--now", "2025-05-12T06:00:00", "--inbox", str(inbox))
    both = [books.start(*day), books.start(*day)]
    for process in both:
        out, err = process.communicate(timeout=60)
        assert process.returncode == 0, out + err
    letters = {message for message, state in books.states().items() if state == "sent"}
    assert arrived(smtp_server) == dict.fromkeys(letters, 1)
    assert set(states(books)) <= {"sent", "cancelled"}
    books.run("check")


@pytest.mark.parametrize(("mood", "kept"), [("dies before", 0), ("dies after", 1)])
def test_a_server_that_dies_over_a_letter_leaves_that_one_to_a_person(books, smtp_server, mood, kept):
    smtp_server.be(mood)
    books.run(*EARLIER)
    assert states(books) == {"unknown": 1, "waiting": WAITING - 1}
    assert len(smtp_server.letters()) == kept

    smtp_server.be("well")
    smtp_server.kill()
    smtp_server.start()
    books.run(*EARLIER)
    books.run(*EARLIER)
    assert states(books) == {"unknown": 1, "sent": WAITING - 1}
    assert sum(arrived(smtp_server).values()) == WAITING - 1 + kept
    assert max(arrived(smtp_server).values()) == 1


def test_without_a_network_letters_wait_for_the_next_run(books, smtp_server):
    cut_off = books.by_mail("127.0.0.1", free_port())
    assert "1 to try again" in cut_off.run(*EARLIER)
    assert states(books) == {"waiting": WAITING}
    assert sent(books.run(*EARLIER)) == WAITING
    assert set(arrived(smtp_server).values()) == {1}


def test_a_server_that_asks_to_come_later_is_asked_again_and_one_that_refuses_is_not(books, smtp_server):
    smtp_server.be("later")
    assert f"{WAITING} to try again" in books.run(*EARLIER)
    smtp_server.be("refuses")
    assert f"{WAITING} refused" in books.run(*EARLIER)
    smtp_server.be("well")
    assert sent(books.run(*EARLIER)) == 0
    assert states(books) == {"refused": WAITING}
