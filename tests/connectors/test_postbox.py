"""The local mail server: what is sent by SMTP can be read, and is there after a kill."""

import smtplib
from email.message import EmailMessage

import pytest

from duebook.connectors.channel.postbox import Enclosure


def reminder(**headers: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "receivables@example.com"
    message["To"] = "Jürgen Żak <j.zak@example.org>"
    message["Subject"] = "Zahlungserinnerung über 1.000,00 €"
    message["Message-ID"] = "<1@example.com>"
    message.set_content("Bitte zahlen Sie.")
    message.add_alternative("<p>Bitte zahlen Sie.</p>", subtype="html")
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="statement.pdf")
    return message


def send(server, message: EmailMessage, *also_to: str) -> None:
    with smtplib.SMTP(server.host, server.port, timeout=10) as smtp:
        smtp.send_message(message, to_addrs=["j.zak@example.org", *also_to])


def test_a_letter_is_read_as_it_was_sent(smtp_server):
    send(smtp_server, reminder(), "archive@example.com")
    (letter,) = smtp_server.letters()
    assert letter.sender == "receivables@example.com"
    assert letter.recipients == ("j.zak@example.org", "archive@example.com")
    assert letter.subject == "Zahlungserinnerung über 1.000,00 €"
    assert letter.message_id == "<1@example.com>"
    assert letter.text.strip() == "Bitte zahlen Sie."
    assert letter.html.strip() == "<p>Bitte zahlen Sie.</p>"
    assert letter.enclosures == (Enclosure("statement.pdf", "application/pdf", b"%PDF-1.7"),)
    assert smtp_server.postbox.letter(letter.key) == letter


def test_letters_are_listed_newest_first(smtp_server):
    for number in range(3):
        message = reminder()
        message.replace_header("Subject", f"letter {number}")
        send(smtp_server, message)
    assert [letter.subject for letter in smtp_server.postbox.letters()] == [
        "letter 2",
        "letter 1",
        "letter 0",
    ]
    assert [letter.subject for letter in smtp_server.postbox.letters(at_most=1)] == ["letter 2"]
    smtp_server.postbox.empty()
    assert smtp_server.letters() == []


def test_letters_outlive_a_killed_server(smtp_server):
    send(smtp_server, reminder())
    smtp_server.kill()
    with pytest.raises(OSError, match="refused"):
        send(smtp_server, reminder())
    smtp_server.start()
    send(smtp_server, reminder())
    assert len(smtp_server.letters()) == 2


@pytest.mark.parametrize("key", ["../../etc/passwd", "", "no-such-letter", "..", "."])
def test_a_key_is_never_a_path(smtp_server, key):
    with pytest.raises(KeyError):
        smtp_server.postbox.letter(key)


@pytest.mark.parametrize(
    ("mood", "error", "kept"),
    [
        ("refuses", smtplib.SMTPDataError, 0),
        ("later", smtplib.SMTPDataError, 0),
        ("dies before", smtplib.SMTPServerDisconnected, 0),
        ("dies after", smtplib.SMTPServerDisconnected, 1),
    ],
)
def test_the_test_server_misbehaves_as_told(smtp_server, mood, error, kept):
    smtp_server.be(mood)
    with pytest.raises(error):
        send(smtp_server, reminder())
    assert len(smtp_server.letters()) == kept
