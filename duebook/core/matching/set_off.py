"""Credit notes that settle what a short payment left open."""

from collections import defaultdict
from collections.abc import Iterable

from duebook.core.matching.values import OpenItem


def set_offs(items: Iterable[OpenItem]) -> list[tuple[OpenItem, OpenItem]]:
    """Pairs (credit note or advance, item) that cover each other to the cent, for certain, ordered by key.

    A claim that was granted leaves two items: the rest of an invoice that was paid short, and the credit note
    over just that rest. They are set off when nothing else of the customer in that currency has the amount:
    a payer who takes the credit note off a later payment would name or fill other items.
    """
    alike: dict[tuple[str, str, int], list[OpenItem]] = defaultdict(list)
    for item in items:
        alike[item.customer_id, item.currency, abs(item.open_amount)].append(item)
    pairs = (sorted(group, key=lambda item: item.open_amount) for group in alike.values() if len(group) == 2)
    return sorted(
        (
            (giver, taker)
            for giver, taker in pairs
            if giver.open_amount < 0 < taker.open_amount < taker.amount
        ),
        key=lambda pair: pair[1].key,
    )
