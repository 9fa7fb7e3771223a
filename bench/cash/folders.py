"""Cases as folders: invoices.csv, applied.csv, statements, and the answer in truth.csv and truth_kind.csv."""

import csv
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from bench.cash.cases.books import ROOT, data_folder
from bench.cash.measures import measured
from bench.cash.scoring import OUTCOMES, outcomes, scored
from bench.cash.values import Answer, Case, Given
from duebook.core.matching import OpenItem, PastAllocation
from duebook.core.money import to_minor
from duebook.formats import bank


def case_folders() -> list[Path]:
    """The folders with known answers that are installed; none where the data is not."""
    return sorted(path.parent for path in (data_folder() / "cash").glob("*/truth.csv"))


def answers(case: Path) -> dict[str, Answer]:
    """Receipt id to answer; of two twins both know each other and the items."""
    currencies = _currencies(case)
    items: dict[str, dict[str, int]] = defaultdict(dict)
    for row in _lines(case / "truth.csv"):
        number = row["invoice_number"]
        items[row["receipt_id"]][number] = to_minor(row["amount_applied"], currencies[number])
    kinds = {row["receipt_id"]: row for row in _lines(case / "truth_kind.csv")}
    twins = {row["twin"]: receipt for receipt, row in kinds.items() if row["twin"]}
    twins |= {second: first for first, second in twins.items()}
    return {
        receipt: Answer(
            row["kind"], row["style"], twins.get(receipt, ""),
            items[receipt] or items[twins.get(receipt, receipt)], int(row["n"] or 0),
        )
        for receipt, row in kinds.items()
    }  # fmt: skip


def read_case(folder: Path) -> Case:
    """A folder as values, for engines that run in process."""
    entries = [
        entry
        for path in sorted(folder.glob("statement_*"))
        for statement in bank.read(path.read_bytes(), path.name).statements
        for entry in statement.entries
    ]
    last = max(entry.value_date for entry in entries)
    items = tuple(map(_item, _lines(folder / "invoices.csv")))
    past = tuple(map(_past, _lines(folder / "applied.csv")))
    return Case(folder.name, 0, last, items, past, entries, answers(folder))


def _item(row: Mapping[str, str]) -> OpenItem:
    currency = row["currency"]
    amount, left = to_minor(row["amount"], currency), to_minor(row["open_amount"], currency)
    return OpenItem(
        row["invoice_number"], row["customer_id"], row["customer_name"], row["invoice_number"], currency,
        left, date.fromisoformat(row["issue_date"]), date.fromisoformat(row["due_date"]), amount,
        row["po_number"], row.get("terms", ""), row.get("kind", "invoice"),
    )  # fmt: skip


def _past(row: Mapping[str, str]) -> PastAllocation:
    return PastAllocation(
        row["receipt_id"], date.fromisoformat(row["value_date"]), to_minor(row["amount"], row["currency"]),
        row["currency"], row["payer_name"], row["payer_account"], row["remittance_text"], row["customer_id"],
        row["invoice_number"], to_minor(row["amount_applied"], row["currency"]),
    )  # fmt: skip


def measure_folder(case: Path, matches: Path | None = None) -> Iterator[str]:
    """What came of a case: of the ``matches`` that some engine wrote, else of ``duebook match``."""
    if matches:
        yield from _told(case, given(case, matches))
        return
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "matches.csv"
        yield f"\nduebook match took {run(case, out):.1f} s"
        yield from _told(case, given(case, out))


def _told(case: Path, got: Mapping[str, Given]) -> Iterator[str]:
    expected = answers(case)
    found = scored(expected, got)
    outcome = outcomes(found)
    m = measured(found)
    yield (
        f"{case.name}: {m.receipts} receipts, of {m.customers} customers' "
        f"{m.right_share:.1%} applied by itself and right, best guess right {m.best_share:.1%}; "
        f"wrong {m.wrong} of {m.auto}, surely at most {m.wrong_bound:.2%}"
    )
    yield from _table("kind", {r: a.kind for r, a in expected.items()}, outcome)
    yield from _table("style", {r: a.style for r, a in expected.items()}, outcome)
    for each in found:
        if each.outcome == OUTCOMES[1]:
            yield f"WRONG {each.receipt_id}: {dict(each.given.items)} for {dict(each.answer.items)}"
            yield f"      {each.given.reason}"


def _table(title: str, groups: Mapping[str, str], outcome: Mapping[str, str]) -> Iterator[str]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for receipt, group in groups.items():
        counts[group][outcome[receipt]] += 1
    yield f"{title:<22}" + "".join(f"{name:>20}" for name in OUTCOMES)
    for group, count in sorted(counts.items()):
        yield f"{group:<22}" + "".join(f"{count[name] or '':>20}" for name in OUTCOMES)


def run(case: Path, out: Path, *options: str) -> float:
    """Run ``duebook match`` on a case; the seconds it took."""
    statements = [word for path in sorted(case.glob("statement_*")) for word in ("--statement", str(path))]
    command = ["match", "--invoices", str(case / "invoices.csv"), "--applied", str(case / "applied.csv")]
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "duebook", *command, *statements, "--out", str(out), *options],
        check=True, cwd=ROOT,
    )  # fmt: skip
    return time.perf_counter() - started


def given(case: Path, out: Path) -> dict[str, Given]:
    """What any engine wrote into a matches.csv, by receipt id."""
    currencies = _currencies(case)
    items: dict[str, dict[str, int]] = defaultdict(dict)
    last: dict[str, Mapping[str, str]] = {}
    for row in _lines(out):
        last[row["receipt_id"]] = row
        if number := row["invoice_number"]:
            items[row["receipt_id"]][number] = to_minor(
                row["amount_applied"], currencies.get(number, row["currency"])
            )
    return {
        receipt: Given(row["decision"], items[receipt], float(row["probability"] or 0), row["reason"])
        for receipt, row in last.items()
    }


def _currencies(case: Path) -> dict[str, str]:
    return {row["invoice_number"]: row["currency"] for row in _lines(case / "invoices.csv")}


def _lines(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        yield from csv.DictReader(stream)
