"""A reminder put into words, before it is laid out as text or HTML: strings only, nothing escaped yet."""

from dataclasses import dataclass

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemTable:
    """The items of one currency. ``rows`` have as many cells as ``header``; the last columns from
    ``figures_from`` on are figures. ``sums``: a label and an amount each, the last one is what to pay."""

    header: Row
    figures_from: int
    rows: tuple[Row, ...]
    sums: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class LetterContent:
    """``before`` and ``after`` are the paragraphs around the tables; ``bank_details`` pairs of label and
    value; ``signature`` the lines under the closing."""

    language: str
    subject: str
    greeting: str
    before: tuple[str, ...]
    tables: tuple[ItemTable, ...]
    after: tuple[str, ...]
    bank_title: str
    bank_details: tuple[Row, ...]
    closing: str
    signature: tuple[str, ...]
