"""How a document that came from outside is shown: as text or as a picture, never as a page of ours."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from duebook.books.remittances.queries import Document
from duebook.formats import mail
from duebook.formats.document import Page, lines_of, pdf
from duebook.formats.reading import Unreadable, head_of, text_of

LONGEST_TEXT = 50_000
"""Characters that are shown."""
LARGEST_PDF = 4 << 20
"""Bytes: the text of larger ones is not looked for while somebody waits."""

_PICTURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
_NOTHING_ELSE = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
}


def shown(document: Document | None) -> dict[str, object]:
    """What a template needs to show a document (``part/document.html``)."""
    data = bytes(document.data) if document else b""
    return {"document": document, "is_picture": bool(picture_type(data)), "document_words": words_of(data)}


def picture_type(data: bytes) -> str:
    """``image/png`` or ``image/jpeg``, "" for what browsers must not draw."""
    return next((kind for start, kind in _PICTURES.items() if data.startswith(start)), "")


def words_of(data: bytes) -> str:
    """The document's own words, line by line as its places count them; "" where it has none to show."""
    try:
        text = _text(data)
    except Unreadable:
        return ""
    return text[:LONGEST_TEXT]


def _text(data: bytes) -> str:
    if pdf.is_pdf(data):
        return _lines(pdf.pages_of(data)) if len(data) <= LARGEST_PDF else ""
    head = head_of(data)
    if mail.is_message(head):
        message = mail.read(data)
        attached = [f"[{one.name}]" for one in message.attachments]
        return "\n".join((message.subject, "", _lines(message.pages), *attached))
    return text_of(data) if head and b"\x00" not in data[:4096] else ""


def _lines(pages: list[Page] | tuple[Page, ...]) -> str:
    return "\n\n".join("\n".join(line.text for line in lines_of(page)) for page in pages)


def download(data: bytes, name: str) -> HttpResponse:
    """The bytes as a file to save: a browser neither opens nor guesses them."""
    headers = {**_NOTHING_ELSE, "Content-Disposition": content_disposition_header(True, name) or "attachment"}
    return HttpResponse(data, content_type="application/octet-stream", headers=headers)


def picture(data: bytes) -> HttpResponse:
    """A picture for an ``img`` of our pages."""
    return HttpResponse(data, content_type=picture_type(data), headers=_NOTHING_ELSE)
