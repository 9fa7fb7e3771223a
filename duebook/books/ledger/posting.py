"""Writing entries: the only code that adds to the ledger and moves its running totals."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from django.db import IntegrityError, connection, models

from duebook.books.audit.operations import Recording
from duebook.books.audit.sealing import content_digest
from duebook.books.companies.models import Company
from duebook.books.customers.models import Customer
from duebook.books.ledger.models import JournalEntry, JournalLine, OpenItem, Receipt
from duebook.books.rows import copy_rows, reserve_ids
from duebook.core.ledger import Entry, Line

ENTRY_COLUMNS = (
    "id", "company_id", "event_id", "key", "kind", "booking_date", "recorded_at", "reverses_id", "digest",
)  # fmt: skip
LINE_COLUMNS = (
    "entry_id", "company_id", "account", "customer_id", "item_id", "receipt_id", "currency", "amount", "base",
)  # fmt: skip
WAITING = ("unapplied_cash", "unidentified_receipts")
"""Accounts on which a receipt waits to be applied."""

Ids = dict[str, int]
Entered = Mapping[type[models.Model], Ids]


class NotPossible(ValueError):
    """An operation that would break a promise of the ledger; the text says which and what is possible."""


class UnknownKey(LookupError):
    """A line names a customer, item, receipt or entry that the company does not have."""


def post(record: Recording, entries: Sequence[Entry], entered: Entered | None = None) -> Ids:
    """Add ``entries`` to the books of ``record``'s company; returns their row ids by key.

    Running totals of items and receipts move in the same transaction; the event seals every entry.
    ``entered``: items or receipts (row ids by key) that were just written as these entries leave them.
    """
    if not entries:
        return {}
    company = record.company
    ids = dict(zip((entry.key for entry in entries), reserve_ids(JournalEntry, len(entries)), strict=True))
    reverses = ids_by_key(JournalEntry, company, (entry.reverses for entry in entries))
    digests = [content_digest(entry.content()) for entry in entries]
    copy_rows(
        JournalEntry,
        ENTRY_COLUMNS,
        (
            (
                ids[entry.key], company.pk, record.event_id, entry.key, entry.kind, entry.booking_date,
                record.now, reverses[entry.reverses] if entry.reverses else None, digest,
            )
            for entry, digest in zip(entries, digests, strict=True)
        ),
    )  # fmt: skip
    _add_lines(company, entries, ids, entered or {})
    record.seal.extend(digests)
    return ids


def _add_lines(company: Company, entries: Sequence[Entry], ids: Ids, entered: Entered) -> None:
    lines = [line for entry in entries for line in entry.lines]
    customers = ids_by_key(Customer, company, (line.customer for line in lines), field="number")
    new_items, new_receipts = entered.get(OpenItem, {}), entered.get(Receipt, {})
    old_items = ids_by_key(OpenItem, company, {line.item for line in lines} - new_items.keys())
    old_receipts = ids_by_key(Receipt, company, {line.receipt for line in lines} - new_receipts.keys())
    items, receipts = {**new_items, **old_items}, {**new_receipts, **old_receipts}
    copy_rows(
        JournalLine,
        LINE_COLUMNS,
        (
            (
                ids[entry.key], company.pk, line.account, customers.get(line.customer), items.get(line.item),
                receipts.get(line.receipt), line.currency, line.amount, line.base,
            )
            for entry in entries
            for line in entry.lines
        ),
    )  # fmt: skip
    _move(OpenItem, "open_amount", _totals(lines, old_items, "item", ("receivables",), 1))
    _move(Receipt, "unapplied", _totals(lines, old_receipts, "receipt", WAITING, -1))


def _totals(
    lines: Iterable[Line], ids: Ids, subledger: str, accounts: tuple[str, ...], sign: int
) -> dict[int, int]:
    totals: dict[int, int] = defaultdict(int)
    for line in lines:
        if line.account in accounts and (row := ids.get(getattr(line, subledger))):
            totals[row] += sign * line.amount
    return {row: amount for row, amount in totals.items() if amount}


def _move(model: type[models.Model], column: str, totals: dict[int, int]) -> None:
    if not totals:
        return
    with connection.cursor() as cursor, _within_bounds(model):
        cursor.execute(
            f'UPDATE "{model._meta.db_table}" t SET "{column}" = t."{column}" + moved.amount '  # noqa: S608
            "FROM unnest(%s::bigint[], %s::bigint[]) AS moved(id, amount) WHERE t.id = moved.id",
            [list(totals), list(totals.values())],
        )


@contextmanager
def _within_bounds(model: type[models.Model]) -> Iterator[None]:
    """The database refuses totals beyond what a row is about: said in the accountant's words."""
    try:
        yield
    except IntegrityError as wrong:
        name = model._meta.verbose_name
        raise NotPossible(
            f"more would be left of the {name} than there is of it, or less than nothing; "
            "allocations that were made together are undone together"
        ) from wrong


def ids_by_key(model: type[models.Model], company: Company, keys: Iterable[str], field: str = "key") -> Ids:
    """Row ids of ``model`` by business key; raises UnknownKey naming the first that does not exist."""
    wanted = {key for key in keys if key}
    if not wanted:
        return {}
    found: Ids = dict(
        model._default_manager.filter(company=company, **{f"{field}__in": list(wanted)}).values_list(
            field, "pk"
        )
    )
    missing = wanted - found.keys()
    if missing:
        raise UnknownKey(f"{company.code} has no {model._meta.verbose_name} {min(missing)!r}")
    return found
