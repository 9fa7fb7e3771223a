"""Rows that an event vouches for: their content is hashed, and the event seals the hashes."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models

from duebook.books.audit.models import Event
from duebook.books.audit.operations import Recording
from duebook.books.companies.models import Company

CHUNK = 2_000
"""So many rows are held in memory at a time."""

_NEGATIVE_ZERO = re.compile(r"-0\.0(?!\d)")


class Sealed(models.Model):
    """A row whose ``content`` must stay as its event wrote it; ``duebook check`` names each that did not."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)

    content_needs: tuple[str, ...] = ()
    """Relations that ``content`` follows, to fetch them for many rows at once."""

    class Meta:
        abstract = True

    def content(self) -> list[Any]:
        """What is sealed, by business keys only (never row ids), JSON values."""
        raise NotImplementedError

    def title(self) -> str:
        """What a reader calls this row."""
        return f"{self._meta.verbose_name} {self.content()[0]}"

    @classmethod
    def altered(cls, company: Company) -> Iterator[str]:
        """Titles of the rows of a company whose content is not what was sealed, in order."""
        rows = cls._default_manager.filter(event__company=company).order_by("pk")
        for row in rows.prefetch_related(*cls.content_needs).iterator(CHUNK):
            if content_digest(row.content()) != row.digest:
                yield row.title()


def content_digest(content: list[Any]) -> str:
    """SHA-256 (hex) of a row's content, as it is when PostgreSQL gives it back: JSON there keeps no order of
    keys and no negative zero."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(_NEGATIVE_ZERO.sub("0.0", text).encode()).hexdigest()


def seal(record: Recording, rows: Iterable[Sealed]) -> None:
    """Give the rows their event and digest, just before they are written."""
    for row in rows:
        row.event_id = record.event_id
        row.digest = content_digest(row.content())
        record.seal.append(row.digest)
