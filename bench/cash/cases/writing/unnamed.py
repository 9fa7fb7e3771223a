"""Styles that point to no item."""

from collections.abc import Mapping
from random import Random

from bench.cash.cases.words import MONTHS, THANKS
from bench.cash.cases.writing.purpose import Purpose, Style, Written, day_in_words


def _empty(_: Purpose, __: Random) -> Written:
    return Written()


def thanks(purpose: Purpose, rng: Random) -> Written:
    return Written(rng.choice(THANKS[purpose.language]))


def _own_number(_: Purpose, rng: Random) -> Written:
    """A number of the payer's own: of his payment run, document or transfer."""
    word = rng.choice(
        ("TRANSFER", "Payment", "Zahlung", "PMT", "doc", "our ref", "Run", "TRN", "Beleg", "EFT")
    )
    return Written(f"{word} {rng.randrange(10 ** rng.choice((4, 6, 8, 10)))}")


def _period(purpose: Purpose, rng: Random) -> Written:
    month = MONTHS[purpose.day.month - 1]
    return Written(rng.choice((
        f"invoices {month}", f"statement of {day_in_words(purpose.day, rng)}", f"{month} {purpose.day.year}",
        f"week {purpose.day.isocalendar().week}", f"offene Rechnungen {day_in_words(purpose.day, rng)}",
    )))  # fmt: skip


def _customer_number(purpose: Purpose, rng: Random) -> Written:
    return Written(
        f"{rng.choice(('customer', 'Kd.-Nr.', 'cust no', 'A/C', 'client', 'Kunde'))} {purpose.customer_id}"
    )


UNNAMED: Mapping[str, Style] = {
    "empty": _empty, "thanks": thanks, "own_number": _own_number, "period": _period,
    "customer_number": _customer_number,
}  # fmt: skip
