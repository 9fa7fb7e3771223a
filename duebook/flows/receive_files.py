"""A file arrives: recognised by its content, taken once, all or nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from email.parser import BytesHeaderParser
from typing import Protocol

from duebook.books.audit.operations import AlreadyDone, Recording, recording
from duebook.books.banking.operations import receive_statements
from duebook.books.companies.models import Company
from duebook.books.customers.operations import receive_customers
from duebook.books.imports.operations import already_imported, fingerprint, keep_file
from duebook.books.invoicing.operations import Received, receive_invoices
from duebook.books.ledger.rates import keep_rates
from duebook.books.remittances.operations import keep_document, receive_remittances
from duebook.books.rows import in_parts
from duebook.core.invoicing import Invoice
from duebook.core.money import NoRate
from duebook.core.problems import Problem
from duebook.flows.rates import rates_for
from duebook.formats import bank, remittance, table

BATCH = 5_000
"""So many invoices are in memory at a time, however long the list is."""


class Progress(Protocol):
    """Told what is being done, for whoever shows it; ``done`` of about ``total`` pieces, 0: nobody knows."""

    def __call__(self, word: str, done: int = 0, total: int = 0) -> None: ...


def silent(word: str, done: int = 0, total: int = 0) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file as it came in, with what is needed to read it."""

    name: str
    data: bytes
    as_of: date
    mapping: dict[str, str] | None = None
    date_format: str | None = None

    @property
    def is_mail(self) -> bool:
        """Whether it is a mail as it lay in a mailbox (RFC 5322)."""
        return self.name.lower().endswith(".eml")

    def fingerprint(self) -> str:
        """Of the content, and of the manner in which it is to be read where one is given; of a mail without
        the stamps of its way."""
        if self.is_mail:
            return mail_fingerprint(self.data)
        manner = repr((sorted((self.mapping or {}).items()), self.date_format))
        return fingerprint(self.data + manner.encode() if self.mapping or self.date_format else self.data)


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What a file did. ``kind``: invoices, customers, rates, bank statement, remittance, mail, known,
    refused, not recognised."""

    name: str
    kind: str
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    problems: tuple[Problem, ...] = ()


def receive_file(
    company: Company, file: Arrived, actor: str, now: datetime, progress: Progress = silent
) -> FileOutcome:
    """Take one file into the books. The same bytes again do nothing; what is wrong comes back as Problems."""
    sha256 = file.fingerprint()
    if already_imported(company, sha256):
        return FileOutcome(file.name, "known")
    progress(f"reading {file.name}")
    read = _reader(file)
    try:
        with recording(company, "receive file", f"file {sha256}", actor, now) as record:
            return read(record, file, sha256, progress)
    except AlreadyDone:
        return FileOutcome(file.name, "known")
    except NoRate as missing:
        problem = Problem(file.name, "file", str(missing), "then import this file again")
        return FileOutcome(file.name, "refused", problems=(problem,))
    except _NotForTheBooks as refusal:
        return FileOutcome(file.name, "not recognised", problems=refusal.problems)


def mail_fingerprint(data: bytes) -> str:
    """Of a mail's Message-ID and body: the same mail by another way has other headers. Without a Message-ID
    all of it counts."""
    head, _, body = data.replace(b"\r\n", b"\n").partition(b"\n\n")
    message_id = BytesHeaderParser().parsebytes(head)["Message-ID"] or ""
    return fingerprint(f"{message_id.strip()}\n".encode() + body if message_id.strip() else data)


class _NotForTheBooks(Exception):
    """Nothing of the file can be taken; it is not remembered, so that it may come again."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__()
        self.problems = tuple(problems)


Reader = Callable[[Recording, Arrived, str, Progress], FileOutcome]


def _reader(file: Arrived) -> Reader:
    kind = table.recognise(file.data, file.mapping)
    readers = {"invoices": _invoices, "customers": _customers, "rates": _rates, "applied": _applied}
    if kind in readers:
        return readers[kind]
    return _remittances if file.is_mail or remittance.recognises(file.data, file.mapping) else _statements


def _applied(record: Recording, file: Arrived, sha256: str, progress: Progress) -> FileOutcome:  # noqa: ARG001
    what = "a list of past allocations: the books learn from what they apply themselves"
    raise _NotForTheBooks([Problem(file.name, "file", what, "give it to duebook match --applied")])


