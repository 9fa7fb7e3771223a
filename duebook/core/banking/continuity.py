"""Does a statement add up? Opening balance + movements = closing balance."""

from duebook.core.banking.values import BankStatement


def unexplained(statement: BankStatement) -> int:
    """Minor units by which the closing balance differs from opening plus movements.

    0 when the statement adds up, or when a balance is missing or in another currency.
    """
    opening, closing = statement.opening, statement.closing
    if opening is None or closing is None or not opening.currency == closing.currency == statement.currency:
        return 0
    moved = sum(entry.amount for entry in statement.entries if entry.currency == statement.currency)
    return closing.amount - opening.amount - moved
