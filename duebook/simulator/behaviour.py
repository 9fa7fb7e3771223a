"""When a payer pays: temperaments as a table, and one pure function from an invoice to a day."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from duebook.simulator.values import Buyer
from duebook.simulator.workdays import DAY, bank_day_from, is_bank_day, is_last_bank_day_of_month


@dataclass(frozen=True, slots=True)
class Temperament:
    """``share`` of all customers, percent. Days relative to the due date: a customer's own mean is drawn
    around ``mean`` with ``between``, each invoice around that with ``within``. With chance ``slips`` an
    invoice is forgotten for about ``slip_days`` more. ``runs`` are the payment-run weekdays to draw from
    (Monday 0); MONTH_END stands for the last bank day of the month."""

    share: int
    mean: float
    between: float
    within: float
    slips: float
    slip_days: int
    runs: tuple[frozenset[int], ...]


MONTH_END = -1
DAILY = (frozenset(range(5)),)
WEEKLY = tuple(frozenset({day}) for day in range(5))
TWICE = (frozenset({0, 3}), frozenset({1, 4}), frozenset({0, 4}))

TEMPERAMENTS = {
    "early": Temperament(12, -5, 2, 1.5, 0.01, 70, (*3 * DAILY, *TWICE)),
    "punctual": Temperament(42, -0.9, 0.5, 1.6, 0.03, 70, (*6 * DAILY, *TWICE)),
    "payment_run": Temperament(14, -2.4, 1, 1, 0.03, 70, (*WEEKLY, *2 * TWICE)),
    "month_end": Temperament(4, -7, 3, 2, 0.025, 70, (frozenset({MONTH_END}), frozenset({1, MONTH_END}))),
    "slipping": Temperament(21, 1.2, 1.2, 2, 0.05, 70, (*WEEKLY, *TWICE, *8 * DAILY)),
    "chronically_late": Temperament(7, 14, 8, 8, 0.15, 90, (*WEEKLY, *5 * DAILY)),
}
"""Calibrated together with the order rates: see docs/simulator.md."""


def intended_day(buyer: Buyer, due: date, last_discount_day: date | None, rng: Random) -> date:
    """The bank day on which this customer means to pay an invoice that is due on ``due``.

    Pure but for ``rng``. ``last_discount_day`` is None where no discount is offered or wanted. Whoever
    wants payers to answer to reminders calls this again with an earlier ``due`` for the reminded invoice.
    """
    if last_discount_day is not None:
        return next_run(buyer.run_days, last_discount_day - timedelta(days=rng.randrange(4)))
    kind = TEMPERAMENTS[buyer.temperament]
    wish = buyer.lead + rng.gauss(0, kind.within)
    if rng.random() < kind.slips:
        wish += rng.expovariate(1 / kind.slip_days)
    return next_run(buyer.run_days, due + timedelta(days=round(wish)))


def next_run(run_days: frozenset[int], day: date) -> date:
    """The first bank day from ``day`` on which the payer makes transfers."""
    for offset in range(45):
        run = day + offset * DAY
        if is_bank_day(run) and is_run(run_days, run):
            return run
    return bank_day_from(day)


def is_run(run_days: frozenset[int], day: date) -> bool:
    return day.weekday() in run_days or (MONTH_END in run_days and is_last_bank_day_of_month(day))
