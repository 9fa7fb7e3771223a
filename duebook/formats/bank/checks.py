"""What must hold of the statements of any file, whatever its format."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from duebook.core.banking import BankStatement, StatementFile, gaps, unexplained
from duebook.core.money import plain
from duebook.formats.reading import Complaints


def checked(found: StatementFile, name: str) -> StatementFile:
    """The file without repeated statements, and with a Problem for each whose balances are doubtful."""
    complaints = Complaints(name, list(found.problems))
    if not (found.statements or found.problems):
        complaints.add("line 1", "the file holds no statement", "ask the bank whether it is complete")
    statements = list(_once(found.statements, complaints))
    for statement in statements:
        what, todo = _doubt(statement)
        if what:
            complaints.add(_place(statement), f"{_named(statement)} {what}", todo)
    for earlier, later in gaps(statements):
        what = f"{_named(later)} does not open with the closing balance of statement {earlier.number}"
        complaints.add(_place(later), what, "ask the bank for the statements between the two")
    return replace(found, statements=tuple(statements), problems=tuple(complaints.problems))


def _named(statement: BankStatement) -> str:
    return f"statement {statement.number} of {statement.account}"


def _place(statement: BankStatement) -> str:
    return statement.entries[0].place if statement.entries else "line 1"


def _doubt(statement: BankStatement) -> tuple[str, str]:
    """What is doubtful about the balances, and what to do; twice "" when they are right or absent."""
    difference = unexplained(statement)
    if difference:
        apart = f"{plain(abs(difference), statement.currency)} {statement.currency}"
        side = "more" if difference > 0 else "less"
        what = f"does not add up: the closing balance is {apart} {side} than opening balance and movements"
        return what, "ask the bank for the missing page or movement before relying on the balance"
    if statement.booked and statement.opening and not statement.closing:
        return "has no closing balance", "check that the file is complete; what is there was read"
    return "", ""


def _once(statements: Iterable[BankStatement], complaints: Complaints) -> Iterator[BankStatement]:
    """Statements that stand in the file a second time, the same but for the place, are left out."""
    seen = set()
    for statement in statements:
        entries = tuple(replace(entry, place="") for entry in statement.entries)
        content = replace(statement, entries=entries, pending=())
        if entries and statement.opening and statement.closing and content in seen:
            what = f"{_named(statement)} stands in the file twice; it was read once"
            complaints.add(_place(statement), what, "nothing needs to be done")
        else:
            seen.add(content)
            yield statement
