"""What every reader of foreign files needs: complaints with a place, text from bytes, safe XML."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from lxml import etree

from duebook.core.money import MoneyError, digits, to_minor
from duebook.core.problems import Problem

Element: TypeAlias = etree._Element
"""An element of an XML file."""

LARGEST_FILE = 256 * 1024 * 1024
"""Bytes. A year of statements of a large company stays far below; more is a mistake or an attack."""

MOST_MARKS = 10_000_000
"""Marks (``<``) of one XML element that is read at a time: a batch of 100,000 payments has 8 million."""

MOST_COMPLAINTS = 1000
"""Complaints kept per file: the first thousand tell a clerk all there is to know about a broken file."""

_PLAIN_AMOUNT = re.compile(r"[+-]?[0-9]{1,20}(?:[.,][0-9]{0,20})?|[+-]?[.,][0-9]{1,20}", re.ASCII)
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?!\d)", re.ASCII)
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class Unreadable(ValueError):
    """A value of the file that cannot be taken as it stands; ``todo`` is what the clerk does next."""

    def __init__(self, what: str, todo: str = "ask the bank for a corrected file", place: str = "") -> None:
        super().__init__(what)
        self.todo = todo
        self.place = place


@dataclass
class Complaints:
    """Collects the problems of one file, at most MOST_COMPLAINTS of them."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def add(self, place: str, what: str, todo: str = "") -> None:
        if len(self.problems) < MOST_COMPLAINTS:
            self.problems.append(Problem(self.file, place, shown(what, 300), todo))
        elif len(self.problems) == MOST_COMPLAINTS:
            self.problems.append(
                Problem(self.file, place, "further problems are not listed", "mend these first")
            )

    def unreadable(self, place: str, error: Unreadable) -> None:
        self.add(error.place or place, str(error), error.todo)


def shown(text: str, longest: int = 40) -> str:
    """Foreign text made fit for a message: one line, printable, not longer than ``longest`` characters."""
    clean = _UNPRINTABLE.sub("�", " ".join(text[: longest + 1].split()))
    return clean if len(text) <= longest else clean[:longest] + "…"


def exact_amount(text: str, currency: str) -> int:
    """``("12,3", "EUR") -> 1230``: minor units of a plain number, decimal comma or point, no grouping.

    Raises Unreadable rather than round, guess or accept an exponent.
    """
    if not _PLAIN_AMOUNT.fullmatch(text.strip()):
        raise Unreadable(f"the amount {shown(text)!r} is not a number")
    try:
        return to_minor(text.strip().replace(",", "."), currency)
    except MoneyError as error:
        raise Unreadable(str(error)) from None


def known_currency(text: str) -> str:
    """The three capital letters of a currency; raises Unreadable for anything else."""
    try:
        digits(text)
    except MoneyError as error:
        raise Unreadable(str(error)) from None
    return text


def iso_day(text: str) -> date:
    """The day of an ISO 8601 date or date-time (``2024-02-29``, ``20240229``, ``2024-02-29T10:00:00Z``)."""
    found = _DAY.match(text.strip())
    try:
        return date(*map(int, found.groups())) if found else date.fromisoformat(text.strip())
    except ValueError:
        raise Unreadable(f"{shown(text)!r} is not a date") from None


def short_day(text: str, order: str = "YMD") -> date:
    """A day of six digits, of this century: ``("240229")``, ``("290224", "DMY")``."""
    parts = dict(zip(order, (text[:2], text[2:4], text[4:6]), strict=True))
    try:
        return date(2000 + int(parts["Y"]), int(parts["M"]), int(parts["D"]))
    except ValueError:
        raise Unreadable(f"{shown(text)!r} is not a day of six digits ({order})") from None


def cut(line: str, first: int, last: int) -> str:
    """Positions ``first`` to ``last`` of a line, counted from 1 as standards do, without spaces around."""
    return line[first - 1 : last].strip()


def minor_of(digits_only: str, decimals: int, currency: str) -> int:
    """Digits with implied decimals to minor units of the currency: ``("12340", 3, "EUR") -> 1234``."""
    if not re.fullmatch(r"\d{1,18}", digits_only, re.ASCII):
        raise Unreadable(f"the amount {shown(digits_only)!r} is not a number")
    return exact_amount(f"{Decimal(digits_only).scaleb(-decimals):f}", currency)


def text_of(data: bytes) -> str:
    """Bytes as text: by byte-order mark, else UTF-8, else Windows-1252 (which the western banks use)."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def head_of(data: bytes, length: int = 65536) -> str:
    """The beginning of a file as text, for recognition; cheap whatever the size of the file."""
    head = data[:length]
    if head.count(0, 0, 200) > 20 and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ""
    return text_of(head).lstrip("\ufeff \t\r\n")


def local_name(element: Element) -> str:
    """The element's name without its namespace: banks use old, new, wrong and no namespaces."""
    return str(element.tag).rpartition("}")[2]


def without_namespaces(element: Element) -> Element:
    """The same element, its name and those of all elements within reduced to local names, in place."""
    for inner in element.iter(etree.Element):
        name = local_name(inner)
        if ":" not in name:  # the parser lets names such as a:1:b pass, which cannot be set again
            inner.tag = name
    return element


def xml_events(data: bytes, *names: str) -> Iterator[tuple[str, Element]]:
    """Start and end events of the named elements (in any namespace): no DTD, no entities, no network.

    The caller clears each element at its end, so memory stays bounded by the largest one; more than
    MOST_MARKS marks before the next event are refused. Raises Unreadable with the line as its place when
    the file is not well-formed or brings a document type of its own.
    """
    source = _Metered(data)
    events = etree.iterparse(
        source, events=("start", "end"), tag=[f"{{*}}{name}" for name in names], resolve_entities=False,
        no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        for number, (event, element) in enumerate(events):
            if number == 0 and element.getroottree().docinfo.doctype:
                raise Unreadable("the file brings a document type (DTD) of its own", place="line 1")
            source.marks = 0
            yield event, element
    except etree.XMLSyntaxError as error:
        raise Unreadable(
            f"the XML breaks off or is damaged: {shown(str(error), 120)}",
            "fetch the file again from the bank; what stands before this line was read",
            f"line {error.lineno or 1}",
        ) from None


class _Metered(io.BytesIO):
    """A file in memory that counts the marks it hands out, each of which may become a node of a tree."""

    marks = 0

    def __init__(self, data: bytes) -> None:
        super().__init__(data.lstrip())

    def read(self, size: int | None = -1) -> bytes:
        chunk = super().read(size)
        self.marks += chunk.count(b"<")
        if self.marks > MOST_MARKS:
            raise Unreadable("the XML holds millions of elements where none belong", place="line 1")
        return chunk
