"""A mail server for demos and tests: real SMTP in, each letter kept as a file, nothing leaves the machine."""

import asyncio
import os
import secrets
import signal
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

LARGEST = 50 * 1024 * 1024  # bytes of one letter
KEPT = "250 OK: kept"


@dataclass(frozen=True)
class Enclosure:
    """A file that came with a letter."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Letter:
    """A mail as it arrived. ``recipients`` are those of the envelope, so blind copies show."""

    key: str
    received_at: datetime
    sender: str
    recipients: tuple[str, ...]
    subject: str
    message_id: str
    text: str
    html: str
    enclosures: tuple[Enclosure, ...]


@dataclass(frozen=True)
class Postbox:
    """The letters in ``folder``, one file each, named so that names sort by arrival."""

    folder: Path

    def keep(self, envelope: Envelope) -> str:
        """Store a letter so that it survives a crash and return its key."""
        self.folder.mkdir(parents=True, exist_ok=True)
        key = f"{time.time_ns():020d}-{secrets.token_hex(4)}"
        draft = self.folder / f".{key}"
        marks = f"X-Envelope-From: {envelope.mail_from}\r\nX-Envelope-To: {', '.join(envelope.rcpt_tos)}\r\n"
        with open(draft, "wb") as out:
            out.write(marks.encode("utf-8") + (envelope.original_content or b""))
            out.flush()
            os.fsync(out.fileno())
        draft.rename(self.folder / f"{key}.eml")
        return key

    def keys(self) -> list[str]:
        """The keys of all letters, the newest first."""
        return sorted((path.stem for path in self.folder.glob("[0-9]*.eml")), reverse=True)

    def letters(self, at_most: int = 100) -> list[Letter]:
        """The newest letters first."""
        return [self.letter(key) for key in self.keys()[:at_most]]

    def letter(self, key: str) -> Letter:
        """One letter. Raises ``KeyError`` if there is none of that key."""
        if not key.replace("-", "").isalnum() or not (path := self.folder / f"{key}.eml").is_file():
            raise KeyError(key)
        return _read(key, path.read_bytes())

    def empty(self) -> None:
        for key in self.keys():
            (self.folder / f"{key}.eml").unlink(missing_ok=True)


class Clerk:
    """Takes letters in: aiosmtpd calls ``handle_DATA`` for each, and the sender reads what it returns."""

    def __init__(self, postbox: Postbox) -> None:
        self.postbox = postbox

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802, ARG002
        self.postbox.keep(envelope)
        return KEPT


def serve(clerk: Clerk, host: str, port: int) -> None:
    """Take in mail until SIGINT or SIGTERM. Raises ``OSError`` if the port is taken."""
    asyncio.run(_serve(clerk, host, port))


async def _serve(clerk: Clerk, host: str, port: int) -> None:
    loop = asyncio.get_running_loop()
    told_to_stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, told_to_stop.set)
    server = await loop.create_server(
        lambda: SMTP(clerk, data_size_limit=LARGEST, enable_SMTPUTF8=True, hostname="localhost", loop=loop),
        host,
        port,
    )
    try:
        await told_to_stop.wait()
    finally:
        server.close()


def _read(key: str, content: bytes) -> Letter:
    message = message_from_bytes(content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return Letter(
        key=key,
        received_at=datetime.fromtimestamp(int(key.split("-")[0]) / 1e9, UTC),
        sender=str(message.get("X-Envelope-From", "")),
        recipients=tuple(str(message.get("X-Envelope-To", "")).split(", ")),
        subject=str(message.get("Subject", "")),
        message_id=str(message.get("Message-ID", "")),
        text=_body(message, "plain"),
        html=_body(message, "html"),
        enclosures=tuple(_enclosure(part) for part in message.iter_attachments()),
    )


def _body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    return str(part.get_content()) if part else ""


def _enclosure(part: EmailMessage) -> Enclosure:
    content = part.get_payload(decode=True)
    return Enclosure(
        name=part.get_filename() or "unnamed",
        media_type=part.get_content_type(),
        content=content if isinstance(content, bytes) else b"",
    )
