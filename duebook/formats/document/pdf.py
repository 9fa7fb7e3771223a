"""PDF (ISO 32000) as pages of words: the text that is in the file, else its picture, recognised.

pdfium is not made for several threads at once: one document at a time.
"""

import re
import zlib
from collections.abc import Iterator
from threading import Lock
from typing import TYPE_CHECKING

from duebook.core.banking import Box
from duebook.formats.document.page import MOST_WORDS, Page, Word
from duebook.formats.reading import Unreadable, shown

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

LARGEST = 32 << 20
"""Bytes: a scanned advice of many pages; text alone never comes near."""
MOST_PAGES = 300
MOST_SIGNS = 1_000_000
"""Characters of one page."""
LARGEST_STREAM = 8 << 20
"""Bytes of drawing instructions, unpacked; a page full of text has some 100,000."""
LONGEST_SIDE = 2400
"""Pixels of a page that is made a picture: A4 at 200 dots per inch."""
FEWEST_SIGNS = 20
"""A page with fewer characters in it is a scan with a stamp or a page number."""

_ASK = "ask the payer for the advice as a list (CSV, XLSX) or for a whole PDF"
_ONE_AT_A_TIME = Lock()
_GAP = 0.22
"""Of the letter height: a wider gap parts words where the file has no space."""


def is_pdf(data: bytes) -> bool:
    """ISO 32000-1 annex H, note 13: the mark stands within the first 1,024 bytes."""
    return b"%PDF-" in data[:1024]


def pages_of(data: bytes) -> list[Page]:
    """Its pages with the words of each. Raises Unreadable for a file that is damaged, locked or too large,
    and where pages are pictures that cannot be recognised here."""
    if len(data) > LARGEST:
        raise Unreadable(f"the PDF is larger than {LARGEST >> 20} MB", "split it into several files")
    _measure(data)
    with _ONE_AT_A_TIME:
        document = _opened(data)
        try:
            return list(_pages(document))
        finally:
            document.close()


def _measure(data: bytes) -> None:
    """Refuses a file by what its drawing instructions unpack to: each becomes an object in memory."""
    for found in re.finditer(rb"(?<!end)stream\r?\n", data):
        header = data[max(0, found.start() - 600) : found.start()].rpartition(b"obj")[2]
        if b"Fl" not in header or b"/Image" in header:
            continue
        try:
            unpacked = zlib.decompressobj().decompress(memoryview(data)[found.end() :], LARGEST_STREAM)
        except zlib.error:
            continue
        if len(unpacked) >= LARGEST_STREAM:
            raise Unreadable(f"a page of the PDF unpacks to more than {LARGEST_STREAM >> 20} MB", _ASK)


def _opened(data: bytes) -> "PdfDocument":
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(data)
        count = len(document)
    except PdfiumError as error:
        locked = "password" in str(error).casefold()
        what = (
            "the PDF is protected by a password" if locked else f"the PDF is damaged: {shown(str(error), 80)}"
        )
        raise Unreadable(what, "ask the payer for it without password" if locked else _ASK) from None
    if count > MOST_PAGES:
        document.close()
        raise Unreadable(f"the PDF has {count} pages, more than {MOST_PAGES}", "split it into several files")
    return document


def _pages(document: "PdfDocument") -> Iterator[Page]:
    from pypdfium2 import PdfiumError

    left = MOST_WORDS
    for at in range(len(document)):
        name = f"page {at + 1}"
        try:
            page = document[at]
            words = tuple(_words(page, at + 1))
            words = words or tuple(_recognised(page, at + 1))
        except PdfiumError as error:
            raise Unreadable(f"the page is damaged: {shown(str(error), 80)}", _ASK, name) from None
        left -= len(words)
        if left < 0:
            raise Unreadable(
                f"the PDF has more than {MOST_WORDS:,} words", "split it into several files", name
            )
        yield Page(name, words)
        page.close()


def _words(page: "PdfPage", number: int) -> Iterator[Word]:
    """The words of the text in the file; nothing where there is hardly any."""
    text = page.get_textpage()
    count = text.count_chars()
    if FEWEST_SIGNS <= count <= MOST_SIGNS:
        upright = _Upright(page, number)
        signs: list[str] = []
        boxes: list[Box] = []
        for sign, box in _signs(text, count, upright):
            if signs and (sign.isspace() or _apart(boxes[-1], box)):
                yield _word(signs, boxes)
                signs, boxes = [], []
            if not sign.isspace():
                signs.append(sign)
                boxes.append(box)
        if signs:
            yield _word(signs, boxes)
    text.close()
    if count > MOST_SIGNS:
        raise Unreadable(f"the page has more than {MOST_SIGNS:,} characters", _ASK, f"page {number}")


def _signs(text: "PdfTextPage", count: int, upright: "_Upright") -> Iterator[tuple[str, Box]]:
    whole = text.get_text_range(0, count, errors="replace")
    if len(whole) != count:
        from pypdfium2 import raw

        whole = "".join(chr(raw.FPDFText_GetUnicode(text, at) or 32) for at in range(count))
    for at, sign in enumerate(whole):
        plain = " " if sign.isspace() or not sign.isprintable() else sign
        yield plain, upright.box(*text.get_charbox(at, loose=True))


def _apart(before: Box, box: Box) -> bool:
    height = max(before.bottom - before.top, 1.0)
    beside = abs((before.top + before.bottom) - (box.top + box.bottom)) / 2 < height / 2
    return not beside or not -height < box.left - before.right < _GAP * height


def _word(signs: list[str], boxes: list[Box]) -> Word:
    box = Box(
        boxes[0].page, round(boxes[0].left, 1), round(min(box.top for box in boxes), 1),
        round(boxes[-1].right, 1), round(max(box.bottom for box in boxes), 1),
    )  # fmt: skip
    return Word("".join(signs), box)


class _Upright:
    """From the file's coordinates (up from the bottom left, before the page is turned) to the reader's."""

    def __init__(self, page: "PdfPage", number: int) -> None:
        self._number, self._turned = number, page.get_rotation()
        self._left, self._bottom, self._right, self._top = page.get_cropbox()

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        (a, b), (c, d) = self._point(left, top), self._point(right, bottom)
        return Box(self._number, min(a, c), min(b, d), max(a, c), max(b, d))

    def _point(self, x: float, y: float) -> tuple[float, float]:
        if self._turned == 90:
            return y - self._bottom, x - self._left
        if self._turned == 180:
            return self._right - x, y - self._bottom
        if self._turned == 270:
            return self._top - y, self._right - x
        return x - self._left, self._top - y


def _recognised(page: "PdfPage", number: int) -> Iterator[Word]:
    """The words in the picture of a page; an empty page has none."""
    if not any(True for _ in page.get_objects(max_depth=3)):
        return
    from duebook.formats.document.recognition import words_in

    scale = LONGEST_SIDE / max(page.get_width(), page.get_height(), 1)
    yield from words_in(_picture(page, scale), number, points=1 / scale)


def _picture(page: "PdfPage", scale: float) -> "Image":
    picture: Image = page.render(scale=scale, grayscale=True).to_pil()
    return picture
