"""Receipts as the engine takes them: what the ledger says is left, with what the bank said about them."""

from collections.abc import Collection, Mapping
from typing import NamedTuple, TypedDict

from duebook.books.banking.models import BankAccount, BankLine
from duebook.core.matching import Receipt
from duebook.core.matching.intake import account_name


class Waiting(NamedTuple):
    """What is left of a receipt, in minor units, and whose it is where that is known."""

    key: str
    left: int
    customer: str | None


def with_bank_lines(waiting: Mapping[int, Waiting], before: int | None = None) -> list[Receipt]:
    """Receipts (by row id) as the engine takes them, with what the bank said; ``before``: as far as that was
    known before an event (row id)."""
    lines = BankLine.objects.filter(receipt__in=waiting, kind="credit").order_by("receipt__key")
    ours = _own_accounts(waiting, before)
    return [
        Receipt(
            receipt_id=waiting[line.receipt_id].key,
            value_date=line.value_date,
            amount=waiting[line.receipt_id].left,
            currency=line.currency,
            payer_name=line.payer_name,
            payer_account=line.payer_account,
            ultimate_payer=line.ultimate_payer,
            end_to_end_id=line.end_to_end_id,
            remittance=line.remittance,
            references=tuple(line.references),
            amounts_by_reference=tuple((name, amount) for name, amount in line.amounts_by_reference),
            charges=line.charges,
            code=line.code,
            customer_id=waiting[line.receipt_id].customer or "",
            from_own_account=bool(line.payer_account) and account_name(line.payer_account) in ours,
            **_sent(line, waiting[line.receipt_id].left),
        )
        for line in lines
        if line.receipt_id
    ]


def _own_accounts(waiting: Collection[int], before: int | None) -> set[str]:
    """The names of all bank accounts of the company whose receipts these are."""
    accounts = BankAccount.objects.filter(company__receipt__in=list(waiting)[:1])
    if before is not None:
        accounts = accounts.filter(statements__file__event__lt=before)
    names = accounts.values_list("identifier", "company__iban")
    return {account_name(name) for pair in names for name in pair if name}


class _Sent(TypedDict):
    instructed_amount: int | None
    instructed_currency: str


def _sent(line: BankLine, left: int) -> _Sent:
    """What the payer sent before it was converted, while none of it is used."""
    whole = left == line.amount
    return _Sent(
        instructed_amount=line.instructed_amount if whole else None,
        instructed_currency=line.instructed_currency if whole else "",
    )
