"""Bank statements of every kind, recognised by content."""

from collections.abc import Mapping
from typing import Protocol

from duebook.core.banking import StatementFile
from duebook.core.problems import Problem
from duebook.formats.bank import bai2, camt, cfonb120, coda, mt940, norma43, ofx
from duebook.formats.bank.checks import checked
from duebook.formats.reading import LARGEST_FILE, head_of, shown


class Reader(Protocol):
    """What a module of this package offers: recognition by the beginning of a file, and reading all of it."""

    def recognises(self, head: str) -> bool: ...

    def read(self, data: bytes, name: str) -> StatementFile: ...


READERS: tuple[Reader, ...] = (camt, mt940, bai2, ofx, coda, cfonb120, norma43)
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
            return checked(reader.read(data, name), name)
    if head.startswith("<"):
        return _refused(
            name, f"this XML file is no bank statement; it begins with {shown(head)!r}",
            "fetch the statement from the bank as camt.053",
        )  # fmt: skip
    from duebook.formats.bank import export  # what reads tables takes longer to load than all other readers

    return export.read(data, name, mapping, date_format, decimal)


def _refused(name: str, what: str, todo: str) -> StatementFile:
    return StatementFile("", (), (Problem(name, "line 1", what, todo),))
