"""Does a statement add up, and does one go on where the last one ended?"""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from duebook.core.banking.values import Balance, BankStatement


def unexplained(statement: BankStatement) -> int:
    """Minor units by which the closing balance differs from opening plus movements.

    0 when the statement adds up, or when a balance is missing or in another currency.
    """
    opening, closing = statement.opening, statement.closing
    if opening is None or closing is None or not opening.currency == closing.currency == statement.currency:
        return 0
    moved = sum(entry.amount for entry in statement.entries if entry.currency == statement.currency)
    return closing.amount - opening.amount - moved


def gaps(statements: Iterable[BankStatement]) -> Iterator[tuple[BankStatement, BankStatement]]:
    """Pairs of statements of one account between which at least one is missing: the later does not open
    with the balance the earlier closed with. By day of the closing balance, whatever the order given.
    """
    accounts: dict[tuple[str, str], list[tuple[Balance, Balance, BankStatement]]] = {}
    for statement in statements:
        if statement.booked and statement.opening and statement.closing:
            account = accounts.setdefault((statement.account, statement.currency), [])
            account.append((statement.opening, statement.closing, statement))
    for known in accounts.values():
        known.sort(key=lambda part: part[1].day)
        for (_, closed, earlier), (opened, _, later) in pairwise(known):
            if closed.amount != opened.amount:
                yield earlier, later
