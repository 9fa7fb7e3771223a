"""What a deduction is about, as far as terms and the payer's words tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from duebook.core.banking.remittance import DeductionReason, RemittanceLine
from duebook.core.matching.claims import claim_in, speaks_of_discount
from duebook.core.matching.discounts import offers_of
from duebook.core.matching.values import OpenItem
from duebook.core.matching.words import upper

_USUAL_RATES = (1, 2, 3)
"""Per cent."""


@dataclass(frozen=True, slots=True)
class Guess:
    """``about``: what the payer means, "" where nothing tells. ``because``: terms, remittance or words."""

    about: DeductionReason
    because: str = ""


def guess(
    item: OpenItem, missing: int, day: date, text: str = "", lines: Sequence[RemittanceLine] = ()
) -> Guess:
    """What ``missing`` minor units of an item are about, whose payment counts from ``day``.

    The remittance's own reason first, then a discount that the amount betrays, then the payer's words.
    """
    told = next((line for line in lines if line.deduction and line.reason_code), None)
    if told:
        return Guess(told.reason_code, "remittance")
    if any(abs(missing - sum(off for _, off in o.off)) <= 1 for o in offers_of([item], day, 0)):
        return Guess("discount", "terms")
    words = upper(text)
    if speaks_of_discount(words):
        return Guess("discount", "words")
    if claim := claim_in(words):
        return Guess(claim, "words")
    whole = item.amount or item.open_amount
    if any(abs(100 * missing - whole * rate) <= 100 for rate in _USUAL_RATES):
        return Guess("discount", "amount")
    return Guess("")
