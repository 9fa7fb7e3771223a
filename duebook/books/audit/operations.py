"""Doing things on the record: one verb, one transaction, one event, once per key."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from duebook.books.audit.models import Event
from duebook.books.companies.models import Company
from duebook.books.rows import MANY, refresh_statistics, reserve_ids

GENESIS = "0" * 64
_LOCK_SPACE = 0x0DEB


class AlreadyDone(Exception):
    """The verb with this key was done before; nothing was changed now."""


@dataclass(slots=True)
class Recording:
    """An event in the making. ``facts``: what a reader of the audit page sees (business keys, no ids).

    ``seal``: digests of the rows written; ``duebook check`` computes them again.
    """

    company: Company
    verb: str
    key: str
    actor: str
    now: datetime
    event_id: int
    facts: dict[str, Any] = field(default_factory=dict)
    seal: list[str] = field(default_factory=list)


@contextmanager
def recording(company: Company, verb: str, key: str, actor: str, now: datetime) -> Iterator[Recording]:
    """Run one operation: its rows and its event are written together or not at all.

    Operations of one company take turns. Raises AlreadyDone when ``key`` was recorded before.
    """
    with transaction.atomic():
        take_turn(company)
        if Event.objects.filter(company=company, key=key).exists():
            raise AlreadyDone(key)
        record = Recording(company, verb, key, actor, now, reserve_ids(Event, 1)[0])
        yield record
        _append(record)
        if len(record.seal) >= MANY:
            refresh_statistics()


@contextmanager
def deciding(company: Company) -> Iterator[int]:
    """What is read here stays true until what follows from it is recorded: other operations of this company
    wait, and all is written together. Gives the number of the last event, which makes a key for the next."""
    with transaction.atomic():
        take_turn(company)
        last = Event.objects.filter(company=company).aggregate(Max("number"))["number__max"]
        yield last or 0


def take_turn(company: Company) -> None:
    """Wait until no other operation of this company runs; held to the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK_SPACE, company.pk])


def _append(record: Recording) -> None:
    last = Event.objects.filter(company=record.company).order_by("-number").first()
    event = Event(
        id=record.event_id,
        company=record.company,
        number=last.number + 1 if last else 1,
        verb=record.verb,
        key=record.key,
        actor=record.actor,
        facts=record.facts,
        sealed=len(record.seal),
        seal=seal_of(record.seal),
        recorded_at=record.now,
        previous=last.hash if last else GENESIS,
    )
    event.hash = hash_of(event)
    event.save(force_insert=True)


def seal_of(digests: list[str]) -> str:
    """SHA-256 (hex) over the digests of the rows an event wrote, whatever their order."""
    return hashlib.sha256("\n".join(sorted(digests)).encode()).hexdigest()


def hash_of(event: Event) -> str:
    """SHA-256 (hex) over an event's content and the hash before it; business keys only, no row ids."""
    content = [
        event.previous,
        event.number,
        event.verb,
        event.key,
        event.actor,
        event.facts,
        event.sealed,
        event.seal,
        event.recorded_at.astimezone(UTC).isoformat(),
    ]
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
