"""A statement as SWIFT MT940 with the structured field 86 of German banks (DFÜ agreement, annex 3)."""

import re
from collections.abc import Iterator

from duebook.core.banking.values import Balance, BankEntry, BankStatement
from duebook.core.money import plain
from duebook.simulator.names import plain_letters

GVC = {
    "credit": "166",
    "debit": "116",
    "charge": "808",
    "interest": "814",
    "return": "159",
    "reversal": "899",
}
"""Business transaction code by kind of entry."""
_TYPE = {
    "credit": "TRF",
    "debit": "TRF",
    "charge": "CHG",
    "interest": "INT",
    "return": "RTI",
    "reversal": "MSC",
}


def mt940(statement: BankStatement) -> bytes:
    """One file with one statement, lines ended by CR LF, letters of the SWIFT X set only."""
    opening, closing = statement.opening, statement.closing
    assert opening is not None
    assert closing is not None
    lines = [
        f":20:NW{closing.day:%y%m%d}{statement.currency}",
        f":25:{statement.account}",
        f":28C:{int(statement.number):05d}/001",
        f":60F:{_balance(opening)}",
        *(line for entry in statement.entries for line in _entry(entry)),
        f":62F:{_balance(closing)}",
        "-",
    ]
    return "".join(f"{line}\r\n" for line in lines).encode("ascii")


def _balance(balance: Balance) -> str:
    amount = _amount(balance.amount, balance.currency)
    return f"{_side(balance.amount)}{balance.day:%y%m%d}{balance.currency}{amount}"


def _side(amount: int) -> str:
    return "D" if amount < 0 else "C"


def _amount(minor: int, currency: str) -> str:
    return plain(abs(minor), currency).replace(".", ",")


def _entry(entry: BankEntry) -> Iterator[str]:
    dates = f"{entry.value_date:%y%m%d}{entry.booking_date:%m%d}"
    amount = f"{_side(entry.amount)}{_amount(entry.amount, entry.currency)}"
    yield f":61:{dates}{amount}N{_TYPE[entry.kind]}NONREF//{entry.bank_reference}"
    yield from _wrapped(f":86:{GVC[entry.kind]}{''.join(_subfields(entry))}")


def _subfields(entry: BankEntry) -> Iterator[str]:
    """?20-?29 purpose in pieces of 27, ?31 account, ?32-?33 name in pieces of 27."""
    purpose = _swift(" ".join([entry.remittance, *entry.references]).strip())
    for at, piece in enumerate(_pieces(purpose, 27)[:10]):
        yield f"?{20 + at}{piece}"
    if entry.payer_account:
        yield f"?31{entry.payer_account}"
    for at, piece in enumerate(_pieces(_swift(entry.payer_name), 27)[:2]):
        yield f"?{32 + at}{piece}"


def _pieces(text: str, length: int) -> list[str]:
    return [text[at : at + length] for at in range(0, len(text), length)]


def _swift(text: str) -> str:
    """Only letters of the SWIFT X character set; ``&`` and the like become full stops."""
    return re.sub(r"[^A-Za-z0-9/\-?:().,'+ ]", ".", plain_letters(text)).replace("?", ".")


def _wrapped(field: str) -> list[str]:
    """Lines of at most 65 signs."""
    return _pieces(field, 65)
