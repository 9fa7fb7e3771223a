"""A mailbox is read over a real connection: nothing is marked by looking, and nothing is put away twice."""

import logging
import ssl
import subprocess
from collections.abc import Iterator

import pytest

from duebook.connectors.mailbox import imap
from duebook.connectors.mailbox.imap import ImapMailbox, MailboxError
from tests.parts.imap_server import ImapServer, mailbox

MAIL = b"From: a@b.example\r\nSubject: advice\r\n\r\nRE-1 100.00\r\n"


def new(box: ImapMailbox) -> list[bytes | None]:
    with box.opened() as folder:
        return [folder.fetch(uid) for uid in folder.new()]


def put_all_away(box: ImapMailbox) -> None:
    with box.opened() as folder:
        for uid in folder.new():
            folder.put_away(uid)


def test_what_is_looked_at_stays_new_until_it_is_put_away(imap_server):
    imap_server.receives(MAIL)
    box = mailbox(imap_server)
    assert new(box) == new(box) == [MAIL]
    put_all_away(box)
    assert new(box) == []
    assert imap_server.folders["INBOX"][0].flags == {r"\Seen"}


@pytest.mark.parametrize("capabilities", ["MOVE UIDPLUS AUTH=PLAIN", "UIDPLUS", ""])
def test_with_a_folder_to_move_to_also_what_people_have_read_is_new(imap_server, capabilities):
    imap_server.capabilities = "AUTH=PLAIN " + capabilities
    imap_server.receives(MAIL)
    imap_server.folders["INBOX"][0].flags.add(r"\Seen")
    assert new(mailbox(imap_server)) == []
    box = mailbox(imap_server, move_to="Done")
    assert new(box) == [MAIL]
    put_all_away(box)
    assert new(box) == []
    assert [kept.data for kept in imap_server.folders["Done"]] == [MAIL]


def test_the_oldest_comes_first_and_few_at_a_time(imap_server, monkeypatch):
    monkeypatch.setattr(imap, "MOST_AT_ONCE", 2)
    for number in range(3):
        imap_server.receives(MAIL + b"%d" % number)
    assert new(mailbox(imap_server)) == [MAIL + b"0", MAIL + b"1"]


def test_a_message_that_somebody_else_took_meanwhile_is_none(imap_server):
    imap_server.receives(MAIL)
    with mailbox(imap_server).opened() as folder:
        (uid,) = folder.new()
        imap_server.folders["INBOX"].clear()
        assert folder.fetch(uid) is None


def test_of_a_message_without_end_only_so_much_is_fetched(imap_server, monkeypatch):
    monkeypatch.setattr(imap, "LARGEST", 20)
    imap_server.receives(MAIL)
    assert new(mailbox(imap_server)) == [MAIL[:20]]


@pytest.mark.parametrize("capabilities", ["AUTH=PLAIN", ""])
def test_a_wrong_password_is_told_without_telling_it(imap_server, capabilities, caplog):
    imap_server.capabilities = capabilities
    caplog.set_level(logging.DEBUG)
    box = mailbox(imap_server, password="sécret-0815")
    with pytest.raises(MailboxError, match="check user and password") as told:
        new(box)
    assert "0815" not in f"{told.value!r} {told.value.__cause__} {box!r} {caplog.text}"


@pytest.mark.parametrize(
    ("changes", "why"), [({"folder": "Nowhere"}, "open the folder Nowhere"), ({"move_to": "No"}, "move")]
)
def test_a_folder_that_is_not_there(imap_server, changes, why):
    imap_server.receives(MAIL)
    with pytest.raises(MailboxError, match=why):
        put_all_away(mailbox(imap_server, **changes))
    assert len(imap_server.folders["INBOX"]) == 1


def test_no_server():
    imap_server = ImapServer()
    imap_server.stop()
    with pytest.raises(MailboxError, match="no connection"):
        new(mailbox(imap_server))


@pytest.mark.parametrize("command", ["SELECT", "UID SEARCH", "UID FETCH"])
def test_a_line_that_goes_dead(imap_server, command):
    imap_server.receives(MAIL)
    imap_server.breaks_at = command
    with pytest.raises(MailboxError, match="broke off"):
        new(mailbox(imap_server))


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"tls": "none"}, "in the clear"), ({"folder": "Posteingänge"}, "as the server does"),
        ({"move_to": "a\r\nb"}, "ASCII"),
    ],
)  # fmt: skip
def test_what_would_be_unsafe_is_refused_beforehand(values, why):
    with pytest.raises(ValueError, match=why):
        ImapMailbox("mail.example", **values)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> str:
    folder = tmp_path_factory.mktemp("certificate")
    both = str(folder / "server.pem")
    command = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 "
        f"-subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1 -out {folder}/cert -keyout {folder}/key"
    )
    try:
        subprocess.run(command.split(), check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("openssl makes the test's certificate and is not installed")
    (folder / "server.pem").write_bytes((folder / "cert").read_bytes() + (folder / "key").read_bytes())
    return both


@pytest.fixture
def encrypted(certificate) -> Iterator[ImapServer]:
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(certificate)
    imap_server = ImapServer(tls)
    yield imap_server
    imap_server.stop()


def test_tls_with_a_certificate_we_trust(encrypted, certificate):
    encrypted.receives(MAIL)
    trust = ssl.create_default_context(cafile=certificate)
    assert new(mailbox(encrypted, tls="tls", trust=trust)) == [MAIL]


def test_tls_with_a_stranger_is_no_connection(encrypted):
    with pytest.raises(MailboxError, match="certificate"):
        new(mailbox(encrypted, tls="tls"))


def test_starttls_is_insisted_on(imap_server):
    with pytest.raises(MailboxError):
        new(mailbox(imap_server, tls="starttls"))
    assert "AUTHENTICATE" not in imap_server.commands
