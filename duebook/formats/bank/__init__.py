"""Bank statements of every kind, recognised by content."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Protocol

from duebook.core.banking import BankStatement, StatementFile, gaps, unexplained
from duebook.core.money import plain
from duebook.core.problems import Problem
from duebook.formats.bank import bai2, camt, export, mt940, ofx
from duebook.formats.reading import LARGEST_FILE, Complaints, head_of, shown


class Reader(Protocol):
    """What a module of this package offers: recognition by the beginning of a file, and reading all of it."""

    def recognises(self, head: str) -> bool: ...

    def read(self, data: bytes, name: str) -> StatementFile: ...


READERS: tuple[Reader, ...] = (camt, mt940, bai2, ofx)
"""One module per format, in the order they are asked."""


def read(
    data: bytes,
    name: str,
    mapping: Mapping[str, str] | None = None,
    date_format: str | None = None,
    decimal: str | None = None,
) -> StatementFile:
    """What a bank's file says. Never raises for what the file holds: that is in ``problems``.

    ``name`` is only for messages. The rest is for exports as CSV or XLSX: ``mapping`` names their columns
    (``{"Buchungstext": "remittance"}``), ``date_format`` as in ``%d/%m/%Y``, ``decimal`` is the decimal mark.
    """
    if len(data) > LARGEST_FILE:
        return _refused(
            name, f"the file is larger than {LARGEST_FILE >> 20} MB", "split it by month or account"
        )
    if not data.strip():
        return _refused(name, "the file is empty", "fetch it again from the bank")
    head = head_of(data)
    for reader in READERS:
        if reader.recognises(head):
            return _checked(reader.read(data, name), name)
    if head.startswith("<"):
        return _refused(
            name, f"this XML file is no bank statement; it begins with {shown(head)!r}",
            "fetch the statement from the bank as camt.053",
        )  # fmt: skip
    return export.read(data, name, mapping, date_format, decimal)


def _checked(found: StatementFile, name: str) -> StatementFile:
    """The file with a Problem for each statement whose balances do not explain its movements."""
    complaints = Complaints(name, list(found.problems))
    if not (found.statements or found.problems):
        complaints.add("line 1", "the file holds no statement", "ask the bank whether it is complete")
    for statement in found.statements:
        what, todo = _doubt(statement)
        if what:
            complaints.add(_place(statement), f"{_named(statement)} {what}", todo)
    for earlier, later in gaps(found.statements):
        what = f"{_named(later)} does not open with the closing balance of statement {earlier.number}"
        complaints.add(_place(later), what, "ask the bank for the statements between the two")
    return replace(found, problems=tuple(complaints.problems))


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


def _refused(name: str, what: str, todo: str) -> StatementFile:
    return StatementFile("", (), (Problem(name, "line 1", what, todo),))
