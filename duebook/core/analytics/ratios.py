"""Ratios of whole numbers, rounded by name."""

from decimal import Decimal
from fractions import Fraction


def ratio(numerator: int | Fraction, denominator: int | Fraction, places: int = 2) -> Decimal | None:
    """``(1, 3) -> Decimal("0.33")``: computed exactly, rounded once, half away from zero (DIN 1333).

    None where there is nothing to divide by (nought or less): without sales there is no DSO, not one of 0.
    """
    if denominator <= 0:
        return None
    return rounded(Fraction(numerator) / Fraction(denominator), places)


def rounded(value: Fraction, places: int = 2) -> Decimal:
    """Half away from zero at the given number of decimals."""
    scaled = abs(value) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(whole if value >= 0 else -whole).scaleb(-places)
