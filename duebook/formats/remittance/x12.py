"""ASC X12 820, payment order and remittance advice: one remittance per transaction set (ST to SE).

BPR tells the payment, TRN its reference, CUR the currency (US dollars where it is absent, as the
implementation guides have it), N1*PR the payer; each RMR pays one document; an ADX belongs to the RMR before
it, or stands for itself where its loop (ENT) has none yet. Amounts have an explicit decimal point.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from duebook.core.banking import DeductionReason, Remittance, RemittanceFile, RemittanceLine
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
from duebook.formats.remittance.reasons import X12_426

LONGEST_SEGMENT = 10_000
"""Characters; segments of real files have some hundreds."""

MOST_REMITTANCES = 100_000
"""Of one file: an empty one takes a few bytes."""

_ASK = "ask the payer for a corrected file"


def recognises(head: str) -> bool:
    separator, _ = _separators(head)
    return bool(separator) and re.search(rf"ST{re.escape(separator)}820\b", head) is not None


def read(data: bytes, name: str) -> RemittanceFile:
    """Every remittance of an interchange; a segment that cannot be read becomes a Problem."""
    complaints = Complaints(name)
    reader = _Reader(name, complaints)
    try:
        for number, segment in enumerate(_segments(text_of(data)), 1):
            reader.take(f"segment {number}, {shown(segment[0], 3)}", segment)
    except Unreadable as error:
        complaints.add(error.place, str(error), _ASK)
    reader.break_off()
    if not reader.found and not complaints.problems:
        complaints.add("segment 1", "the interchange holds no remittance (transaction set 820)", _ASK)
    return RemittanceFile("X12 820", tuple(reader.found), tuple(complaints.problems))


def _segments(text: str) -> Iterator[list[str]]:
    """Elements of each segment, without surrounding space; the header itself tells the separators."""
    text = text.lstrip("\ufeff \r\n\t")
    separator, end = _separators(text)
    if not separator:
        raise Unreadable("the interchange header (ISA) is damaged", place="segment 1")
    start = number = 0
    while start < len(text):
        stop = text.find(end, start)
        stop = len(text) if stop < 0 else stop
        if stop - start > LONGEST_SEGMENT:
            place = f"segment {number + 1}"
            raise Unreadable(f"a segment is longer than {LONGEST_SEGMENT} characters", place=place)
        elements = [element.strip() for element in text[start:stop].split(separator)]
        if elements != [""]:
            number += 1
            yield elements
        start = stop + 1


def _separators(text: str) -> tuple[str, str]:
    """What stands between elements, and what ends a segment, as the header says; "" where it is damaged.

    ISA has 16 elements; the last is a single sign, and the sign behind it ends the segment.
    """
    header = text[:LONGEST_SEGMENT]
    if not header.startswith("ISA") or header[3:4].isalnum():
        return "", ""
    parts = header.split(header[3:4] or "*", 16)
    return (header[3], parts[16][1]) if len(parts) == 17 and len(parts[16]) > 1 else ("", "")


class _Reader:
    """Takes segment after segment; a remittance is complete at SE."""

    def __init__(self, name: str, complaints: Complaints) -> None:
        self.found: list[Remittance] = []
        self._name, self._complaints = name, complaints
        self._open: Remittance | None = None
        self._lines: list[RemittanceLine] = []
        self._in_document = False
        self._payment: Sequence[str] = ()
        self._verbs: dict[str, Callable[[str, Sequence[str]], None]] = {
            "BPR": self._bpr, "TRN": self._trn, "CUR": self._cur, "N1": self._n1, "ENT": self._ent,
            "RMR": self._rmr, "ADX": self._adx, "SE": self._se,
        }  # fmt: skip

    def take(self, place: str, segment: Sequence[str]) -> None:
        name, *elements = segment
        if name == "ST":
            self.break_off()
            if len(self.found) >= MOST_REMITTANCES:
                raise Unreadable(f"more than {MOST_REMITTANCES} remittances in one file", place=place)
            if elements[:1] == ["820"]:
                self._open = Remittance(self._name, place, "USD", None, ())
        elif self._open is not None and name in self._verbs:
            try:
                self._verbs[name](place, [*elements, *[""] * 16])
            except Unreadable as error:
                self._complaints.add(place, str(error), _ASK)

    def break_off(self) -> None:
        """End a transaction that has no SE of its own: what was read of it stays, with a Problem."""
        if self._open is not None:
            self._complaints.add(self._open.place, "the transaction breaks off before its end (SE)", _ASK)
            self._close()

    def _bpr(self, place: str, elements: Sequence[str]) -> None:
        self._payment = (place, *elements[:16])

    def _trn(self, _: str, elements: Sequence[str]) -> None:
        self._tell(payment_reference=self._told().payment_reference or elements[1])

    def _cur(self, _: str, elements: Sequence[str]) -> None:
        self._tell(currency=known_currency(elements[1]))

    def _n1(self, _: str, elements: Sequence[str]) -> None:
        if elements[0] == "PR":
            self._tell(payer_name=elements[1])

    def _ent(self, _: str, __: Sequence[str]) -> None:
        self._in_document = False

    def _rmr(self, place: str, elements: Sequence[str]) -> None:
        """RMR02 the document, RMR04 what it gets, RMR05 its amount, RMR06 the discount taken."""
        self._in_document = False
        reference, paid, invoiced, discount = elements[1], elements[3], elements[4], elements[5]
        if not reference:
            raise Unreadable("the document has no number (RMR02)")
        amount = self._minor(paid) if paid else None
        kept = self._minor(discount) if discount else 0
        gross = self._minor(invoiced) if invoiced else None
        why: DeductionReason = "discount" if kept else ""
        self._lines.append(RemittanceLine(reference, amount, kept, why, place, why, kept, gross))
        self._in_document = True

    def _adx(self, place: str, elements: Sequence[str]) -> None:
        """ADX01 the adjustment, negative where it lowers the payment; ADX02 why; ADX04 its own document."""
        amount, reason = self._minor(elements[0]), f"adjustment {elements[1]}".strip()
        code: DeductionReason = X12_426.get(elements[1], "other")
        if self._in_document:
            line = self._lines[-1]
            reasons = "; ".join(filter(None, (line.reason, reason)))
            kept = line.deduction - amount
            self._lines[-1] = replace(line, deduction=kept, reason=reasons, reason_code=code)
        elif elements[3]:
            self._lines.append(RemittanceLine(elements[3], amount, 0, reason, place, code))
        else:
            raise Unreadable(f"an adjustment of {shown(elements[0])} names no document (ADX04)")

    def _se(self, _: str, __: Sequence[str]) -> None:
        self._close()

    def _close(self) -> None:
        if self._payment:
            try:
                self._tell_payment(self._payment[1:])
            except Unreadable as error:
                self._complaints.add(self._payment[0], str(error), _ASK)
        self.found.append(replace(self._told(), lines=tuple(self._lines)))
        self._open, self._lines, self._in_document, self._payment = None, [], False, ()

    def _tell_payment(self, elements: Sequence[str]) -> None:
        """BPR02 the total, BPR09 the payer's account, BPR16 the day; read last, since CUR comes after BPR."""
        self._tell(payer_account=elements[8], total=self._minor(elements[1]))
        if elements[15]:
            self._tell(payment_date=(short_day if len(elements[15]) == 6 else iso_day)(elements[15]))

    def _minor(self, text: str) -> int:
        return exact_amount(text, self._told().currency)

    def _told(self) -> Remittance:
        assert self._open is not None, "segments outside ST and SE are not taken"
        return self._open

    def _tell(self, **values: object) -> None:
        self._open = replace(self._told(), **values)  # type: ignore[arg-type]
