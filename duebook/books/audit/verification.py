"""Checks of the books: how one is written, and those of the audit chain and the seals."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.apps import apps
from django.db import connection, transaction

from duebook.books.audit.models import Event
from duebook.books.audit.operations import GENESIS, hash_of, seal_of
from duebook.books.audit.sealing import CHUNK, Sealed
from duebook.books.companies.models import Company
from duebook.core.money import Money

FINDINGS_KEPT = 100
"""So many findings of one check are told; more would not be read."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that breaks a promise: its name in business words, what is wrong, what to do."""

    row: str
    what: str
    todo: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault with the name of the check that found it."""

    check: str
    row: str
    what: str
    todo: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check saw: ``rows`` looked at, and at most FINDINGS_KEPT findings."""

    name: str
    rows: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """A promise of the books. ``counted``: SQL for the number of rows it is about."""

    name: str
    counted: str
    faults: Callable[[Company], Iterator[Fault]]

    def run(self, company: Company) -> Checked:
        """Look at all rows of a company, in one pass and with little memory."""
        rows = next(select(company, self.counted))["count"]
        faults = islice(self.faults(company), FINDINGS_KEPT)
        return Checked(self.name, rows, tuple(Finding(self.name, f.row, f.what, f.todo) for f in faults))


@dataclass(frozen=True, slots=True)
class Rule:
    """A promise that SQL can test: ``sql`` selects the rows that break it; the texts are filled from them.

    Whole numbers beside a column ``currency`` are amounts in its minor units.
    """

    sql: str
    row: str
    what: str
    todo: str

    def faults(self, company: Company) -> Iterator[Fault]:
        for values in select(company, self.sql):
            words = in_words(values)
            yield Fault(self.row.format(**words), self.what.format(**words), self.todo)


def rules_check(name: str, counted: str, *rules: Rule) -> Check:
    """A check that is made of rules."""

    def faults(company: Company) -> Iterator[Fault]:
        for rule in rules:
            yield from rule.faults(company)

    return Check(name, counted, faults)


def select(company: Company, sql: str, **more: Any) -> Iterator[dict[str, Any]]:
    """Rows as dictionaries; ``%(company)s``, ``%(home)s`` (its currency) and ``more`` may be used."""
    with connection.cursor() as cursor:
        cursor.execute(sql, {"company": company.pk, "home": company.currency, **more})
        names = [column.name for column in cursor.description or ()]
        while batch := cursor.fetchmany(CHUNK):
            for row in batch:
                yield dict(zip(names, row, strict=True))


def state_digest(company: Company, queries: Iterable[str]) -> str:
    """SHA-256 (hex) over the rows of queries that give business keys in a fixed order."""
    digest = hashlib.sha256()
    for sql in queries:
        for row in select(company, sql):
            digest.update(json.dumps([*row.values()], default=str).encode())
    return digest.hexdigest()


def last_hash(company: Company) -> str:
    """The hash of the newest event, which stands for the whole chain."""
    last = Event.objects.filter(company=company).order_by("-number").first()
    return last.hash if last else GENESIS


def in_words(values: dict[str, Any]) -> dict[str, Any]:
    """Whole numbers beside a column ``currency`` written as amounts."""
    currency = values.get("currency")
    if not currency:
        return values
    return {
        name: str(Money(value, currency)) if isinstance(value, int) else value
        for name, value in values.items()
    }


@contextmanager
def still() -> Iterator[None]:
    """All checks see the books of one moment, while others go on writing."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


RESTORE = "find out who wrote to the database, and restore the row from a backup"


def _chain(company: Company) -> Iterator[Fault]:
    """Numbers without gaps, each event chained to the one before, each hash as computed again."""
    number, previous = 0, GENESIS
    for event in Event.objects.filter(company=company).order_by("number").iterator(CHUNK):
        if event.number != number + 1:
            gap = f"event {number + 1}" + (f" to {event.number - 1}" if event.number > number + 2 else "")
            yield Fault(gap, "is missing from the chain", RESTORE)
        elif event.previous != previous:
            yield Fault(_name(event), "does not follow on the event before it", RESTORE)
        if hash_of(event) != event.hash:
            yield Fault(_name(event), "does not say what it said when it was recorded", RESTORE)
        number, previous = event.number, event.hash


def _name(event: Event) -> str:
    return f"event {event.number} ({event.verb} by {event.actor})"


def sealed_models() -> list[type[Sealed]]:
    """All kinds of rows that events vouch for."""
    return [model for model in apps.get_models() if issubclass(model, Sealed)]


def _rows(company: Company) -> Iterator[Fault]:
    """The content of every sealed row still has the digest it was written with."""
    for model in sealed_models():
        for title in model.altered(company):
            yield Fault(title, "does not say what it said when it was recorded", RESTORE)


def _sealed_sql(select_list: str) -> str:
    return " UNION ALL ".join(
        f'SELECT {select_list} FROM "{model._meta.db_table}" s '  # noqa: S608 (names of our own tables)
        "JOIN audit_event e ON e.id = s.event_id WHERE e.company_id = %(company)s"
        for model in sealed_models()
    )


def _seals(company: Company) -> Iterator[Fault]:
    """Each event has exactly the rows it was sealed with: none taken away, none put under it."""
    rule = Rule(
        f"""
        WITH written AS (
            SELECT event_id, count(*) AS rows,
                   encode(sha256(convert_to(string_agg(digest, E'\\n' ORDER BY digest COLLATE "C"),
                                            'UTF8')), 'hex') AS seal
            FROM ({_sealed_sql("s.event_id, s.digest")}) AS rows GROUP BY event_id
        )
        SELECT e.number, e.verb, e.actor, e.sealed, coalesce(w.rows, 0) AS rows
        FROM audit_event e LEFT JOIN written w ON w.event_id = e.id
        WHERE e.company_id = %(company)s
          AND (e.sealed <> coalesce(w.rows, 0) OR e.seal <> coalesce(w.seal, '{seal_of([])}'))
        ORDER BY e.number
        """,  # noqa: S608
        row="event {number} ({verb} by {actor})",
        what="sealed {sealed} rows, and the {rows} rows under it now are not those",
        todo=RESTORE,
    )
    return rule.faults(company)


def _sealed_count() -> str:
    return f"SELECT count(*) FROM ({_sealed_sql('1')}) AS rows"  # noqa: S608


EVENTS = "SELECT count(*) FROM audit_event WHERE company_id = %(company)s"


def checks() -> list[Check]:
    """The audit chain, the content of sealed rows, and the seals of events."""
    return [
        Check("audit chain", EVENTS, _chain),
        Check("sealed rows", _sealed_count(), _rows),
        Check("event seals", EVENTS, _seals),
    ]
