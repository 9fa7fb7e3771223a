"""Sending one mail by SMTP (RFC 5321), with an answer that tells exactly what is known about it.

A mail is accepted at one single moment: when the server answers the end of DATA. Before the end of DATA is
handed over, nothing was sent and trying again is safe. After it, only the answer tells; when the connection
breaks in between, nobody knows (RFC 5321 section 6.1), and a second attempt may be a second letter.
"""

import hashlib
import re
import smtplib
import socket
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import cache
from typing import Literal

Tls = Literal["none", "starttls", "tls"]
State = Literal["sent", "refused", "not_sent", "unknown"]

_ADDRESS = re.compile(r"[^\s<>@\"(),:;\\\[\]\x00-\x1f\x7f]+@[^\s<>@\"(),:;\\\x00-\x1f\x7f]+")
_MESSAGE_ID = re.compile(r"<[\x21-\x3b\x3d\x3f\x41-\x7e]+@[\x21-\x3b\x3d\x3f\x41-\x7e]+>")
_POLICY = SMTP.clone(cte_type="7bit")
"""Seven-bit bodies pass through every server, also those without the 8BITMIME extension."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a mail; ``media_type`` such as ``application/pdf``."""

    name: str
    content: bytes
    media_type: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail to one recipient. The same values make the same bytes.

    ``message_id`` in angle brackets, given by the caller and kept over all attempts, so that a receiver
    can recognise a repetition. ``date`` has a time zone. ``list_unsubscribe``: a mailto or https address.
    Raises ValueError when a header would not be one line or an address is none.
    """

    message_id: str
    date: datetime
    sender: str
    recipient: str
    subject: str
    text: str
    html: str = ""
    sender_name: str = ""
    recipient_name: str = ""
    reply_to: str = ""
    list_unsubscribe: str = ""
    attachments: tuple[Attachment, ...] = field(default=())

    def __post_init__(self) -> None:
        if not _MESSAGE_ID.fullmatch(self.message_id):
            raise ValueError(f"Message-ID {self.message_id!r} must look like <key@domain> in ASCII")
        if self.date.tzinfo is None:
            raise ValueError(f"the mail's date {self.date} has no time zone; give one")
        for address in filter(None, (self.sender, self.recipient, self.reply_to)):
            if not _ADDRESS.fullmatch(address):
                raise ValueError(f"{address!r} is not one mail address such as name@company.example")
        if not (self.sender and self.recipient):
            raise ValueError("a mail needs a sender and a recipient")
        one_line = (self.subject, self.sender_name, self.recipient_name, self.list_unsubscribe)
        for text in (*one_line, *(attachment.name for attachment in self.attachments)):
            if any(ord(letter) < 32 or ord(letter) == 127 for letter in text):
                raise ValueError(f"{text!r} must be one line without control characters to be a header")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is known after an attempt. ``code``: the server's answer (RFC 5321 4.2), 0 when it gave none.

    sent: accepted. refused: never for this mail; mend it or the address. not_sent: surely not accepted,
    safe to try again. unknown: handed over but not answered; a person decides, never a machine.
    """

    state: State
    code: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class SmtpChannel:
    """A mail server. ``tls``: "starttls" insists on it, "tls" encrypts from the start (port 465).

    ``timeout`` in seconds for each step of the conversation. ``trust`` replaces the system's certificates.
    """

    host: str
    port: int = 587
    user: str = ""
    password: str = field(default="", repr=False)
    tls: Tls = "starttls"
    timeout: float = 30.0
    trust: ssl.SSLContext | None = None

    def send(self, mail: Mail) -> Outcome:
        """Try once; never raises for what the server or the network does."""
        try:
            body = mail_bytes(mail)
            sender, recipient = _wire_address(mail.sender), _wire_address(mail.recipient)
        except UnicodeError:
            return Outcome("refused", 0, f"{mail.sender} or {mail.recipient} cannot be written in ASCII")
        try:
            server = self._connect()
        except smtplib.SMTPResponseException as refusal:
            return Outcome("not_sent", refusal.smtp_code, _words(refusal.smtp_error))
        except (OSError, smtplib.SMTPException) as failure:
            return Outcome("not_sent", 0, f"no connection to {self.host}:{self.port}: {failure}")
        try:
            outcome = _hand_over(server, sender, recipient, body) or _answer(server)
            _leave(server)
            return outcome
        finally:
            server.close()

    def _connect(self) -> smtplib.SMTP:
        server = self._open()
        try:
            if self.tls == "starttls":
                server.starttls(context=self._trust())
            server.ehlo_or_helo_if_needed()
            if self.user:
                server.login(self.user, self.password)
        except BaseException:
            server.close()
            raise
        return server

    def _open(self) -> smtplib.SMTP:
        here = socket.gethostname()  # or smtplib would look it up in the domain name system
        if self.tls == "tls":
            trust = self._trust()
            return smtplib.SMTP_SSL(self.host, self.port, here, timeout=self.timeout, context=trust)
        return smtplib.SMTP(self.host, self.port, here, timeout=self.timeout)

    def _trust(self) -> ssl.SSLContext:
        return self.trust or _system_trust()


