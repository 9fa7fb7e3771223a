"""The steps of a receivables day that are measured, each in a process of its own.

    python -m bench.journey STEP SIZE FOLDER        prints the measure as JSON

A step prepares first and returns the work that is timed, which returns for how many things it was done.
"""

import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from bench.book import COMPANY, TODAY
from bench.measuring import Measure, peak_memory, watch

if TYPE_CHECKING:
    from duebook.books.companies.models import Company

NOW = datetime(2026, 10, 30, 6, tzinfo=UTC)
Work = Callable[[], int]


@dataclass(frozen=True)
class Case:
    """A book of ``size`` open invoices, its files and database in ``folder``."""

    size: int
    folder: Path

    @property
    def inbox(self) -> Path:
        return self.folder / "inbox"

    @cached_property
    def company(self) -> "Company":
        from duebook.books.companies.models import Company

        return Company.objects.get(code=COMPANY["code"])

    def receive(self, name: str, data: bytes | None = None) -> int:
        """Take a file of the inbox in; how many rows it added, changed or found as before."""
        from duebook.flows.receive_files import Arrived, receive_file

        content = (self.inbox / name).read_bytes() if data is None else data
        outcome = receive_file(self.company, Arrived(name, content, TODAY), "bench", NOW)
        assert not outcome.problems, outcome.problems[0]
        return outcome.added + outcome.changed + outcome.unchanged


def enter_customers(case: Case) -> Work:
    from django.core.management import call_command

    from duebook.books.companies.operations import open_company
    from duebook.books.matching.setting import switch
    from duebook.core.matching.setting import Setting

    call_command("migrate", interactive=False, verbosity=0)
    setting = Setting("automatic", seed="bench")
    switch(open_company(**COMPANY), setting, "bench", NOW)
    return lambda: case.receive("customers.csv")


def import_invoices(case: Case) -> Work:
    return lambda: case.receive("invoices.csv")


def import_corrected(case: Case) -> Work:
    """The list as it comes the next morning: all of it again, with one amount corrected."""
    data = (case.inbox / "invoices.csv").read_bytes()
    corrected = _with_one_more_cent(data)
    return lambda: case.receive("invoices.csv", corrected)


def _with_one_more_cent(data: bytes) -> bytes:
    head, _, last = data.rstrip(b"\n").rpartition(b",")
    cents = int(last.replace(b".", b"")) + 1
    return head + f",{cents // 100}.{cents % 100:02}\n".encode()


def import_bank(case: Case) -> Work:
    return lambda: case.receive("statement.sta")


def propose(case: Case) -> Work:
    """The engine alone, as it is called by ``propose_for``."""
    from duebook.books.matching import queries
    from duebook.core import matching

    receipts = queries.undecided_receipts(case.company)
    items, past = queries.candidate_items(case.company), queries.past_allocations(case.company)
    policy = matching.usual_policy({"EUR"})
    return lambda: len(matching.propose(receipts, items, past, policy, TODAY))


def apply_cash(case: Case) -> Work:
    from duebook.flows.apply_cash import apply_cash

    return lambda: apply_cash(case.company, TODAY, "bench", NOW).receipts


def aging_items(case: Case) -> Work:
    from duebook.books.ledger.queries import open_items_as_of

    return lambda: sum(1 for _ in open_items_as_of(case.company, TODAY, NOW))


def aging_sums(case: Case) -> Work:
    """What the desk asks for its aging chart, on a day that is not the last one."""
    from duebook.books.ledger.figures import open_by_due_date

    return lambda: len(open_by_due_date(case.company, TODAY)) and case.size


def aging_command(case: Case) -> Work:
    from duebook.cli import duebook

    out = case.folder / "aging.csv"
    options = ["--invoices", str(case.inbox / "invoices.csv"), "--as-of", str(TODAY), "--out", str(out)]

    def work() -> int:
        with suppress(SystemExit):
            duebook(["aging", *options, "--by", "customer"])
        return case.size

    return work


def collect(case: Case) -> Work:
    """One letter per customer who owes something; what counts is the items that the letters ask for."""
    from duebook.books.dunning.models import ReminderItem
    from duebook.flows.collect import collect

    def work() -> int:
        collect(case.company, TODAY, "bench", NOW)
        return ReminderItem.objects.filter(superseded=False).count()

    return work


def day_again(case: Case) -> Work:
    """The whole day once more, with nothing new in the inbox."""
    from duebook.flows.day import run_day

    def work() -> int:
        run_day(case.company, TODAY, case.inbox, None, NOW)
        return case.size

    return work


def check(case: Case) -> Work:
    """Every check of the books; they must be as recorded after all that went before."""
    from duebook.flows.verify import verify

    def work() -> int:
        findings = verify(case.company)
        assert not findings, findings[0]
        return case.size

    return work


STEPS: dict[str, tuple[str, Callable[[Case], Work]]] = {
    "enter customers": ("customer", enter_customers),
    "import invoices": ("invoice", import_invoices),
    "import the list again, one amount corrected": ("invoice", import_corrected),
    "import a bank statement": ("bank line", import_bank),
    "match: propose alone": ("receipt", propose),
    "apply cash": ("receipt", apply_cash),
    "aging: every item as of a day": ("open item", aging_items),
    "aging: sums of the desk": ("open item", aging_sums),
    "aging: headless command": ("invoice", aging_command),
    "collect: decide and write letters": ("dunned item", collect),
    "the day again, nothing new": ("open item", day_again),
    "check all books": ("open item", check),
}
"""In the order of the day: each builds on those before it. Name: what it is counted in, and the step."""


BUILD_ON = {
    "import invoices": "enter customers",
    "import the list again, one amount corrected": "import invoices",
    "import a bank statement": "import invoices",
    "match: propose alone": "import a bank statement",
    "apply cash": "match: propose alone",
    "aging: every item as of a day": "import invoices",
    "aging: sums of the desk": "import invoices",
    "aging: headless command": "enter customers",
    "collect: decide and write letters": "import invoices",
    "the day again, nothing new": "apply cash",
    "check all books": "import invoices",
}
"""Without the second there is nothing to measure of the first, or no time."""


def measured(step: str, case: Case) -> Measure:
    """Do one step and say what it took."""
    import django

    django.setup()
    from django.db import connection

    from duebook.project.database import embedded

    thing, function = STEPS[step]
    work = function(case)
    connection.ensure_connection()
    server = embedded()
    assert server is not None
    so_far = watch(server.process)
    things = work()
    took = so_far()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        data = cursor.fetchone()[0] / 1e6
    return Measure(step, case.size, thing, things, took.wall, took.cpu, took.database, peak_memory(), data)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duebook.project.settings")
    step, size, folder = sys.argv[1:]
    print(json.dumps(asdict(measured(step, Case(int(size), Path(folder))))))


if __name__ == "__main__":
    main()
