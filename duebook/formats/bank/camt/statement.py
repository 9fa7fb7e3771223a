"""Account, balances and number of a camt statement."""

import contextlib
from datetime import date

from duebook.core.banking import Balance, BankEntry, BankStatement
from duebook.formats.bank.camt.elements import account_number, day, money, sign, text
from duebook.formats.reading import Complaints, Element, Unreadable, local_name, without_namespaces

BATCHES = {"Stmt": "camt.053", "Rpt": "camt.052", "Ntfctn": "camt.054"}
"""The element that holds one statement, and the message it belongs to."""


_HEAD = ("Id", "ElctrncSeqNb", "LglSeqNb", "CreDtTm", "FrToDt", "Acct", "Bal")


def statement_of(
    element: Element,
    booked: list[BankEntry],
    pending: list[BankEntry],
    complaints: Complaints,
) -> BankStatement:
    """The statement of an element whose entries were taken out before."""
    is_final = local_name(element) == "Stmt"
    _use_local_names(element)
    balances = _balances(element, complaints)
    entry_currencies = [entry.currency for entry in (*booked, *pending)]
    currency = text(element, "Acct/Ccy") or next(
        iter([b.currency for _, b in balances] + entry_currencies), ""
    )
    return BankStatement(
        account_number(element.find("Acct")), currency, text(element, "ElctrncSeqNb", "LglSeqNb", "Id"),
        _first(balances, "OPBD", "PRCD", "ITBD"), _last(balances, "CLBD", "ITBD") if is_final else None,
        tuple(booked), booked=is_final, pending=tuple(pending),
    )  # fmt: skip


def day_of(element: Element) -> date | None:
    """The day a statement stands for: of its last balance, else the end of its period, else its creation."""
    _use_local_names(element)
    for path in ("Bal/Dt", "FrToDt/ToDtTm", "CreDtTm"):
        with contextlib.suppress(Unreadable):
            days = filter(None, map(day, element.iterfind(path)))
            latest = max(days, default=None)
            if latest:
                return latest
    return None


def _use_local_names(element: Element) -> None:
    """Only of what stands at the head of a statement: it may hold millions of other elements."""
    for name in _HEAD:
        for child in element.iterchildren(f"{{*}}{name}"):
            without_namespaces(child)


def _balances(element: Element, complaints: Complaints) -> list[tuple[str, Balance]]:
    """Booked balances in order of the file, each with its code."""
    balances = []
    for found in element.iterfind("Bal"):
        try:
            amount, currency = money(found.find("Amt"))
            at = day(found.find("Dt"))
            if at is not None:
                code = text(found, "Tp/CdOrPrtry/Cd", "Tp/CdOrPrtry/Prtry", "Tp/Cd")
                balances.append((code, Balance(at, sign(found) * amount, currency)))
        except Unreadable as error:
            complaints.unreadable(f"line {found.sourceline}, Bal", error)
    return balances


def _first(balances: list[tuple[str, Balance]], *codes: str) -> Balance | None:
    return next((balance for wanted in codes for code, balance in balances if code == wanted), None)


def _last(balances: list[tuple[str, Balance]], *codes: str) -> Balance | None:
    return _first(balances[::-1], *codes)
