"""The day killed anywhere, and run again: the same books, and no letter twice."""

import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import pytest

from duebook.project.embedded import EmbeddedServer
from tests.flows.processes import BY_ITSELF, EARLIER, Books
from tests.parts.mail_server import MailServer

DAY = ("day", "--as-of", "2025-05-13", "--now", "2025-05-13T06:00:00")
POINTS = 10


@dataclass
class Uninterrupted:
    """The day as it should be: the books afterwards, its letters, how many steps it took."""

    content: dict
    letters: set[str]
    steps: int


class Fixture:
    """Keeps what was measured once."""

    measured: Uninterrupted | None = None


@pytest.fixture
def uninterrupted(new_books, smtp_server, inbox) -> Uninterrupted:
    if Fixture.measured is None:
        books = new_books().by_mail(smtp_server.host, smtp_server.port)
        before = books.steps()
        print(books.run(*DAY, "--inbox", str(inbox)))
        letters = {letter.message_id.strip() for letter in smtp_server.letters()}
        Fixture.measured = Uninterrupted(books.content(), letters, books.steps() - before)
        smtp_server.postbox.empty()
    return Fixture.measured


def wait_until(books: Books, steps: int, process: subprocess.Popen[str]) -> None:
    """Wait until the process has gone so many steps, or is through."""
    while books.steps() < steps and process.poll() is None:
        time.sleep(0.002)


def assert_same_books_and_no_letter_twice(
    books: Books, post: MailServer, expected: Uninterrupted, lost_at_most: int = 1
) -> None:
    content = books.content()
    assert content.keys() == expected.content.keys()
    for table, rows in expected.content.items():
        assert content[table] == rows, table
    arrived = Counter(letter.message_id.strip() for letter in post.letters())
    assert set(arrived.values()) <= {1}, "a letter came twice"
    states = books.states()
    unknown = {message for message, state in states.items() if state == "unknown"}
    assert len(unknown) <= lost_at_most
    assert {message for message, state in states.items() if state == "sent"} == arrived.keys() - unknown
    assert expected.letters == {m for m, state in states.items() if state in ("sent", "unknown")}


def test_the_uninterrupted_day_leaves_sound_books(new_books, smtp_server, inbox):
    books = new_books().by_mail(smtp_server.host, smtp_server.port)
    books.run(*DAY, "--inbox", str(inbox))
    once = books.content()
    again = books.run(*DAY, "--inbox", str(inbox))
    assert "0 files" in again
    assert "0 letters written" in again
    assert books.content() == once
    books.run("check")


@pytest.mark.parametrize("point", range(POINTS))
def test_killed_at_a_random_moment(new_books, smtp_server, inbox, uninterrupted, point):
    books = new_books().by_mail(smtp_server.host, smtp_server.port)
    chance = Random(point)
    steps = books.steps() + round((point + chance.random()) / POINTS * uninterrupted.steps)
    process = books.start(*DAY, "--inbox", str(inbox))
    wait_until(books, steps, process)
    time.sleep(chance.uniform(0, 0.02))
    process.send_signal(signal.SIGKILL)
    process.communicate()
    steps = books.steps()
    books.run(*DAY, "--inbox", str(inbox))
    print(f"killed after {steps} steps with {process.returncode}; {Counter(books.states().values())}")
    assert_same_books_and_no_letter_twice(books, smtp_server, uninterrupted)


@pytest.fixture
def own_postgresql(short_folder) -> Iterator[EmbeddedServer]:
    """The embedded server of another state folder, running as long as the test."""
    server = EmbeddedServer(short_folder / "postgresql")
    server.ensure()
    yield server
    server.stop()


def test_the_database_server_killed_in_the_middle(own_postgresql, smtp_server, inbox, uninterrupted):
    state = {"DATABASE_URL": "", "DUEBOOK_STATE": str(own_postgresql.folder.parent)}
    url = f"postgresql://duebook@/duebook?host={own_postgresql.sockets}&port=5432"
    books = Books(url, state)
    books.run("init", "--company", str(inbox.parent / "company.toml"))
    books.run(*BY_ITSELF)
    books.run(*EARLIER, "--inbox", str(inbox), "--no-mail")
    books = books.by_mail(smtp_server.host, smtp_server.port)

    process = books.start(*DAY, "--inbox", str(inbox))
    wait_until(books, books.steps() + uninterrupted.steps // 3, process)
    own_postgresql.process().kill()
    process.communicate()
    assert process.returncode not in (0, -9), "the day must say that it did not end"

    books.run(*DAY, "--inbox", str(inbox))
    assert_same_books_and_no_letter_twice(books, smtp_server, uninterrupted)
