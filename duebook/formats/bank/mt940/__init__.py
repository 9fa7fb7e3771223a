"""SWIFT MT940 (statement) and MT942 (intraday report), with or without envelope, whole or in fragments.

Banks keep the tags (``:61:`` movement, ``:86:`` narrative) and little else; so any known tag is read
in any order, with complaints about what cannot be taken.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from duebook.core.banking import BankEntry, BankStatement, StatementFile
from duebook.formats.bank.mt940.balances import balance_of, currency_of
from duebook.formats.bank.mt940.movement import movement_of
from duebook.formats.bank.mt940.narrative import explained
from duebook.formats.bank.mt940.tags import Tag, tags_of
from duebook.formats.reading import Complaints, Unreadable, text_of

FORMAT = "MT940"

MOST_TAGS = 1_000_000
"""Tags of one statement, two per movement: banks begin a new page after some two thousand characters."""

_RECOGNISED = re.compile(r"^\s*(?::(?:60[FM]|61|62[FM]|34F):|\{1:.*\{2:[IO]94[02])", re.MULTILINE)
_INTRADAY = ("34F", "13D", "90C", "90D")


def recognises(head: str) -> bool:
    return _RECOGNISED.search(head) is not None


def read(data: bytes, name: str) -> StatementFile:
    """Every statement of the file, its pages joined; a movement that cannot be read becomes a Problem."""
    complaints = Complaints(name)
    pages = []
    try:
        for tags in _statements(tags_of(text_of(data))):
            page = _page(tags, complaints)
            if page.account or page.entries or page.opening or page.closing:
                pages.append(page)
    except Unreadable as error:
        complaints.unreadable("line 1", error)
    return StatementFile(FORMAT, tuple(_joined(pages)), tuple(complaints.problems))


def _statements(tags: Iterable[Tag]) -> Iterator[list[Tag]]:
    """Tags grouped by statement: one begins with ``:20:``, or with whatever follows a closed one."""
    group: list[Tag] = []
    closed = False
    for tag in tags:
        begins = tag.name == "20" or (closed and tag.name in ("25", "28", "28C", "60F", "60M", "61"))
        if begins and any(seen.name != "20" for seen in group):
            yield group
            group, closed = [], False
        closed = closed or tag.name.startswith("62")
        group.append(tag)
        if len(group) > MOST_TAGS:
            raise Unreadable(
                f"a statement has more than {MOST_TAGS} tags", "ask for statements day by day", tag.place
            )
    if any(tag.name not in ("20", "86") for tag in group):
        yield group


def _page(tags: list[Tag], complaints: Complaints) -> BankStatement:
    first = {tag.name: tag for tag in reversed(tags)}
    currency = currency_of(first)
    account = first["25"].line if "25" in first else ""
    number = next((first[name].line for name in ("28C", "28") if name in first), "")
    return BankStatement(
        account=re.sub(rf"\s*{currency}$", "", account).replace(" ", "") if currency else account,
        currency=currency, number=number,
        opening=balance_of(first, ("60F", "60M"), currency, complaints),
        closing=balance_of(first, ("62F", "62M"), currency, complaints),
        entries=tuple(_entries(tags, currency, complaints)),
        booked=not any(name in first for name in _INTRADAY),
    )  # fmt: skip


def _entries(tags: list[Tag], currency: str, complaints: Complaints) -> Iterator[BankEntry]:
    """Movements with the narratives that follow them."""
    for tag, narrative in _movements(tags, complaints):
        try:
            yield explained(movement_of(tag, currency), narrative)
        except Unreadable as error:
            complaints.unreadable(tag.place, error)


def _movements(tags: list[Tag], complaints: Complaints) -> Iterator[tuple[Tag, list[str]]]:
    """Each ``:61:`` with the lines of the ``:86:`` directly behind it; a later one is the statement's."""
    narrative: list[str] | None = None
    movement: Tag | None = None
    for tag in tags:
        if tag.name == "86" and narrative is not None:
            narrative += tag.lines
            continue
        if movement is not None and narrative is not None:
            yield movement, narrative
        if tag.name == "25" and movement is not None:
            complaints.add(tag.place, "an account (:25:) is among the movements", "ask the bank what it is")
        narrative = [] if tag.name == "61" else None
        movement = tag if tag.name == "61" else movement
    if movement is not None and narrative is not None:
        yield movement, narrative


def _joined(pages: list[BankStatement]) -> list[BankStatement]:
    """Pages of one statement made one: the same account, the balance carried over from one to the next."""
    statements: list[BankStatement] = []
    for page in pages:
        last = statements[-1] if statements else None
        if last is not None and _continues(last, page):
            statements[-1] = replace(last, closing=page.closing, entries=last.entries + page.entries)
        else:
            statements.append(page)
    return [replace(statement, number=_without_page(statement.number)) for statement in statements]


def _continues(last: BankStatement, page: BankStatement) -> bool:
    numbers = _without_page(last.number), _without_page(page.number)
    return (
        last.account == page.account and numbers[0] == numbers[1] != "" and last.number != page.number
        and last.closing is not None and page.opening is not None
        and last.closing.amount == page.opening.amount
    )  # fmt: skip


def _without_page(number: str) -> str:
    return number.partition("/")[0]
