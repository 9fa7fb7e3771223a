"""Files on the record: the same bytes are taken once."""

import hashlib

from duebook.books.audit.operations import Recording
from duebook.books.companies.models import Company
from duebook.books.imports.models import ImportedFile
from duebook.core.problems import Problem

PROBLEMS_KEPT = 1000


def fingerprint(data: bytes) -> str:
    """SHA-256 (hex) of a file's content."""
    return hashlib.sha256(data).hexdigest()


def already_imported(company: Company, sha256: str) -> bool:
    """Whether these very bytes were taken before."""
    return ImportedFile.objects.filter(company=company, sha256=sha256).exists()


def keep_file(
    record: Recording,
    sha256: str,
    name: str,
    kind: str,
    counts: tuple[int, int, int],
    problems: list[Problem],
) -> ImportedFile:
    """Remember a file and what it did; ``counts`` are rows added, changed, unchanged."""
    added, changed, unchanged = counts
    record.facts.update(
        file=name, sha256=sha256, kind=kind, added=added, changed=changed, unchanged=unchanged,
        problems=len(problems),
    )  # fmt: skip
    return ImportedFile.objects.create(
        company=record.company,
        event_id=record.event_id,
        sha256=sha256,
        name=name,
        kind=kind,
        added=added,
        changed=changed,
        unchanged=unchanged,
        problems=[[p.place, p.what, p.todo] for p in problems[:PROBLEMS_KEPT]],
        received_at=record.now,
    )
