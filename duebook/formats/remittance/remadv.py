"""UN/EDIFACT REMADV, remittance advice, D.93A to D.20B: one remittance per message (UNH to UNT).

DOC names a document, the MOA behind it say what it gets; an AJT behind that says why less, with an amount of
its own or without. What stands before the first DOC or behind UNS holds for the whole payment.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from duebook.core.banking import Remittance, RemittanceFile, RemittanceLine
from duebook.formats.reading import (
    Complaints,
    Unreadable,
    exact_amount,
    iso_day,
    known_currency,
    short_day,
    shown,
    text_of,
)
from duebook.formats.remittance.edifact import Segment, is_interchange, segments, signs_of
from duebook.formats.remittance.reasons import EDIFACT_4465, reason_of

T = TypeVar("T")
D = TypeVar("D")
MOST_REMITTANCES = 100_000
"""Of one file: an empty one takes a few bytes."""

PAID = ("12", "11", "9")
"""MOA 5025 of a document, the surest first: remitted, paid, payable."""
GROSS = ("77", "39", "38", "9")
"""Invoice amount, invoice total, invoice item; payable, where it is not what is paid."""
DISCOUNT = ("52", "53")
TOTAL = ("12", "11", "86", "139", "128", "9")
"""MOA 5025 of the payment: remitted, paid, message total, total payment, total, payable."""
DAYS = ("138", "203", "209", "137")
"""DTM 2005: payment, execution requested, value date; of the document, where none of these is told."""
REFERENCES = ("PQ", "AEK", "TN", "CK")
"""RFF 1153: payment reference, payment order, transaction, check."""
CREDITS = frozenset({"81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "532"})
"""DOC 1001 of credit notes: what they get is taken off the payment."""
_ASK = "ask the payer for a corrected file"


def recognises(head: str) -> bool:
    if not is_interchange(head):
        return False
    element, component = (re.escape(sign) for sign in (signs_of(head).element, signs_of(head).component))
    return re.search(rf"UNH{element}[^{element}]*{element}REMADV(?:{component}|\W)", head) is not None


def read(data: bytes, name: str) -> RemittanceFile:
    """Every remittance of an interchange; a segment that cannot be read becomes a Problem."""
    complaints = Complaints(name)
    reader = _Reader(name, complaints)
    try:
        for number, segment in enumerate(segments(text_of(data).lstrip("\ufeff \r\n\t")), 1):
            reader.take(f"segment {number}, {shown(segment[0][0], 3)}", segment)
    except Unreadable as error:
        complaints.add(error.place, str(error), _ASK)
    reader.break_off()
    if not reader.found and not complaints.problems:
        complaints.add("segment 1", "the interchange holds no remittance (REMADV)", _ASK)
    return RemittanceFile("EDIFACT REMADV", tuple(reader.found), tuple(complaints.problems))


@dataclass
class _Adjustment:
    """An AJT with the amount and the words behind it."""

    code: str
    amount: str = ""
    words: str = ""

    def told(self) -> str:
        return self.words or f"adjustment {self.code}".strip()


@dataclass
class _Part:
    """A document, or the payment as a whole (``number`` ""), with all that is said of it."""

    place: str
    number: str = ""
    kind: str = ""
    amounts: dict[str, str] = field(default_factory=dict)
    days: dict[str, date] = field(default_factory=dict)
    references: dict[str, str] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    adjustments: list[_Adjustment] = field(default_factory=list)

    def minor(self, kinds: tuple[str, ...], currency: str) -> int | None:
        text = next((self.amounts[kind] for kind in kinds if kind in self.amounts), None)
        return None if text is None else exact_amount(text, currency)


class _Reader:
    """Takes segment after segment; a remittance is complete at UNT."""

    def __init__(self, name: str, complaints: Complaints) -> None:
        self.found: list[Remittance] = []
        self._name, self._complaints = name, complaints
        self._open: Remittance | None = None
        self._payment = self._part = _Part("")
        self._documents: list[_Part] = []
        self._verbs: dict[str, Callable[[str, Segment], None]] = {
            "BGM": self._bgm, "DTM": self._dtm, "RFF": self._rff, "NAD": self._nad, "FII": self._fii,
            "CUX": self._cux, "DOC": self._doc, "MOA": self._moa, "AJT": self._ajt, "FTX": self._ftx,
            "UNS": self._uns, "UNT": self._unt,
        }  # fmt: skip

    def take(self, place: str, segment: Segment) -> None:
        name = segment[0][0]
        if name == "UNH":
            self.break_off()
            if len(self.found) >= MOST_REMITTANCES:
                raise Unreadable(f"more than {MOST_REMITTANCES} remittances in one file", place=place)
            if _at(segment, 2) == "REMADV":
                self._begin(place)
        elif self._open is not None and name in self._verbs:
            try:
                self._verbs[name](place, segment)
            except Unreadable as error:
                self._complaints.add(place, str(error), _ASK)

    def break_off(self) -> None:
        """End a message that has no UNT of its own: what was read of it stays, with a Problem."""
        if self._open is not None:
            self._complaints.add(self._open.place, "the message breaks off before its end (UNT)", _ASK)
            self._close()

    def _begin(self, place: str) -> None:
        self._open = Remittance(self._name, place, "", None, ())
        self._payment = self._part = _Part(place)
        self._documents = []

    def _bgm(self, _: str, segment: Segment) -> None:
        self._payment.number = _at(segment, 2)

    def _dtm(self, _: str, segment: Segment) -> None:
        """C507: what day, the day, how it is written: YYMMDD (101), else CCYYMMDD and perhaps the time."""
        kind, day, written = (_at(segment, 1, component) for component in range(3))
        if kind in DAYS:
            self._part.days.setdefault(kind, short_day(day) if written == "101" else iso_day(day[:8]))

    def _rff(self, _: str, segment: Segment) -> None:
        self._part.references.setdefault(_at(segment, 1), _at(segment, 1, 1))

    def _nad(self, _: str, segment: Segment) -> None:
        """The payer (PR), else the buyer (BY): party name C080, else name and address C058, else its code."""
        if self._part is not self._payment or _at(segment, 1) not in ("PR", "BY"):
            return
        if _at(segment, 1) == "PR" or not self._told().payer_name:
            lines = (" ".join(filter(None, _element(segment, at))) for at in (4, 3))
            self._open = replace(self._told(), payer_name=next(filter(None, lines), "") or _at(segment, 2))

    def _fii(self, _: str, segment: Segment) -> None:
        if _at(segment, 1) in ("OR", "PB") and not self._told().payer_account:
            self._open = replace(self._told(), payer_account=_at(segment, 2))

    def _cux(self, _: str, segment: Segment) -> None:
        if not self._told().currency:
            self._open = replace(self._told(), currency=known_currency(_at(segment, 1, 1)))

    def _doc(self, place: str, segment: Segment) -> None:
        self._part = _Part(place, _at(segment, 2), _at(segment, 1))
        self._documents.append(self._part)
        if not self._part.number:
            raise Unreadable("the document has no number (DOC, element 1004)")

    def _moa(self, _: str, segment: Segment) -> None:
        kind, amount, currency = _at(segment, 1), _at(segment, 1, 1), _at(segment, 1, 2)
        known = self._told().currency
        if currency and currency != known:
            if known or self._documents:
                raise Unreadable(f"the amount is in {shown(currency)}, the payment in {known or 'another'}")
            self._open = replace(self._told(), currency=known_currency(currency))
        if self._part.adjustments and kind not in PAID + GROSS:
            self._part.adjustments[-1].amount = amount
        else:
            self._part.amounts.setdefault(kind, amount)

    def _ajt(self, _: str, segment: Segment) -> None:
        self._part.adjustments.append(_Adjustment(_at(segment, 1)))

    def _ftx(self, _: str, segment: Segment) -> None:
        """C108: up to five lines of words, on the adjustment before them or on the whole."""
        words = " ".join(filter(None, _element(segment, 4)))
        if self._part.adjustments:
            latest = self._part.adjustments[-1]
            latest.words = " ".join(filter(None, (latest.words, words)))
        elif words:
            self._part.words.append(words)

    def _uns(self, _: str, __: Segment) -> None:
        self._part = self._payment

    def _unt(self, _: str, __: Segment) -> None:
        self._close()

    def _close(self) -> None:
        told, payment = self._told(), self._payment
        self._open = None
        lines = []
        for document in self._documents:
            try:
                lines.append(_line(document, told.currency))
            except Unreadable as error:
                self._complaints.add(document.place, str(error), _ASK)
        self.found.append(
            replace(
                told,
                total=self._total(payment, told.currency),
                lines=tuple(filter(None, lines)),
                payment_reference=_first(payment.references, REFERENCES, payment.number),
                payment_date=_first(payment.days, DAYS, None),
                text="\n".join(payment.words),
            )
        )

    def _total(self, payment: _Part, currency: str) -> int | None:
        try:
            return payment.minor(TOTAL, currency)
        except Unreadable as error:
            self._complaints.add(payment.place, str(error), _ASK)
            return None

    def _told(self) -> Remittance:
        assert self._open is not None, "segments outside UNH and UNT are not taken"
        return self._open


def _line(document: _Part, currency: str) -> RemittanceLine | None:
    """What a document gets. Without an amount of its own a reason explains what is missing to the gross."""
    if not document.number:
        return None
    sign = -1 if document.kind in CREDITS else 1
    paid, gross = document.minor(PAID, currency), document.minor(GROSS, currency)
    discount = document.minor(DISCOUNT, currency) or 0
    amounts = [exact_amount(one.amount, currency) for one in document.adjustments if one.amount]
    kept = sum(map(abs, amounts)) + discount
    if document.adjustments and not kept and paid is not None and gross is not None:
        kept = abs(gross) - abs(paid)
    told = [*(one.told() for one in document.adjustments), *(["discount"] if discount else [])]
    codes = [EDIFACT_4465.get(one.code) or reason_of(one.words or one.code) for one in document.adjustments]
    return RemittanceLine(
        document.number, _signed(paid, sign), sign * kept, "; ".join(dict.fromkeys(told)), document.place,
        next(iter(codes), "discount" if discount else ""), sign * discount, _signed(gross, sign),
    )  # fmt: skip


def _signed(amount: int | None, sign: int) -> int | None:
    """A credit note's amount is taken off, whether the payer wrote it with a minus or without."""
    return amount if amount is None or sign > 0 else -abs(amount)


def _first(told: Mapping[str, T], kinds: tuple[str, ...], otherwise: D) -> T | D:
    return next((told[kind] for kind in kinds if kind in told), otherwise)


def _element(segment: Segment, number: int) -> list[str]:
    return segment[number] if number < len(segment) else []


def _at(segment: Segment, element: int, component: int = 0) -> str:
    """A component of an element, both counted as in ``Segment``; "" where the segment is shorter."""
    found = _element(segment, element)
    return found[component] if component < len(found) else ""
