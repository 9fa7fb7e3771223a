"""Mail against a real server process: what is known after every way an attempt can end."""

import socket
import ssl
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from duebook.connectors.channel.smtp import Attachment, Mail, Outcome, SmtpChannel, mail_bytes

SERVER = Path(__file__).with_name("mail_server.py")
MAIL = Mail(
    message_id="<reminder-1.1@duebook.example>",
    date=datetime(2026, 4, 7, 8, 30, tzinfo=UTC),
    sender="billing@seller.example",
    recipient="accounts@müller.example",
    subject="Zahlungserinnerung – Kundennr. 1001",
    text="Guten Tag,\n\n.ein Punkt am Anfang\n",
    html="<p>Guten Tag, Größe</p>",
    sender_name="Nordlicht Handels GmbH",
    recipient_name="Müller & Söhne, Einkauf",
)


@pytest.fixture
def start(tmp_path):
    """Start a server process with a mischief; it is ended with the test."""
    processes = []

    def starting(mischief: str = "", *certificate: str, **channel) -> SmtpChannel:
        process = subprocess.Popen(
            [sys.executable, str(SERVER), str(tmp_path), mischief, *certificate],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        processes.append(process)
        port = int(process.stdout.readline())
        return SmtpChannel(
            "127.0.0.1", port, **{"tls": "starttls" if certificate else "none", "timeout": 2.0, **channel}
        )

    yield starting
    for process in processes:
        process.kill()
        process.wait()


def kept(folder: Path):
    return [message_from_bytes(path.read_bytes(), policy=policy.SMTP) for path in folder.glob("*.eml")]


ENDINGS = [
    # mischief, state, code, mails the server has
    ("", "sent", 250, 1),
    ("refuses_sender", "refused", 550, 0),
    ("refuses_recipient", "refused", 550, 0),
    ("refuses_content", "refused", 554, 0),
    ("greylists", "not_sent", 451, 0),
    ("too_busy_after_data", "not_sent", 452, 0),
    ("shuts_the_door", "not_sent", 554, 0),
    ("dies_before_data", "not_sent", 0, 0),
    ("dies_after_data", "unknown", 0, 1),
    ("silent_after_data", "unknown", 0, 1),
    ("talks_nonsense", "unknown", -1, 0),
]


@pytest.mark.parametrize(("mischief", "state", "code", "mails"), ENDINGS)
def test_every_ending_is_told_as_what_it_is(start, tmp_path, mischief, state, code, mails):
    outcome = start(mischief).send(MAIL)
    assert (outcome.state, outcome.code) == (state, code), outcome
    assert outcome.text
    assert len(kept(tmp_path)) == mails


def test_a_server_that_dies_in_the_middle_of_the_mail_has_not_got_it(start, tmp_path):
    large = replace(MAIL, attachments=(Attachment("statement.pdf", bytes(30_000_000), "application/pdf"),))
    outcome = start("dies_while_reading").send(large)
    assert outcome.state == "not_sent", outcome
    assert kept(tmp_path) == []


def test_nobody_there():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        assert SmtpChannel("127.0.0.1", port, tls="none").send(MAIL).state == "not_sent"


def test_a_server_that_never_says_hello():
    with socket.create_server(("127.0.0.1", 0)) as mute:
        channel = SmtpChannel("127.0.0.1", mute.getsockname()[1], tls="none", timeout=0.3)
        began = time.monotonic()
        assert channel.send(MAIL).state == "not_sent"
        assert time.monotonic() - began < 5


def test_what_arrives_is_what_was_written(start, tmp_path):
    attached = replace(
        MAIL,
        reply_to="clerk@seller.example",
        list_unsubscribe="mailto:stop@seller.example",
        attachments=(Attachment("Auszug März.csv", "a;ü\r\n".encode(), "text/csv"),),
    )
    assert start().send(attached).state == "sent"
    (mail,) = kept(tmp_path)
    assert mail["Message-ID"] == MAIL.message_id
    assert mail["Subject"] == MAIL.subject
    assert mail["Date"].datetime == MAIL.date
    assert mail["From"].addresses[0].display_name == MAIL.sender_name
    assert mail["To"].addresses[0].display_name == MAIL.recipient_name
    assert mail["To"].addresses[0].addr_spec == "accounts@xn--mller-kva.example"
    assert mail["List-Unsubscribe"] == "<mailto:stop@seller.example>"
    assert mail["Reply-To"] == "clerk@seller.example"
    assert mail.get_body(("plain",)).get_content().replace("\r\n", "\n") == MAIL.text
    assert mail.get_body(("html",)).get_content().strip() == MAIL.html
    (attachment,) = mail.iter_attachments()
    assert attachment.get_filename() == "Auszug März.csv"
    assert attachment.get_payload(decode=True) == "a;ü\r\n".encode()


def test_the_same_mail_makes_the_same_bytes_in_seven_bits():
    first, second = mail_bytes(MAIL), mail_bytes(MAIL)
    assert first == second
    assert first.isascii()
    assert max(map(len, first.split(b"\r\n"))) <= 998


@pytest.fixture
def certificate(tmp_path):
    files = str(tmp_path / "server.pem"), str(tmp_path / "server.key")
    try:
        key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
        command = f"openssl req -x509 {key} -days 1 -subj /CN=127.0.0.1"
        subprocess.run(
            [
                *command.split(),
                "-addext",
                "subjectAltName=IP:127.0.0.1",
                "-out",
                files[0],
                "-keyout",
                files[1],
            ],
            check=True,
            capture_output=True,
        )
    except FileNotFoundError:
        pytest.skip("openssl makes the test's certificate and is not installed")
    return files


def test_starttls_with_a_certificate_we_trust(start, tmp_path, certificate):
    trust = ssl.create_default_context(cafile=certificate[0])
    assert start("", *certificate, trust=trust).send(MAIL).state == "sent"
    assert len(kept(tmp_path)) == 1


def test_tls_from_the_start(start, tmp_path, certificate):
    trust = ssl.create_default_context(cafile=certificate[0])
    assert start("encrypts_at_once", *certificate, tls="tls", trust=trust).send(MAIL).state == "sent"
    assert len(kept(tmp_path)) == 1


def test_starttls_with_a_stranger_is_no_connection(start, tmp_path, certificate):
    outcome = start("", *certificate).send(MAIL)
    assert outcome.state == "not_sent"
    assert "certificate" in outcome.text
    assert kept(tmp_path) == []


def test_starttls_is_insisted_on(start, tmp_path):
    assert start(tls="starttls").send(MAIL).state == "not_sent"
    assert kept(tmp_path) == []


def test_an_address_that_needs_more_than_ascii_is_refused_before_anything_is_sent():
    outcome = SmtpChannel("127.0.0.1", 1, tls="none").send(replace(MAIL, recipient="jürgen@seller.example"))
    assert outcome == Outcome("refused", 0, outcome.text)
    assert "ASCII" in outcome.text


INJECTIONS = [
    ("subject", "Hello\r\nBcc: everyone@victim.example"),
    ("subject", "Hello\nX: y"),
    ("sender_name", "Me\r\nBcc: a@b.example"),
    ("recipient_name", "You\nBcc: a@b.example"),
    ("recipient", "a@b.example>\r\nRCPT TO:<c@d.example"),
    ("recipient", "a@b.example, c@d.example"),
    ("recipient", ""),
    ("sender", "no address"),
    ("reply_to", "a@b.example\nX: y"),
    ("message_id", "<a@b>\r\nX: y"),
    ("message_id", "no brackets"),
    ("list_unsubscribe", "mailto:a@b.example>\r\nX: y"),
    ("attachments", (Attachment("a\r\nX: y.pdf", b""),)),
    ("date", datetime(2026, 4, 7)),  # noqa: DTZ001 - the missing time zone is the case
]


@pytest.mark.parametrize(("header", "value"), INJECTIONS)
def test_no_header_can_hold_more_than_itself(header, value):
    with pytest.raises(ValueError, match=r"\S"):
        replace(MAIL, **{header: value})
