"""Receipts as the engine takes them: what the ledger says is left, with what the bank said about them."""

from collections.abc import Mapping
from typing import NamedTuple

from duebook.books.banking.models import BankLine
from duebook.core.matching import Receipt


class Waiting(NamedTuple):
    """What is left of a receipt, in minor units, and whose it is where that is known."""

    key: str
    left: int
    customer: str | None


def with_bank_lines(waiting: Mapping[int, Waiting]) -> list[Receipt]:
    """Receipts (by row id) as the engine takes them, with what the bank said."""
    lines = BankLine.objects.filter(receipt__in=waiting, kind="credit").order_by("receipt__key")
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
        )
        for line in lines
        if line.receipt_id
    ]
