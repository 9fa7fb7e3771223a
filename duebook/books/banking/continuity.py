"""Whether a statement follows on the one before it."""

from duebook.books.banking.models import BankAccount, Statement
from duebook.core.banking import BankStatement
from duebook.core.money import plain
from duebook.core.problems import Problem


def gaps(account: BankAccount, statement: BankStatement, file: str) -> list[Problem]:
    """A Problem when the opening balance is not the closing balance of the statement before."""
    if statement.opening is None:
        return []
    opening = statement.opening
    before = (
        Statement.objects.filter(account=account, closing__isnull=False, closing_day__lte=opening.day)
        .order_by("-closing_day", "-id")
        .first()
    )
    if before is None or before.closing is None or before.closing == opening.amount:
        return []
    if Statement.objects.filter(
        account=account, opening=opening.amount, number=statement.number[:60]
    ).exists():
        return []
    return [
        Problem(
            file,
            f"statement {statement.number}",
            f"opens with {plain(opening.amount, opening.currency)}, but the one before ({before.number}) "
            f"closed with {plain(before.closing, opening.currency)}",
            "ask the bank for the statement in between and import it",
        )
    ]
