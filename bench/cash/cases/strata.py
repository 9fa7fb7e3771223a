"""The strata of the benchmark: each is one manner of being difficult, as a table of shares."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Shares = Mapping[str, float]
"""How often each of several things happens; need not add up to one."""

LEGIBLE: Shares = {"list": 5, "prefixed": 5, "structured": 4, "prose": 3, "table": 1, "bank_tags": 1}
"""The numbers of all items stand there as they are on the invoices."""

MANGLED: Shares = {
    "cut_27": 1, "cut_35": 1, "cut_140": 1, "broken": 2, "spaced": 2, "dotted": 2, "zeros": 2,
    "letters": 2, "tails": 4, "stem_and_tails": 2, "range": 2, "typo": 2, "orders": 4, "glued": 1,
    "noisy": 3, "old_too": 2, "another_too": 1, "stale": 0.5, "some": 1, "end_to_end": 1,
    "creditor_reference": 1,
}  # fmt: skip
"""Something stands there that a patient clerk can read."""

UNNAMED: Shares = {"empty": 2, "thanks": 3, "own_number": 2, "period": 1, "customer_number": 1}
"""Nothing stands there that points to an item."""

EXACT: Shares = {"exact": 1}
USUAL_AMOUNTS: Shares = {
    "exact": 89, "deduction": 4, "discount": 2.5, "bank_fee": 1.5, "partial": 1.5, "overpaid": 1,
    "rounding": 0.5,
}  # fmt: skip
DIFFERENT_AMOUNTS: Shares = {
    "exact": 25, "deduction": 15, "discount": 18, "discount_odd": 6, "bank_fee": 12,
    "partial": 10, "overpaid": 8, "rounding": 6,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stratum:
    """One manner of being difficult. All shares are of receipts unless said otherwise.

    ``writing``: styles; ``amounts``: what is done to the sum; ``third``: share of customers for whom somebody
    else pays; ``no_account``: the bank does not tell the account; ``new_account``: an account never seen;
    ``garbled``: the payer's name is printed badly; ``history_days``: how far applied.csv reaches back;
    ``newcomers``: share of customers without any history; ``misapplied``: share of past receipts that the
    clerk applied to the wrong customer; ``credit_notes``, ``twice``, ``missing``, ``exchanged``: shares;
    ``foreign``: not-customer money beside the receipts; ``least``: invoices of a payment at least;
    ``monotony``: share of amounts that repeat or are round; ``merged``: customers are put together into this
    many large ones (0: as they are); ``longest``: adds one payment of so many invoices.
    """

    name: str
    about: str
    writing: Shares
    amounts: Shares = field(default_factory=lambda: EXACT)
    third: float = 0.0
    no_account: float = 0.1
    new_account: float = 0.02
    garbled: float = 0.1
    history_days: int = 120
    newcomers: float = 0.0
    misapplied: float = 0.0
    credit_notes: float = 0.0
    twice: float = 0.0
    missing: float = 0.0
    exchanged: float = 0.0
    foreign: float = 0.0
    least: int = 1
    monotony: float = 0.0
    merged: int = 0
    longest: int = 0


def _mix(**parts: tuple[float, Shares]) -> Shares:
    """Several tables of shares as one: ``(weight, table)`` each."""
    return {
        style: weight * share / sum(table.values())
        for weight, table in parts.values()
        for style, share in table.items()
    }


_PLAIN = _mix(legible=(0.55, LEGIBLE), mangled=(0.25, MANGLED), unnamed=(0.20, UNNAMED))
_HARD = _mix(legible=(0.25, LEGIBLE), mangled=(0.48, MANGLED), unnamed=(0.27, UNNAMED))

STRATA: Mapping[str, Stratum] = {
    stratum.name: stratum
    for stratum in (
        Stratum("plain", "an ordinary fortnight", _PLAIN, USUAL_AMOUNTS, 0.02, foreign=0.035, twice=0.005),
        Stratum(
            "hard", "words mangled or missing, accounts shared or hidden, credit notes, differences", _HARD,
            {**USUAL_AMOUNTS, "exact": 78, "discount": 3.5, "discount_odd": 1}, 0.06, 0.3, 0.05, 0.3,
            misapplied=0.005, credit_notes=0.07, twice=0.01, foreign=0.03,
        ),
        Stratum("named", "the text names every item legibly", LEGIBLE, no_account=0.2, garbled=0.2),
        Stratum("mangled", "the text names items, but not as they are on the invoice", MANGLED),
        Stratum("unnamed", "the text names nothing", UNNAMED),
        Stratum("big", "ten invoices and more in a payment, one of 800", _HARD, least=10, longest=800),
        Stratum("differences", "three payments in four are short or over", _PLAIN, DIFFERENT_AMOUNTS),
        Stratum("third_parties", "factors, parents, service centres, marketplaces, employees", _PLAIN,
                third=0.7),
        Stratum("no_history", "the first day: no past receipts", _PLAIN, USUAL_AMOUNTS, history_days=0),
        Stratum("new_customers", "half of the customers never paid before", _PLAIN, newcomers=0.5),
        Stratum("no_accounts", "the bank tells no accounts, names are printed badly", _PLAIN,
                no_account=1, garbled=0.4),
        Stratum("currencies", "one payment in five comes in another currency", _PLAIN, exchanged=0.2),
        Stratum("twice", "one payment in ten comes twice", _PLAIN, twice=0.1),
        Stratum("foreign", "two receipts in five are not from customers", _PLAIN, foreign=0.7),
        Stratum("missing", "for one payment in four an invoice is not on the list", _PLAIN, missing=0.25),
        Stratum(
            "stress", "amounts repeat and are round, twelve payers with hundreds of open items", _HARD,
            USUAL_AMOUNTS, 0.03, monotony=0.8, merged=12, missing=0.04, twice=0.03, foreign=0.05,
        ),
    )
}  # fmt: skip
