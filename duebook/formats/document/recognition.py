"""Character recognition, an optional part: ``duebook[ocr]`` brings it with its models, offline."""

import logging
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

from duebook.core.banking import Box
from duebook.formats.document.page import Word
from duebook.formats.reading import Unreadable

if TYPE_CHECKING:
    from PIL.Image import Image

Corners = list[tuple[float, float]]
"""The four corners of a piece of text, from its upper left clockwise, in pixels."""

LEAST_SURE = 0.5
"""What the recogniser is less sure of than this is not taken for text."""


_LONG_ENOUGH = 60
"""Pixels of an edge whose slope tells something."""
_STEEPEST = 0.1


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

    boxes, texts, sure = _told(_recogniser()(numpy.asarray(picture.convert("RGB"))))
    straight = _straightened([[(float(x), float(y)) for x, y in corners] for corners in boxes])
    for corners, text, certainty in zip(straight, texts, sure, strict=True):
        if certainty >= LEAST_SURE:
            across, down = [x * points for x, _ in corners], [y * points for _, y in corners]
            yield from _words(text, Box(page, min(across), min(down), max(across), max(down)))


def _straightened(pieces: Sequence[Corners]) -> list[Corners]:
    """The corners of pieces of text, turned back by the slope that most of their upper edges have: a page
    lies askew on the scanner by a degree or two, and a line across it would meet the one below."""
    slopes = [
        (right[1] - left[1]) / (right[0] - left[0])
        for left, right, *_ in pieces
        if right[0] - left[0] > _LONG_ENOUGH
    ]
    slope = median(slopes) if slopes else 0.0
    if abs(slope) > _STEEPEST:
        return list(pieces)
    return [[(x + slope * y, y - slope * x) for x, y in corners] for corners in pieces]


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
