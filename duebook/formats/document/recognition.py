"""Character recognition, an optional part: ``duebook[ocr]`` brings it with its models, offline."""

import logging
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from duebook.core.banking import Box
from duebook.formats.document.page import Word
from duebook.formats.reading import Unreadable

if TYPE_CHECKING:
    from PIL.Image import Image

LEAST_SURE = 0.5
"""What the recogniser is less sure of than this is not taken for text."""


def is_installed() -> bool:
    return find_spec("rapidocr") is not None


def words_in(picture: "Image", page: int, points: float) -> Iterator[Word]:
    """The words in a picture; ``points``: how many points (1/72 inch) one of its pixels is.

    Raises Unreadable where character recognition is not installed.
    """
    if not is_installed():
        raise Unreadable(
            "the document is a picture, and character recognition is not installed",
            "install it (pip install duebook[ocr]), or ask the payer for a PDF with text or a list",
            f"page {page}",
        )
    import numpy

    found = _recogniser()(numpy.asarray(picture.convert("RGB")))
    for corners, text, sure in zip(*_told(found), strict=True):
        if sure >= LEAST_SURE:
            across, down = [float(x) for x, _ in corners], [float(y) for _, y in corners]
            box = Box(
                page, min(across) * points, min(down) * points, max(across) * points, max(down) * points
            )
            yield from _words(text, box)


def _told(found: Any) -> tuple[Any, Any, Any]:
    return ((), (), ()) if found.boxes is None else (found.boxes, found.txts, found.scores)


@cache
def _recogniser() -> Any:
    from rapidocr import RapidOCR

    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return RapidOCR(params={"Global.log_level": "error"})


def _words(text: str, box: Box) -> Iterator[Word]:
    """The words of a piece of text, each with its share of the box by its letters."""
    width = (box.right - box.left) / max(len(text), 1)
    ends = [-1, *(at for at, sign in enumerate(text) if sign.isspace()), len(text)]
    for before, end in pairwise(ends):
        if end > before + 1:
            left, right = box.left + (before + 1) * width, box.left + end * width
            placed = Box(box.page, round(left, 1), round(box.top, 1), round(right, 1), round(box.bottom, 1))
            yield Word(text[before + 1 : end], placed)
