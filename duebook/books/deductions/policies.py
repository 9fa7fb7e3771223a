"""What a company tolerates by itself: asked for and changed, on the record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from duebook.books.audit.operations import recording
from duebook.books.audit.sealing import content_digest, seal
from duebook.books.companies.models import Company
from duebook.books.deductions.models import DifferencePolicy
from duebook.books.ledger.posting import NotPossible
from duebook.books.ledger.queries import open_items
from duebook.core.matching import Policy, usual_policy

LIMITS = {"tolerance": "tolerance", "fee": "fee", "write_off": "write_off_below"}
"""What is kept per currency, and the field of the policy that it fills."""
_MOST_PERCENT, _MOST_RATE, _MOST_DAYS = 10, Decimal(20), 60


def policy_for(company: Company, currencies: Iterable[str], as_of: date) -> Policy:
    """The policy in force on a day, for these currencies and those of the open items; what a company never
    set is usual."""
    usual = usual_policy({*currencies_of(company), *currencies})
    row = in_force(company, as_of)
    if row is None:
        return usual
    limits: dict[str, Any] = {
        field: {**getattr(usual, field), **{c: limit[name] for c, limit in row.limits.items()}}
        for name, field in LIMITS.items()
    }
    return replace(
        usual,
        **limits,
        discount_rates=tuple(float(Decimal(rate) / 100) for rate in row.discount_rates),
        tolerance_share=row.tolerance_percent / 100,
        we_bear_fees=row.we_bear_fees,
        grace_days=row.grace_days,
        rates_beyond_terms=row.rates_beyond_terms,
    )


def currencies_of(company: Company) -> list[str]:
    """The company's own, and those of what is open, in alphabetical order."""
    used = set(open_items(company).order_by().values_list("currency", flat=True).distinct())
    return [company.currency, *sorted(used - {company.currency})]


def in_force(company: Company, as_of: date) -> DifferencePolicy | None:
    """The row that holds on a day; None before the first."""
    rows = DifferencePolicy.objects.filter(company=company, valid_from__lte=as_of)
    return rows.select_related("event").order_by("valid_from", "id").last()


def policies_of(company: Company) -> list[DifferencePolicy]:
    """All that was ever set, the newest first, with who set it."""
    rows = DifferencePolicy.objects.filter(company=company).select_related("event")
    return list(rows.order_by("-valid_from", "-id"))


@dataclass(frozen=True, slots=True)
class Chosen:
    """A policy as a controller writes it. ``limits``: minor units by currency, each with ``tolerance``,
    ``fee`` and ``write_off``; rates and ``tolerance_percent`` in per cent."""

    limits: Mapping[str, Mapping[str, int]]
    tolerance_percent: Decimal
    discount_rates: tuple[Decimal, ...]
    we_bear_fees: bool
    grace_days: int
    rates_beyond_terms: bool


def change_policy(company: Company, chosen: Chosen, valid_from: date, actor: str, now: datetime) -> None:
    """From ``valid_from`` on ``chosen`` holds. Raises NotPossible for what no policy can mean."""
    _must_be_sensible(chosen)
    values: dict[str, Any] = {
        "limits": {currency: dict(limit) for currency, limit in sorted(chosen.limits.items())},
        "tolerance_percent": chosen.tolerance_percent,
        "discount_rates": [f"{rate:f}" for rate in sorted(chosen.discount_rates)],
        "we_bear_fees": chosen.we_bear_fees,
        "grace_days": chosen.grace_days,
        "rates_beyond_terms": chosen.rates_beyond_terms,
    }
    row = DifferencePolicy(company=company, valid_from=valid_from, set_at=now, **values)
    key = f"policy from {valid_from} {content_digest([row.content(), now.isoformat()])[:16]}"
    with recording(company, "set difference policy", key, actor, now) as record:
        percent = f"{chosen.tolerance_percent:.2f}"
        record.facts.update(values, valid_from=str(valid_from), tolerance_percent=percent)
        seal(record, [row])
        row.save()


def _must_be_sensible(chosen: Chosen) -> None:
    if any(amount < 0 for limit in chosen.limits.values() for amount in limit.values()):
        raise NotPossible("a limit is an amount of nothing or more")
    if not 0 <= chosen.tolerance_percent <= _MOST_PERCENT:
        raise NotPossible(f"the tolerance lies between 0 % and {_MOST_PERCENT} %")
    if not all(0 < rate <= _MOST_RATE for rate in chosen.discount_rates):
        raise NotPossible(f"a discount rate lies above 0 % and not above {_MOST_RATE} %")
    if not 0 <= chosen.grace_days <= _MOST_DAYS:
        raise NotPossible(f"the days of grace lie between 0 and {_MOST_DAYS}")
