"""Pictures (PNG, JPEG, TIFF) of documents as pages of words, by character recognition."""

import io
import warnings
from typing import TYPE_CHECKING

from duebook.formats.document.page import Page
from duebook.formats.document.pdf import LONGEST_SIDE
from duebook.formats.reading import Unreadable

if TYPE_CHECKING:
    from PIL.Image import Image

MARKS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
MOST_PIXELS = 40_000_000
"""A4 at 600 dots per inch has 35 million."""
MOST_PAGES = 50
"""Of one TIFF."""
USUAL_RESOLUTION = 200
"""Dots per inch of a picture that does not say its own."""

_ASK = "ask the payer for the advice as PDF or as a list (CSV, XLSX)"


def is_picture(data: bytes) -> bool:
    return data.startswith(MARKS)


def pages_of(data: bytes) -> list[Page]:
    """A page per picture of the file. Raises Unreadable where it is damaged or too large, or where no
    character recognition is installed."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's own bound on pixels only warns; ours refuses
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF")) as picture:
                return [_page(picture, at) for at in range(_count(picture))]
    except Unreadable:
        raise
    except Exception as error:  # Pillow raises whatever its decoders do: OSError, ValueError, SyntaxError...
        raise Unreadable(f"the picture is damaged ({type(error).__name__})", _ASK) from None


def _count(picture: "Image") -> int:
    count = getattr(picture, "n_frames", 1)
    if count > MOST_PAGES:
        raise Unreadable(f"the picture has {count} pages, more than {MOST_PAGES}", "split it")
    return count


def _page(picture: "Image", at: int) -> Page:
    from duebook.formats.document.recognition import words_in

    picture.seek(at)
    width, height = picture.size
    if width * height > MOST_PIXELS:
        raise Unreadable(f"the picture has more than {MOST_PIXELS // 1_000_000} million pixels", _ASK)
    resolution = float(picture.info.get("dpi", (0, 0))[0]) or USUAL_RESOLUTION
    picture.draft("L", (LONGEST_SIDE, LONGEST_SIDE))
    grey = picture.convert("L")
    grey.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    points = 72 / resolution * width / grey.width
    return Page(f"page {at + 1}", tuple(words_in(grey, at + 1, points)))
