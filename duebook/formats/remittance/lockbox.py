"""The file of a lockbox in the BAI layout of fixed columns, version 2: one remittance per check.

The first sign of a record (80 or more of them) is its kind: 1 file, 2 service, 5 lockbox, 6 a check, 4 one
invoice of the check before it, 7 and 8 totals, 9 end. Columns differ a little between banks; these are::

    6  batch 2-4, item 5-7, amount 8-17, bank 18-27, account 28-37, check 38-47, day 48-53, payer 54-79
    4  batch 2-4, item 5-7, 6, sequence 9-10, last (9) 11, invoice 12-27, paid 28-37, kept 38-47, reason 48-49

Amounts are whole minor units. The layout names no currency: US dollars, where lockboxes are.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from duebook.core.banking import DeductionReason, Remittance, RemittanceFile, RemittanceLine
from duebook.formats.reading import Complaints, Unreadable, cut, minor_of, short_day, text_of

CURRENCY = "USD"
MOST_RECORDS = 1_000_000
REASONS: Mapping[str, DeductionReason] = {
    "00": "", "01": "discount", "02": "quantity", "03": "quality", "04": "price",
}  # fmt: skip
"""Codes of deductions that are usual; others are "other"."""

_ASK = "ask the bank for a corrected file"
_RECOGNISED = re.compile(r"1[^\r\n]{22,}\r?\n2[^\r\n]*\r?\n5\d{6}")


def recognises(head: str) -> bool:
    return _RECOGNISED.match(head) is not None


def read(data: bytes, name: str) -> RemittanceFile:
    """Every check of a file; a record that cannot be read becomes a Problem."""
    complaints = Complaints(name)
    found: list[Remittance] = []
    day = ""
    for number, record in enumerate(text_of(data).splitlines()[:MOST_RECORDS], 1):
        place = f"line {number}"
        try:
            if record.startswith("5"):
                day = cut(record, 15, 20)
            elif record.startswith("6"):
                found.append(_check(record, name, place, day))
            elif record.startswith("4"):
                found[-1:] = [_with_stub(found[-1:], record, place)]
        except Unreadable as error:
            complaints.add(place, str(error), _ASK)
    if not found and not complaints.problems:
        complaints.add("line 1", "the lockbox file holds no checks (records 6)", _ASK)
    return RemittanceFile("BAI lockbox", tuple(found), tuple(complaints.problems))


def _check(record: str, name: str, place: str, day: str) -> Remittance:
    return Remittance(
        name, place, CURRENCY, minor_of(cut(record, 8, 17), 2, CURRENCY), (),
        cut(record, 38, 47).lstrip("0"), short_day(cut(record, 48, 53) or day), cut(record, 54, 79),
        cut(record, 28, 37),
    )  # fmt: skip


def _with_stub(checks: list[Remittance], record: str, place: str) -> Remittance:
    if not checks:
        raise Unreadable("the invoice (record 4) has no check (record 6) before it")
    reference, reason = cut(record, 12, 27), REASONS.get(cut(record, 48, 49), "other")
    if not reference:
        raise Unreadable("the invoice has no number (columns 12 to 27)")
    paid, kept = minor_of(cut(record, 28, 37), 2, CURRENCY), minor_of(cut(record, 38, 47) or "0", 2, CURRENCY)
    line = RemittanceLine(
        reference, paid, kept, reason if kept else "", place, reason if kept else "",
        kept if reason == "discount" else 0,
    )  # fmt: skip
    return replace(checks[0], lines=(*checks[0].lines, line))