@cache
def _system_trust() -> ssl.SSLContext:
    """The system's certificates, read once: reading them takes longer than sending a mail."""
    return ssl.create_default_context()


def mail_bytes(mail: Mail) -> bytes:
    """The mail in MIME as it travels: 7-bit, lines ended by CR LF, text and HTML as alternatives."""
    message = EmailMessage(policy=_POLICY)
    message["From"] = _header_address(mail.sender_name, mail.sender)
    message["To"] = _header_address(mail.recipient_name, mail.recipient)
    if mail.reply_to:
        message["Reply-To"] = _header_address("", mail.reply_to)
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(mail.date)
    message["Message-ID"] = mail.message_id
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday replies, please
    if mail.list_unsubscribe:
        message["List-Unsubscribe"] = f"<{mail.list_unsubscribe}>"
    message.set_content(mail.text)
    if mail.html:
        message.add_alternative(mail.html, subtype="html")
    for attachment in mail.attachments:
        main, _, sub = attachment.media_type.partition("/")
        message.add_attachment(attachment.content, main, sub, filename=attachment.name)
    _name_boundaries(message, mail.message_id)
    return message.as_bytes()


def _name_boundaries(message: EmailMessage, message_id: str) -> None:
    """The library's own boundaries are random; ours come from the Message-ID, for equal bytes."""
    digest = hashlib.sha256(message_id.encode()).hexdigest()[:24]
    for number, part in enumerate(message.walk()):
        if part.is_multipart():
            part.set_boundary(f"=_{digest}_{number}")


def _header_address(name: str, address: str) -> Address:
    return Address(display_name=name, addr_spec=_wire_address(address))


def _wire_address(address: str) -> str:
    """The address in ASCII: international domains as IDNA. Raises UnicodeError when the part before the @
    is not ASCII, which needs SMTPUTF8 (RFC 6531) all along the way."""
    name, _, domain = address.rpartition("@")
    name.encode("ascii")
    return f"{name}@{domain.encode('idna').decode('ascii')}"


def _hand_over(server: smtplib.SMTP, sender: str, recipient: str, body: bytes) -> Outcome | None:
    """Everything up to the end of DATA; None when all of it was handed over, else the reason why not.

    The last bytes are the end mark, so a write that fails has not handed over the whole of it.
    """
    steps = (("MAIL", f"FROM:<{sender}>", 250), ("RCPT", f"TO:<{recipient}>", 250), ("DATA", "", 354))
    try:
        for command, argument, wanted in steps:
            code, answer = server.docmd(command, argument)
            if code // 10 != wanted // 10:
                return _declined(code, f"{command}: {_words(answer)}")
        server.send(_dots_doubled(body).removesuffix(b"\r\n") + b"\r\n.\r\n")
    except (OSError, smtplib.SMTPException) as failure:
        return Outcome("not_sent", 0, f"the connection broke before the mail was handed over: {failure}")
    return None


def _answer(server: smtplib.SMTP) -> Outcome:
    """What the server makes of the mail it now has; without an answer nobody knows."""
    try:
        code, answer = server.getreply()
    except (OSError, smtplib.SMTPException) as failure:
        return Outcome("unknown", 0, f"handed over, but the connection broke before the answer: {failure}")
    if 200 <= code < 300:
        return Outcome("sent", code, _words(answer))
    return _declined(code, _words(answer)) if 400 <= code < 600 else Outcome("unknown", code, _words(answer))


def _declined(code: int, text: str) -> Outcome:
    """4xx is for now, 5xx for ever (RFC 5321 4.2.1); anything else before the end of DATA is for now, too."""
    return Outcome("refused" if 500 <= code < 600 else "not_sent", code, text)


def _dots_doubled(body: bytes) -> bytes:
    """Transparency: a line that starts with a dot gets another one (RFC 5321 4.5.2)."""
    return re.sub(rb"(?m)^\.", b"..", body)


def _words(answer: bytes | str) -> str:
    return answer if isinstance(answer, str) else answer.decode("utf-8", "replace")


def _leave(server: smtplib.SMTP) -> None:
    """Say goodbye if somebody is still there; whatever happens now changes nothing."""
    with suppress(OSError, smtplib.SMTPException):
        server.quit()
