"""One key per bank entry, so that the same entry of two files is booked once and two equal entries twice; and
one per remittance."""

import hashlib
import re
from collections import Counter
from dataclasses import replace

from duebook.core.banking.remittance import Remittance
from duebook.core.banking.values import BankEntry, BankStatement

_NO_REFERENCE = frozenset(
    {"", "NONREF", "NOREF", "NOTPROVIDED", "NOTPROV", "NONE", "NA", "KREF", "EREF", "UNKNOWN"}
)
_SEPARATORS = re.compile(r"[\W_]+")


def usable_reference(bank_reference: str) -> str:
    """The bank's reference in capitals without separators; "" for fillers such as NONREF or 000000."""
    plain = _SEPARATORS.sub("", bank_reference).upper()
    return "" if plain in _NO_REFERENCE or not plain.strip("0") else plain


def entry_keys(*statements: BankStatement) -> list[str]:
    """Keys of all entries, in order of statements and entries: 32 hexadecimal digits each.

    Equal for the same entry in overlapping files; different for the k-th equal entry of one account and day,
    counted over all statements given (pass all of one file). The statement's number is not part of it, since
    banks begin again each year; the booking day is, since references repeat.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    keys = []
    for statement in statements:
        for entry in statement.entries:
            content = _content(statement, entry)
            seen[content] += 1
            keys.append(_hash((*content, str(seen[content]))))
    return keys


def _content(statement: BankStatement, entry: BankEntry) -> tuple[str, ...]:
    """What makes an entry itself: a bank's own reference stands for the text, which may grow."""
    reference = usable_reference(entry.bank_reference)
    detail = (reference,) if reference else (entry.value_date.isoformat(), entry.payer_account, _words(entry))
    account = _SEPARATORS.sub("", statement.account).upper()
    return (
        account,
        entry.currency,
        entry.booking_date.isoformat(),
        str(entry.amount),
        entry.end_to_end_id,
        *detail,
    )


def _words(entry: BankEntry) -> str:
    text = f"{entry.payer_name} {entry.remittance} {' '.join(entry.references)}"
    return _SEPARATORS.sub("", text).casefold()


def content_of(remittance: Remittance) -> Remittance:
    """A remittance without where it was read and who sent it on: equal when two files say the same. One that
    tells neither day nor reference may well come again next month: the day of its mail is part of it."""
    lines = tuple(replace(line, place="", box=None) for line in remittance.lines)
    dated = remittance.payment_date or usable_reference(remittance.payment_reference)
    sent_on = None if dated else remittance.sent_on
    return replace(remittance, file="", place="", sender="", sent_on=sent_on, doubt="", lines=lines)


def remittance_key(remittance: Remittance) -> str:
    """32 hexadecimal digits, the same for the same remittance in whatever file."""
    told = content_of(remittance)
    head = (
        told.currency, told.total, told.payment_reference, told.payment_date, told.payer_name,
        told.payer_account, told.text, told.sent_on,
    )  # fmt: skip
    lines = ((line.reference, line.amount, line.deduction, line.reason) for line in told.lines)
    return _hash(tuple(str(cell) for part in (head, *lines) for cell in part))


def _hash(content: tuple[str, ...]) -> str:
    return hashlib.sha256("\x1f".join(content).encode()).hexdigest()[:32]