def _invoices(record: Recording, file: Arrived, sha256: str, progress: Progress) -> FileOutcome:
    rates, lines = rates_for(record.company), file.data.count(b"\n")
    done, problems, looked_at = Received(), list[Problem](), 0
    listed = table.stream_invoices(file.data, file.name, file.mapping, file.date_format)
    for batch in in_parts(listed, BATCH):
        progress(f"posting the invoices of {file.name}", looked_at, max(lines, looked_at))
        problems += (found for found in batch if isinstance(found, Problem))
        invoices = [found for found in batch if isinstance(found, Invoice)]
        done.add(receive_invoices(record, invoices, rates, file.as_of))
        looked_at += len(batch)
    problems += (_refusal(file.name, invoice, why) for invoice, why in done.refused)
    return _kept(
        record,
        sha256,
        FileOutcome(file.name, "invoices", done.added, done.changed, done.unchanged, tuple(problems)),
    )


def _customers(record: Recording, file: Arrived, sha256: str, progress: Progress) -> FileOutcome:
    content = table.read_customers(file.data, file.name, file.mapping, file.date_format)
    progress(f"entering {len(content.customers)} customers")
    counts = receive_customers(record, content.customers)
    return _kept(record, sha256, FileOutcome(file.name, "customers", *counts, content.problems))


def _rates(record: Recording, file: Arrived, sha256: str, progress: Progress) -> FileOutcome:
    content = table.read_rates(file.data, file.name, file.mapping, file.date_format)
    progress(f"keeping {len(content.rates)} exchange rates")
    added = keep_rates(record, [(r.currency, r.day, r.rate) for r in content.rates])
    unchanged = len(content.rates) - added
    return _kept(record, sha256, FileOutcome(file.name, "rates", added, 0, unchanged, content.problems))


def _remittances(record: Recording, file: Arrived, sha256: str, progress: Progress) -> FileOutcome:
    """A mail is kept whatever it says, since nobody else has it; a letter about something else is for people
    to read, and nothing went wrong with it."""
    progress(f"reading what {file.name} says was paid")
    content = remittance.read(file.data, file.name, file.mapping, file.date_format)
    if not (content.remittances or file.is_mail):
        raise _NotForTheBooks(content.problems)
    kind = "mail" if file.is_mail else "remittance"
    row = keep_file(record, sha256, file.name, kind, (0, 0, 0), list(content.problems))
    keep_document(record, row, file.data)
    done = receive_remittances(record, row, content.remittances)
    row.added, row.unchanged = done.added, done.unchanged
    row.save(update_fields=["added", "unchanged"])
    record.facts.update(added=done.added, unchanged=done.unchanged)
    problems = content.problems if content.remittances else ()
    return FileOutcome(file.name, kind, done.added, 0, done.unchanged, problems)


def _statements(record: Recording, file: Arrived, sha256: str, progress: Progress) -> FileOutcome:
    content = bank.read(file.data, file.name, file.mapping, file.date_format)
    nameless = [
        Problem(
            file.name,
            f"statement {statement.number}",
            "does not say which of your accounts it is about",
            'name the account: --map "DE02...=account"',
        )
        for statement in content.statements
        if not statement.account
    ]
    if nameless or not content.statements:
        raise _NotForTheBooks([*content.problems, *nameless])
    kind = "bank statement"
    progress(f"booking {sum(len(s.entries) for s in content.statements)} bank movements")
    outcome = FileOutcome(file.name, kind, problems=content.problems)
    row = keep_file(record, sha256, file.name, kind, (0, 0, 0), list(content.problems))
    done = receive_statements(record, row, content, rates_for(record.company))
    row.added, row.unchanged = done.added, done.unchanged
    row.problems += [[p.place, p.what, p.todo] for p in done.problems]
    row.save()
    record.facts.update(added=done.added, unchanged=done.unchanged, problems=len(row.problems))
    return replace(
        outcome,
        added=done.added,
        unchanged=done.unchanged,
        problems=(*content.problems, *done.problems),
    )


def _kept(record: Recording, sha256: str, outcome: FileOutcome) -> FileOutcome:
    counts = (outcome.added, outcome.changed, outcome.unchanged)
    keep_file(record, sha256, outcome.name, outcome.kind, counts, list(outcome.problems))
    return outcome


def _refusal(name: str, invoice: Invoice, why: str) -> Problem:
    return Problem(name, f"invoice {invoice.invoice_number}", why)
