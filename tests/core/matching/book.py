"""Small books of open items for stories about matching."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from duebook.core.matching import OpenItem, PastAllocation, Proposal, Receipt, propose, usual_policy

DAY = date(2025, 3, 14)
POLICY = usual_policy(["EUR", "USD"])


def item(number: str, amount: int, customer: str = "Bakery Brown Ltd", **changes: Any) -> OpenItem:
    """An invoice of ``amount`` minor units, due on DAY; the customer's name is its id as well."""
    values: dict[str, Any] = {
        "key": f"{customer}|{number}",
        "customer_id": customer,
        "customer_name": customer,
        "number": number,
        "currency": "EUR",
        "open_amount": amount,
        "issue_date": DAY - timedelta(days=30),
        "due_date": DAY,
    }
    return OpenItem(**{**values, **changes})


def receipt(amount: int, text: str = "", name: str = "Bakery Brown Ltd", **changes: Any) -> Receipt:
    values: dict[str, Any] = {
        "receipt_id": "R1",
        "value_date": DAY,
        "amount": amount,
        "currency": "EUR",
        "payer_name": name,
        "remittance": text,
    }
    return Receipt(**{**values, **changes})


def paid_before(account: str, customer: str, times: int = 5, name: str = "") -> list[PastAllocation]:
    """``times`` earlier receipts from the account, all applied to the customer."""
    return [
        PastAllocation(
            receipt_id=f"{account}-{customer}-{n}",
            value_date=DAY - timedelta(days=30 * n + 80),
            amount=1,
            currency="EUR",
            payer_name=name,
            payer_account=account,
            remittance="",
            customer_id=customer,
            invoice_number=f"old-{n}",
            amount_applied=1,
        )
        for n in range(times)
    ]


def decide(
    receipts: Receipt | Sequence[Receipt],
    items: Sequence[OpenItem],
    history: Sequence[PastAllocation] = (),
) -> list[Proposal]:
    given = [receipts] if isinstance(receipts, Receipt) else receipts
    return propose(given, items, history, POLICY, DAY)


def paid(proposal: Proposal) -> dict[str, int]:
    return {line.number: line.amount for line in proposal.allocations}
