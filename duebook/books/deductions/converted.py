"""Receipts that the bank converted: how much of the money each line uses."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from django.db.models import F

from duebook.books.banking.models import BankLine
from duebook.books.companies.models import Company
from duebook.books.ledger.models import OpenItem
from duebook.books.ledger.operations import Application
from duebook.core.matching.exchange import money_of
from duebook.core.matching.values import Receipt


def at_bank_rate(company: Company, applications: Sequence[Application]) -> list[Application]:
    """The same lines; those of whole receipts that were sent in the items' currency say how much money they
    use, so that the bank's rate counts and nothing is left over. What a person says stays."""
    lines = BankLine.objects.filter(
        receipt__company=company,
        receipt__key__in={a.receipt for a in applications if a.money is None},
        receipt__unapplied=F("receipt__amount"),
        kind="credit",
        instructed_amount__gt=0,
    ).select_related("receipt")
    converted = {line.receipt.key: line for line in lines if line.receipt}
    if not converted:
        return list(applications)
    currencies = _currencies(company, [a.item for a in applications if a.receipt in converted])
    used: dict[str, list[int]] = defaultdict(list)
    for key, line in converted.items():
        sent = [(currencies[a.item], a.amount) for a in applications if a.receipt == key]
        if {currency for currency, _ in sent} == {line.instructed_currency}:
            used[key] = money_of(_receipt(line), sent)[::-1]
    return [replace(a, money=used[a.receipt].pop()) if used[a.receipt] else a for a in applications]


def _currencies(company: Company, items: Sequence[str]) -> dict[str, str]:
    return dict(OpenItem.objects.filter(company=company, key__in=items).values_list("key", "currency"))


def _receipt(line: BankLine) -> Receipt:
    return Receipt(
        receipt_id=line.key,
        value_date=line.value_date,
        amount=line.amount,
        currency=line.currency,
        instructed_amount=line.instructed_amount,
        instructed_currency=line.instructed_currency,
    )
