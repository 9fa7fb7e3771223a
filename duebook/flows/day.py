"""A company's receivables day: what came in, what was applied, who is asked, what people must decide.

Every step is safe to repeat: kill the day anywhere, run it again, and the books are as if nothing happened.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from duebook.books.companies.models import Company
from duebook.books.imports.queries import fingerprints
from duebook.flows.apply_cash import Applied, apply_cash
from duebook.flows.collect import Asked, collect
from duebook.flows.deliver import Channel, Delivered, deliver
from duebook.flows.receive_files import Arrived, FileOutcome, Progress, receive_file, silent
from duebook.flows.set_off import set_off_credit_notes

NOT_FOR_THE_BOOKS = {".toml"}
"""Settings that lie beside the files."""
SUBFOLDERS = ("advices", "mails")
"""What customers sent, where it is kept apart from the files of ERP and banks."""


@dataclass(frozen=True, slots=True)
class Day:
    """What a day did."""

    company: str
    as_of: date
    files: list[FileOutcome]
    applied: Applied
    set_off: int
    asked: Asked
    delivered: Delivered


def run_day(
    company: Company,
    as_of: date,
    inbox: Path | None,
    channel: Channel | None,
    now: datetime,
    actor: str = "duebook",
    remind: bool = True,
    progress: Progress = silent,
) -> Day:
    """Run the whole journey for ``as_of``; ``channel`` None leaves the letters in the outbox.

    ``remind`` False keeps the books only: for days before a company lets Duebook write to its customers.
    """
    known = fingerprints(company)
    files = [
        receive_file(company, arrived, actor, now, progress)
        for arrived in (arrivals(inbox, as_of) if inbox else ())
        if arrived.fingerprint() not in known
    ]
    progress("applying cash")
    applied = apply_cash(company, as_of, actor, now)
    set_off = set_off_credit_notes(company, as_of, actor, now)
    progress("deciding on reminders")
    asked = collect(company, as_of, actor, now) if remind else Asked(0, 0)
    progress("sending letters")
    delivered = deliver(company, channel, actor, now) if channel else Delivered()
    fresh = [outcome for outcome in files if outcome.kind != "known"]
    return Day(company.name, as_of, fresh, applied, set_off, asked, delivered)


def arrivals(inbox: Path, as_of: date) -> Iterator[Arrived]:
    """Files of an inbox in the order they count: those lying in it, and those in folders named by days
    (2026-10-30) up to ``as_of``, with their SUBFOLDERS. Customers and rates come before invoices, invoices
    before money, money before what is said about it."""
    for day, folder in sorted(_folders(inbox, as_of)):
        for place in filter(Path.is_dir, (folder, *(folder / name for name in SUBFOLDERS))):
            files = (
                path for path in place.iterdir() if path.is_file() and path.suffix not in NOT_FOR_THE_BOOKS
            )
            for path in sorted(files, key=_rank):
                yield Arrived(path.name, path.read_bytes(), day)


def _folders(inbox: Path, as_of: date) -> Iterator[tuple[date, Path]]:
    yield as_of, inbox
    for folder in inbox.iterdir():
        try:
            day = date.fromisoformat(folder.name)
        except ValueError:
            continue
        if folder.is_dir() and day <= as_of:
            yield day, folder


def _rank(path: Path) -> tuple[int, str]:
    beginnings = ("customer", "rate", "invoice")
    rank = next(
        (n for n, word in enumerate(beginnings) if path.name.lower().startswith(word)), len(beginnings)
    )
    return rank, path.name
