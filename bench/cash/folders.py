"""Cases as folders: invoices.csv, applied.csv, statements, and the answer in truth.csv and truth_kind.csv."""

import csv
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from bench.cash.cases.books import ROOT, data_folder
from bench.cash.values import Answer, Given
from duebook.core.money import to_minor


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
            items[row["receipt_id"]][number] = to_minor(row["amount_applied"], currencies[number])
    return {
        receipt: Given(row["decision"], items[receipt], float(row["probability"] or 0), row["reason"])
        for receipt, row in last.items()
    }


def _currencies(case: Path) -> dict[str, str]:
    return {row["invoice_number"]: row["currency"] for row in _lines(case / "invoices.csv")}


def _lines(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        yield from csv.DictReader(stream)
