"""Remittances on the record: kept once, with the file they were read from."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F

from duebook.books.audit.operations import Recording
from duebook.books.audit.sealing import content_digest, seal
from duebook.books.imports.models import ImportedFile
from duebook.books.remittances.models import HEAD, Document, Pair, Remittance, line_row
from duebook.books.remittances.models import RemittanceLine as LineRow
from duebook.core.banking import Remittance as Told
from duebook.core.banking import remittance_key, usable_reference

LARGEST_KEPT = 16 << 20
"""Bytes: larger files are read, but not kept to be looked at."""


@dataclass(frozen=True, slots=True)
class Received:
    """Remittances of a file that are new, and that were known."""

    added: int
    unchanged: int


def receive_remittances(record: Recording, file: ImportedFile, told: Iterable[Told]) -> Received:
    """Keep those remittances of a file that are not kept yet; they wait for their money."""
    added = unchanged = 0
    for remittance in told:
        if key := _new_key(record, remittance):
            _keep(record, file, key, remittance)
            added += 1
        else:
            unchanged += 1
    return Received(added, unchanged)


def keep_document(record: Recording, file: ImportedFile, data: bytes) -> Document | None:
    """Keep the bytes of a file, unless they are too many."""
    if len(data) > LARGEST_KEPT:
        return None
    sha256 = hashlib.sha256(data).hexdigest()
    document = Document(company=record.company, file=file, name=file.name, sha256=sha256, data=data)
    seal(record, [document])
    document.save()
    return document


def _new_key(record: Recording, told: Told) -> str:
    """The key under which to keep it, "" if it is kept. One that tells neither day nor reference may be next
    month's: it is another one as soon as the money of the first was decided on."""
    plain = remittance_key(told)
    kept = Remittance.objects.filter(company=record.company, key__startswith=plain)
    if not kept.exists():
        return plain
    dated = told.payment_date or usable_reference(told.payment_reference)
    standing = Pair.objects.filter(remittance__in=kept, ended=None)
    done = standing.exclude(receipt__unapplied=F("receipt__amount"), receipt__parked=False)
    used_up = done.values("remittance").distinct().count()
    return "" if dated or used_up < kept.count() else f"{plain}/{used_up + 1}"


def _keep(record: Recording, file: ImportedFile, key: str, told: Told) -> None:
    row = Remittance(
        company=record.company, file=file, key=key, event_id=record.event_id,
        **{name: _fitting(name, getattr(told, name)) for name in HEAD},
    )  # fmt: skip
    lines = [line_row(position, line) for position, line in enumerate(told.lines, 1)]
    row.digest = content_digest(row.content_with(lines))
    row.save()
    for line in lines:
        line.remittance = row
    LineRow.objects.bulk_create(lines, batch_size=2000)
    record.seal.append(row.digest)


def _fitting(name: str, value: object) -> object:
    longest = Remittance._meta.get_field(name).max_length  # type: ignore[union-attr]
    return value[:longest] if isinstance(value, str) else value
