"""Cases with known answers: ``case("hard", seed)`` gives one as values, ready for ``propose``."""

from datetime import date, timedelta

from bench.cash.cases.books import Ledger, data_folder, has_real_book, real_book
from bench.cash.cases.making import make_case
from bench.cash.cases.standin import stand_in_book
from bench.cash.cases.strata import STRATA, Stratum
from bench.cash.values import Case

__all__ = [
    "STRATA",
    "Case",
    "Ledger",
    "Stratum",
    "book_named",
    "case",
    "data_folder",
    "has_real_book",
    "make_case",
    "real_book",
    "stand_in_book",
    "start_of",
]

_FIRST, _WEEKS = date(2019, 4, 8), 32


def start_of(seed: int) -> date:
    """A Monday of 2019 after which the book has a fortnight, and before which it has three months."""
    return _FIRST + timedelta(weeks=seed * 11 % _WEEKS)


def book_named(name: str) -> Ledger:
    """ "real" (read in place, where the data is installed) or "stand-in"."""
    return {"real": real_book, "stand-in": stand_in_book}[name]()


def case(stratum: str, seed: int = 1, ledger: Ledger | None = None) -> Case:
    """One case of a stratum (``STRATA``); other seeds are other fortnights, payers and words."""
    return make_case(stratum, ledger or real_book(), start_of(seed), seed)
