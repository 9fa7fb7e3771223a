"""A message as it lies in a mailbox (RFC 5322, MIME): who, when, its own words, its attachments.

Nothing of it is believed or followed: no links, no network, bounded in size, number and depth of its parts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message as Part
from email.utils import parseaddr, parsedate_to_datetime

from duebook.formats.document import Page
from duebook.formats.document.typed import page_of_rows, page_of_text
from duebook.formats.mail.markup import blocks_of
from duebook.formats.reading import Unreadable

LARGEST = 48 << 20
"""Bytes of a message; mail servers accept less."""
MOST_PARTS = 200
LARGEST_TEXT = 4 << 20
"""Bytes of the text of a message."""
DEEPEST = 8
"""Parts within parts."""

_ASK = "ask the sender for the document itself"
_FIRST_LINE = re.compile(r"(?:From |[A-Za-z][A-Za-z0-9-]{1,60}:[ \t\r\n])", re.ASCII)
_NEEDED = re.compile(r"^From:", re.MULTILINE | re.IGNORECASE)
_TELLING = re.compile(r"^(?:Subject|Date|MIME-Version|Message-ID|To):", re.MULTILINE | re.IGNORECASE)
_ANSWER = re.compile(r"\s*(?:re|aw|ref|rif|odp|antw|sv|vs|r)\s*:", re.IGNORECASE)
_QUOTED = re.compile(
    r"\s*(?:-{3,}.*(?:message|nachricht|mensaje|messaggio|bericht|wiadomo|mesaj).*-{3,}|_{20,})\s*"
)
_SAID = re.compile(
    r".{0,200}(?:wrote|schrieb|a écrit|ha scritto|escribió|schreef|napisał|scris|escreveu).{0,60}:\s*"
)


@dataclass(frozen=True, slots=True)
class Attachment:
    """``inline``: a picture that stands in the text, such as the logo under it."""

    name: str
    data: bytes
    inline: bool


@dataclass(frozen=True, slots=True)
class Message:
    """``pages``: its own words, without what it quotes from the message it answers."""

    sender: str
    sent_on: date | None
    subject: str
    pages: tuple[Page, ...]
    attachments: tuple[Attachment, ...]


def is_message(head: str) -> bool:
    """Whether a file begins with the header of a message."""
    header = re.split(r"\r?\n\r?\n", head, maxsplit=1)[0]
    return bool(_FIRST_LINE.match(header) and _NEEDED.search(header) and _TELLING.search(header))


def read(data: bytes) -> Message:
    """The message. Raises Unreadable where it is too large, too deep or broken."""
    if len(data) > LARGEST:
        raise Unreadable(f"the mail is larger than {LARGEST >> 20} MB", _ASK)
    try:
        message = message_from_bytes(data, policy=policy.compat32)
        parts = list(_parts(message, 0))
    except (MessageError, RecursionError, LookupError, ValueError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(f"the mail is damaged ({type(error).__name__})", _ASK) from None
    subject = _words(message["Subject"])
    attachments = tuple(
        _attachment(part, number) for number, part in enumerate(parts, 1) if _is_attached(part)
    )
    pages = tuple(_pages(parts, subject))
    return Message(_sender(message), _sent_on(message), subject, pages, attachments)


def _parts(part: Part, depth: int) -> Iterator[Part]:
    """The leaves of the message, in order; a message within it is one of them."""
    if depth > DEEPEST:
        raise Unreadable(f"the mail has parts within parts, {DEEPEST} deep", _ASK)
    payload = part.get_payload()
    if not isinstance(payload, list) or part.get_content_type() == "message/rfc822":
        yield part
        return
    if len(payload) > MOST_PARTS:
        raise Unreadable(f"the mail has more than {MOST_PARTS} parts", _ASK)
    for inner in payload:
        if isinstance(inner, Part):
            yield from _parts(inner, depth + 1)


def _is_attached(part: Part) -> bool:
    """Whatever has a file name, and whatever is no text."""
    return bool(part.get_filename()) or part.get_content_maintype() != "text"


def _attachment(part: Part, number: int) -> Attachment:
    payload = part.get_payload()
    if isinstance(payload, list):
        data = payload[0].as_bytes() if payload and isinstance(payload[0], Part) else b""
    else:
        data = _bytes(part)
    inline = bool(part["Content-ID"]) and part.get_content_maintype() == "image"
    name = _words(part.get_filename() or "") or f"part {number}"
    return Attachment(re.sub(r"[\x00-\x1f/\\]", "_", name)[:120], data, inline)


def _pages(parts: list[Part], subject: str) -> Iterator[Page]:
    """The words as HTML, which keeps its tables, else as plain text."""
    for wanted in ("text/html", "text/plain"):
        texts = [
            _text(part) for part in parts if part.get_content_type() == wanted and not _is_attached(part)
        ]
        whole = "\n".join(filter(str.strip, texts))
        if not whole:
            continue
        page = page_of_rows(blocks_of(whole), "text") if wanted == "text/html" else _typed(whole, subject)
        if page.words:
            yield page
            return


def _typed(text: str, subject: str) -> Page:
    """Plain text; in an answer without the message that it answers."""
    lines = text.splitlines()
    if _ANSWER.match(subject):
        end = (at for at, line in enumerate(lines) if _QUOTED.fullmatch(line) or _SAID.fullmatch(line))
        lines = lines[: next(end, len(lines))]
    return page_of_text("\n".join("" if line.lstrip().startswith(">") else line for line in lines), "text")


def _bytes(part: Part) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _text(part: Part) -> str:
    data = _bytes(part)
    if len(data) > LARGEST_TEXT:
        raise Unreadable(f"the text of the mail is larger than {LARGEST_TEXT >> 20} MB", _ASK)
    try:
        return data.decode(part.get_content_charset() or "utf-8", errors="replace")
    except (LookupError, ValueError):
        return data.decode("utf-8", errors="replace")


def _words(header: object) -> str:
    try:
        return " ".join(str(make_header(decode_header(str(header or "")))).split())[:300]
    except (LookupError, ValueError, MessageError):
        return ""


def _sender(message: Part) -> str:
    name, address = parseaddr(_words(message["From"]))
    return f"{name} <{address}>" if name and address else name or address


def _sent_on(message: Part) -> date | None:
    try:
        return parsedate_to_datetime(str(message["Date"])).date()
    except (TypeError, ValueError, OverflowError, IndexError):
        return None
