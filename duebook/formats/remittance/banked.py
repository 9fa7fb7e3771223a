"""The remittance that a bank passes on with the money: camt.052, .053, .054, items of a BAI2 lockbox."""

import re
from collections.abc import Iterator

from duebook.core.banking import BankEntry, Remittance, RemittanceFile, RemittanceLine, StatementFile
from duebook.formats.bank import bai2, camt
from duebook.formats.reading import Unreadable, exact_amount

DEPOSIT, ITEM = "115", "116"
"""BAI2 type codes: the deposit of a lockbox, and each check within it."""

_KEYED = re.compile(
    r"\b(?:INVOICES?|INV|BILL)\b[\s#:.]*(?:NO\b|NBR\b|NUM\b)?[\s#:.]*(?P<number>[A-Z0-9][A-Z0-9/.-]*\d[A-Z0-9-]*)"
    r"(?:[\s,;]+(?:AMOUNT|AMT|PAID|PD)?[\s:$]*(?P<amount>-?\d[\d,]*\.\d\d)\b)?",
    re.IGNORECASE,
)
"""What a lockbox clerk keys in from the payer's stub: invoice numbers, mostly with an amount each."""


def recognises(head: str) -> bool:
    return camt.recognises(head) or bai2.recognises(head)


def read(data: bytes, name: str, head: str) -> RemittanceFile:
    """One remittance per credit, with what the bank's file says of it."""
    if camt.recognises(head):
        return _told(camt.read(data, name), name, lockbox=False)
    return _told(bai2.read(data, name), name, lockbox=True)


def _told(found: StatementFile, name: str, lockbox: bool) -> RemittanceFile:
    remittances = []
    for statement in found.statements:
        items = any(entry.code == ITEM for entry in statement.entries)
        for entry in statement.entries:
            if entry.kind != "credit" or entry.amount <= 0 or (items and entry.code == DEPOSIT):
                continue  # a deposit whose items are listed would count its money twice
            remittances.append(_of_item(name, entry) if lockbox else _of_entry(name, entry))
    return RemittanceFile(found.format, tuple(remittances), found.problems)


def _of_entry(name: str, entry: BankEntry) -> Remittance:
    told = dict(entry.amounts_by_reference)
    lines = [RemittanceLine(reference, amount, place=entry.place) for reference, amount in told.items()]
    lines += [RemittanceLine(r, None, place=entry.place) for r in entry.references if r not in told]
    return Remittance(
        name, entry.place, entry.currency, entry.amount, tuple(lines),
        entry.end_to_end_id or entry.bank_reference, entry.value_date, entry.payer_name, entry.payer_account,
        entry.remittance,
    )  # fmt: skip


def _of_item(name: str, entry: BankEntry) -> Remittance:
    """A check: its number is the customer reference, its invoices stand in the text."""
    reference = next(iter(entry.references), "") or entry.bank_reference
    return Remittance(
        name, entry.place, entry.currency, entry.amount, tuple(_keyed(entry)), reference, entry.value_date,
        text=entry.remittance,
    )  # fmt: skip


def _keyed(entry: BankEntry) -> Iterator[RemittanceLine]:
    for found in _KEYED.finditer(entry.remittance):
        amount = found["amount"]
        try:
            minor = exact_amount(amount.replace(",", ""), entry.currency) if amount else None
        except Unreadable:
            minor = None
        yield RemittanceLine(found["number"].rstrip("./-"), minor, place=entry.place)
