"""OFX 1.x (SGML) and 2.x (XML) bank and card statements.

Both are read as one sequence of tags and values: SGML leaves out end tags, XML does not, and nothing else
differs for what is needed here. So no XML parser is involved, and no entity is ever expanded.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from duebook.core.banking import Balance, BankEntry, BankStatement, EntryKind, StatementFile
from duebook.formats.reading import Complaints, Unreadable, exact_amount, iso_day, shown, text_of

FORMAT = "OFX"

_RECOGNISED = re.compile(r"OFXHEADER|<OFX>", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([A-Za-z][\w.]*)>\s*(?:<!\[CDATA\[(.*?)\]\]>|([^<]*))", re.DOTALL)
_STATEMENTS = {"STMTRS", "CCSTMTRS", "INVSTMTRS"}
_KINDS: dict[str, EntryKind] = {"FEE": "charge", "SRVCHG": "charge", "INT": "interest"}
_GROUPS = {"STMTTRN", "LEDGERBAL", "AVAILBAL", "BANKACCTFROM", "CCACCTFROM", "INVACCTFROM"}
"""Aggregates whose values belong together; a value outside all of them belongs to the statement."""


def recognises(head: str) -> bool:
    return _RECOGNISED.search(head[:4096]) is not None


def read(data: bytes, name: str) -> StatementFile:
    """Every bank, card or cash statement of the file; a movement that cannot be read becomes a Problem."""
    complaints = Complaints(name)
    found = list(_statements(text_of(data), complaints))
    return StatementFile(FORMAT, tuple(found), tuple(complaints.problems))


@dataclass
class _Group:
    """The values of one aggregate, the first of each name, and where it begins."""

    name: str
    place: str
    values: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")


def _statements(text: str, complaints: Complaints) -> Iterator[BankStatement]:
    groups: list[_Group] = []
    for group in _groups(text):
        if group.name in _STATEMENTS and groups:
            yield _statement(groups, complaints)
            groups = []
        if group.name in _STATEMENTS or groups:
            groups.append(group)
        elif group["SEVERITY"] == "ERROR":
            said = shown(group["MESSAGE"] or group["CODE"], 200)
            complaints.add(group.place, f"the bank answered with an error: {said}", "ask the bank")
    if groups:
        yield _statement(groups, complaints)


def _groups(text: str) -> Iterator[_Group]:
    """Aggregates in order of the file, none inside another; values of inner ones count as the outer's."""
    line, position, movements = 1, 0, 0
    current = _Group("", "line 1")
    for found in _TAG.finditer(text):
        line, position = line + text.count("\n", position, found.start()), found.start()
        closing, name = found[1], found[2].upper()
        value = html.unescape((found[3] or found[4] or "").strip())
        if not closing and name in _GROUPS | _STATEMENTS:
            yield current
            movements += name == "STMTTRN"
            current = _Group(name, f"line {line}" + (f", {name}[{movements}]" if name == "STMTTRN" else ""))
        elif closing and name == current.name and name in _GROUPS:
            yield current
            current = _Group("", f"line {line}")
        elif not closing and value:
            current.values.setdefault(name, value)
    yield current


def _statement(groups: list[_Group], complaints: Complaints) -> BankStatement:
    currency = next((group["CURDEF"] for group in groups if group["CURDEF"]), "")
    account = next((group["ACCTID"] for group in groups if group.name.endswith("ACCTFROM")), "")
    entries, closing = [], None
    for group in groups:
        try:
            if group.name == "STMTTRN":
                entries.append(_entry(group, currency))
            elif group.name == "LEDGERBAL" and group["BALAMT"] and currency:
                closing = Balance(_day(group["DTASOF"]), exact_amount(group["BALAMT"], currency), currency)
        except Unreadable as error:
            complaints.unreadable(group.place, error)
    if not account:
        complaints.add(groups[0].place, "the statement names no account", "say which account it belongs to")
    return BankStatement(account, currency, "", None, closing, tuple(entries))


def _entry(group: _Group, usual: str) -> BankEntry:
    """One ``STMTTRN``; with ``CURRENCY`` its amount is in that currency, else in the account's."""
    currency = (
        group["CURSYM"] if "CURRENCY" in group.values or (group["CURSYM"] and not usual) else ""
    ) or usual
    if not currency:
        raise Unreadable("the currency of the account is not told (no CURDEF)")
    if not group["TRNAMT"]:
        raise Unreadable("the movement has no amount (TRNAMT)")
    amount = exact_amount(group["TRNAMT"], currency)
    booking = _day(group["DTPOSTED"])
    sided: EntryKind = "credit" if amount >= 0 else "debit"
    numbers = (group["CHECKNUM"].strip("0"), group["REFNUM"])
    return BankEntry(
        place=group.place, booking_date=booking,
        value_date=_day(group["DTAVAIL"]) if group["DTAVAIL"] else booking,
        amount=amount, currency=currency, kind=_KINDS.get(group["TRNTYPE"].upper(), sided),
        bank_reference=group["FITID"], payer_name=group["NAME"] or group["EXTDNAME"],
        payer_account=group["ACCTID"], remittance=group["MEMO"],
        references=tuple(dict.fromkeys(number for number in numbers if number)),
        code=group["TRNTYPE"], rate=group["CURRATE"],
    )  # fmt: skip


def _day(text: str) -> date:
    """The day of ``YYYYMMDDHHMMSS.XXX[zone]`` as the bank states it."""
    if not text:
        raise Unreadable("the day is missing")
    return iso_day(text[:8])
