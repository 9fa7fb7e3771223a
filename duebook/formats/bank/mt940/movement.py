"""One movement (``:61:``): days, sign, amount, type, references and the supplementary line."""

import re
from datetime import date

from duebook.core.banking import BankEntry, EntryKind
from duebook.formats.bank.mt940.balances import swift_day
from duebook.formats.bank.mt940.tags import Tag
from duebook.formats.reading import Unreadable, exact_amount, shown

_MOVEMENT = re.compile(
    r"(?P<value>\d{6})(?P<entry>\d{4}|\s{4})?\s*(?P<mark>E?R?[CD])(?P<funds>[A-Z])?\s*"
    r"(?P<amount>\d+(?:[.,]\d*)?)"
    r"(?P<type>(?!NONREF)[NFST][A-Z0-9 ]{3})?(?P<rest>.*)",
    re.ASCII | re.DOTALL,
)
_POINTERS = frozenset({"", "NONREF", "EREF", "KREF", "KREF+", "PREF", "MARF", "NOTPROVIDED", "NOREF"})
"""Customer references that only point to the narrative."""
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", re.ASCII)
_CODE_WORD = re.compile(r"/TRCD/\w*/?", re.ASCII)
_ACCOUNT = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{10,30}|[PG]?\d{7,10}", re.ASCII)
_ORIGINAL = re.compile(r"/OCMT/([A-Z]{3})(\d[\d.,]*)", re.ASCII)
_CHARGES = re.compile(r"/CHGS/([A-Z]{3})(\d[\d.,]*)", re.ASCII)
_CHARGE_TYPES, _INTEREST_TYPES, _RETURN_TYPES = ("CHG", "COM"), ("INT",), ("RTI", "RTN")


def movement_of(tag: Tag, currency: str) -> BankEntry:
    """The entry of a ``:61:`` as far as it speaks for itself; raises Unreadable."""
    found = _MOVEMENT.match(tag.lines[0])
    if not found:
        raise Unreadable(
            f"the movement {shown(tag.lines[0])!r} has no readable day, sign or amount",
            "ask the bank for a corrected file; the other movements are read",
        )
    if not currency:
        raise Unreadable("the currency is not told (no :60F:)", "ask the bank for the whole statement")
    value = swift_day(found["value"])
    customer, bank, tail = _references(found["rest"])
    extra = _CODE_WORD.sub("", " ".join(" ".join(tag.lines[1:]).split()))
    account, original, original_currency, charges = _supplement(extra, currency)
    if _IBAN.fullmatch(customer) or ((found["type"] or "")[1:].isdigit() and _ACCOUNT.fullmatch(customer)):
        account, customer = account or customer, ""
    is_reference = customer not in _POINTERS and any(letter.isdigit() for letter in customer)
    return BankEntry(
        place=tag.place, booking_date=_booking_day(found["entry"], value), value_date=value,
        amount=_signed(found["mark"]) * exact_amount(found["amount"], currency), currency=currency,
        kind=_kind(found["mark"], (found["type"] or " ")[1:]),
        bank_reference=bank, references=(customer,) if is_reference else (),
        payer_name=tail, payer_account=account,
        remittance="" if extra == account or original else extra.strip("/"),
        code=(found["type"] or "").strip(), charges=charges,
        instructed_amount=original, instructed_currency=original_currency,
    )  # fmt: skip


def _signed(mark: str) -> int:
    """C and RD (a debit taken back) bring money in, D and RC take it out."""
    return 1 if mark.lstrip("E") in ("C", "RD") else -1


def _kind(mark: str, kind: str) -> EntryKind:
    if kind in _RETURN_TYPES:
        return "return"
    if "R" in mark:
        return "reversal"
    if kind in _CHARGE_TYPES:
        return "charge"
    if kind in _INTEREST_TYPES:
        return "interest"
    return "credit" if _signed(mark) > 0 else "debit"


def _booking_day(month_day: str | None, value: date) -> date:
    """The entry day ``MMDD`` in the year that brings it nearest to the value day."""
    if not month_day or not month_day.strip():
        return value
    years = [f"{(value.year + shift) % 100:02}" for shift in (0, -1, 1)]
    return min((swift_day(year + month_day) for year in years), key=lambda day: abs(day - value))


def _references(rest: str) -> tuple[str, str, str]:
    """The customer's reference (16 characters), the bank's (after //), and the name some banks put behind."""
    customer, _, bank = rest.partition("//")
    if bank:
        return customer.strip(), bank.strip(), ""
    if _IBAN.fullmatch(rest.strip()):
        return rest.strip(), "", ""
    return rest[:16].strip(), "", rest[16:].strip()


def _supplement(text: str, currency: str) -> tuple[str, int | None, str, int]:
    """Counter-account, original amount with its currency, and charges out of the supplementary line."""
    account = text if _ACCOUNT.fullmatch(text) else ""
    original, charges = _ORIGINAL.search(text), _CHARGES.search(text)
    fee = exact_amount(charges[2], currency) if charges and charges[1] == currency else 0
    if original and original[1] != currency:
        return account, exact_amount(original[2], original[1]), original[1], fee
    return account, None, "", fee
