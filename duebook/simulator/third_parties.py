"""Who pays for whom: parents, service centres, settlement houses, marketplaces, factors, and owners."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from duebook.simulator.identifiers import bank_account
from duebook.simulator.tables import countries
from duebook.simulator.values import Buyer

FACTORED, ON_MARKETPLACE = 0.025, 0.05
"""Shares of customers whose invoices a factor pays, one by one, and who sell through the marketplace."""
GROUPED = ("parent", "settlement_house", "service_centre")
"""Who pays for three customers at once; one customer in nine belongs to such a group."""
PERSONS = (
    "Hilde Brandstetter", "Jonas Wiesengrund", "Marta Oleander", "Pieter van Duinen", "Claire Beaumarais",
    "Lucia Fontechiara", "Tomasz Brzozowy", "Ana Castroviejo", "Ian Thistlewood", "Dana Ciresaru",
)  # fmt: skip


def with_payers(buyers: list[Buyer], rng: Random) -> list[Buyer]:
    """Some customers are paid for by somebody else. ``buyers`` come with the busiest first: it is the busier
    half that has groups and factors, the quieter that sells through a marketplace."""
    half = len(buyers) // 2
    busy = [buyer for buyer in buyers[1:half] if buyer.currency == "EUR" and not buyer.mandate]
    quiet = [buyer for buyer in buyers[half:] if buyer.currency == "EUR" and not buyer.mandate]
    rng.shuffle(busy)
    grouped = 3 * max(1, round(len(buyers) / 27))
    changed = [
        *_groups(busy[:grouped], rng),
        *_factored(busy[grouped : grouped + max(1, round(len(buyers) * FACTORED))], rng),
        *_on_marketplace(
            rng.sample(quiet, min(len(quiet), max(2, round(len(buyers) * ON_MARKETPLACE)))), rng
        ),
    ]
    by_number = {buyer.customer_id: buyer for buyer in changed}
    return [by_number.get(buyer.customer_id, buyer) for buyer in buyers]


def _groups(chosen: Sequence[Buyer], rng: Random) -> list[Buyer]:
    """Three by three, paid in one transfer by the first of them or by a house of their own."""
    out = []
    for at in range(0, len(chosen) - 2, 3):
        parent, role = chosen[at], GROUPED[at // 3 % len(GROUPED)]
        name, account = parent.payer_name, parent.payer_account
        if role == "settlement_house":
            name = f"Regulierungshaus {parent.city} AG"
        elif role == "service_centre":
            name = f"{parent.name.split()[0]} Shared Services {parent.city}"
            account = _account(parent.country, rng)
        out += [
            replace(
                buyer, group=f"G{parent.customer_id}", payer_name=name, payer_account=account,
                run_days=parent.run_days, habit=parent.habit, payer_role=role,
            )
            for buyer in chosen[at : at + 3]
        ]  # fmt: skip
    return out


def _factored(chosen: Sequence[Buyer], rng: Random) -> list[Buyer]:
    """A factor pays each customer's invoices in a transfer of their own, on behalf of the customer."""
    account = _account("DE", rng)
    return [
        replace(buyer, payer_name="Elbfaktor Finanzierungsbank AG", payer_account=account, iban_known=False,
                payer_role="factor", takes_discount="")
        for buyer in chosen
    ]  # fmt: skip


def _on_marketplace(chosen: Sequence[Buyer], rng: Random) -> list[Buyer]:
    """A marketplace pays once a week for all who bought through it, and mails the list."""
    account = _account("NL", rng)
    return [
        replace(buyer, group="MARKETPLACE", payer_name="Kaufhafen Marketplace B.V.", payer_account=account,
                iban_known=False, run_days=frozenset({2}), habit="advice", payer_role="marketplace")
        for buyer in chosen
    ]  # fmt: skip


def private_account(buyer: Buyer) -> tuple[str, str]:
    """Name and account of the person behind a small customer, always the same."""
    rng = Random(f"{buyer.customer_id} {buyer.iban}")  # noqa: S311 (a story, not a secret)
    return rng.choice(PERSONS), _account(buyer.country, rng)


def _account(country: str, rng: Random) -> str:
    return bank_account(country, countries()[country]["bban"], rng)
