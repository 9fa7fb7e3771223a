"""ISO 20022 camt.052 (intraday report), camt.053 (statement) and camt.054 (notification), every version.

A statement (``Stmt``, ``Rpt``, ``Ntfctn``) holds entries (``Ntry``); an entry may hold the details of several
transactions (``TxDtls``). Namespaces are ignored. One entry at a time is held as a tree.
"""

import re
from datetime import date

from duebook.core.banking import BankEntry, BankStatement, StatementFile
from duebook.formats.bank.camt.entry import entries_of
from duebook.formats.bank.camt.statement import BATCHES, day_of, statement_of
from duebook.formats.reading import (
    Complaints,
    Element,
    Unreadable,
    local_name,
    without_namespaces,
    xml_events,
)

_ROOT = re.compile(r"<(?:[\w.-]+:)?BkToCstmr(Stmt|AcctRpt|DbtCdtNtfctn)\w*[\s/>]", re.ASCII)


def recognises(head: str) -> bool:
    return _ROOT.search(head) is not None


def read(data: bytes, name: str) -> StatementFile:
    """Every statement of a camt file; an entry that cannot be read becomes a Problem, the others stay."""
    reader = _Reader(Complaints(name))
    try:
        for event, element in xml_events(data, "Ntry", *BATCHES):
            reader.take(event, element)
    except Unreadable as error:
        reader.complaints.unreadable("line 1", error)
        reader.close()
    return StatementFile(reader.format, tuple(reader.statements), tuple(reader.complaints.problems))


class _Reader:
    """Collects entries as they end, and makes a statement of them when the statement ends."""

    def __init__(self, complaints: Complaints) -> None:
        self.complaints = complaints
        self.format = "camt"
        self.statements: list[BankStatement] = []
        self._open: Element | None = None
        self._booked: list[BankEntry] = []
        self._pending: list[BankEntry] = []
        self._count = 0
        self._statement_day: date | None = None

    def take(self, event: str, element: Element) -> None:
        name = local_name(element)
        if event == "start":
            if name in BATCHES and self._open is None:
                self._open, self.format = element, BATCHES[name]
        elif element is self._open:
            self.close()
        elif name == "Ntry" and self._open is not None and element.getparent() is self._open:
            self._take_entry(element, self._open)

    def _take_entry(self, element: Element, statement: Element) -> None:
        self._count += 1
        place = f"line {element.sourceline}, Ntry[{self._count}]"
        try:
            booked, entries = entries_of(
                without_namespaces(element), place, self._day(statement), self.complaints
            )
            (self._booked if booked else self._pending).extend(entries)
        except Unreadable as error:
            self.complaints.unreadable(place, error)
        element.clear()
        previous = element.getprevious()
        if previous is not None and local_name(previous) == "Ntry":
            statement.remove(previous)

    def _day(self, statement: Element) -> date | None:
        """The statement's own day, for entries that bring none; its head stands before its entries."""
        if self._count == 1:
            self._statement_day = day_of(statement)
        return self._statement_day

    def close(self) -> None:
        """End the open statement, if any; an incomplete one keeps what was read of it."""
        if self._open is None:
            return
        statement = statement_of(self._open, self._booked, self._pending, self.complaints)
        self.statements.append(statement)
        self._open.clear()
        self._open, self._booked, self._pending, self._count = None, [], [], 0
