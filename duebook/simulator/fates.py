"""What is decided beforehand: who is debited, who joins later, who fails."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from duebook.simulator.values import Buyer


def with_mandates(buyers: list[Buyer], rng: Random) -> list[Buyer]:
    """One customer in twenty-five has given a direct debit mandate; of those we know the account."""
    candidates = [
        buyer
        for buyer in buyers[1:]
        if buyer.country in ("DE", "AT") and buyer.currency == "EUR" and not buyer.terms.discount_percent
    ]
    chosen = {buyer.customer_id for buyer in rng.sample(candidates, max(1, round(len(buyers) / 25)))}
    return [
        replace(buyer, mandate=f"M-{buyer.customer_id}-1", iban_known=True)
        if buyer.customer_id in chosen
        else buyer
        for buyer in buyers
    ]


def with_fates(buyers: list[Buyer], start: date, end: date, rng: Random) -> list[Buyer]:
    """Who joins after the start, and who stops paying for good."""
    span = (end - start).days
    changed = dict.fromkeys(rng.sample(range(1, len(buyers)), len(buyers) // 10), "joins")
    changed |= dict.fromkeys(rng.sample(range(1, len(buyers)), max(1, len(buyers) // 70)), "fails")
    out = []
    for at, buyer in enumerate(buyers):
        fate = changed.get(at)
        if fate == "joins":
            buyer = replace(buyer, joined=start + timedelta(days=rng.randrange(1, max(2, span * 3 // 4))))
        elif fate == "fails":
            buyer = replace(
                buyer, insolvent_on=start + timedelta(days=rng.randrange(span // 4, max(span, 2)))
            )
        out.append(buyer)
    return out
