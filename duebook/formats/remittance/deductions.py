"""What is paid for each document, where a payer gives amounts and deductions but not which is after which."""

from collections.abc import Sequence
from dataclasses import replace

from duebook.core.banking import RemittanceLine
from duebook.core.money import plain
from duebook.formats.reading import Unreadable


def sums(lines: Sequence[RemittanceLine]) -> tuple[int, int, int]:
    """What the lines add up to: as they stand, less what is kept back, and with it (kept as a negative)."""
    whole, kept = sum(line.amount or 0 for line in lines), sum(line.deduction for line in lines)
    return whole, whole - kept, whole + kept


def after_deductions(
    lines: Sequence[RemittanceLine], total: int | None, money: str, currency: str
) -> Sequence[RemittanceLine]:
    """The lines with what is paid for each. Raises Unreadable where that can be read in two ways.

    A ``total`` of gross amounts proves nothing: the deductions are taken off all the same.
    """
    if money == "paid" or not any(line.deduction for line in lines):
        return lines
    before = money == "gross"
    factors = [factor for factor, added in zip((0, -1, 1), sums(lines), strict=True) if added == total]
    factors = [factor for factor in factors if factor or not before]
    unproved = total is None or total == sums(lines)[0]
    if not factors and unproved and before and all(line.deduction >= 0 for line in lines):
        factors = [-1]
    if len(factors) != 1:
        told = (
            f"do not add up to the total of {plain(total, currency)}"
            if total is not None
            else "have no total"
        )
        raise Unreadable(
            f"the amounts {told}, so it is not clear whether deductions are taken off already",
            'name the column of what was paid, for example: --map "THEIR COLUMN=paid"',
        )
    sign = -factors[0] or 1
    return [
        replace(
            line,
            amount=(line.amount or 0) + factors[0] * line.deduction,
            deduction=sign * line.deduction,
            discount=sign * line.discount,
            gross=line.amount if factors[0] else line.gross,
        )
        for line in lines
    ]
