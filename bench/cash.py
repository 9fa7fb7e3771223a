"""How much cash ``duebook match`` applies by itself, and how much of that is right, on known answers.

    python bench/cash.py [FOLDER ...]

Each folder holds invoices.csv, applied.csv, statements and the answer: truth.csv, truth_kind.csv. Right means
the right items and the right total; a receipt without an answer must stay; of a payment made twice either
one may be applied, but only one.
"""

import csv
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
OUTCOMES = ("auto & right", "auto & WRONG", "review, best right", "review, best wrong", "left")


@dataclass
class Answer:
    """What should come out for one receipt."""

    kind: str
    style: str
    twin: str
    items: dict[str, Decimal] = field(default_factory=dict)


@dataclass
class Given:
    """What came out for one receipt."""

    decision: str
    reason: str
    items: dict[str, Decimal] = field(default_factory=dict)


def data_folder() -> Path:
    return Path(os.environ.get("DUEBOOK_DATA", REPOSITORY.parent / "shared" / "data"))


def cases() -> list[Path]:
    """The folders with known answers; none where the data is not installed."""
    return sorted(path.parent for path in (data_folder() / "cash").glob("*/truth.csv"))


def answers(case: Path) -> dict[str, Answer]:
    found = {
        r["receipt_id"]: Answer(r["kind"], r["style"], r["twin"]) for r in _lines(case / "truth_kind.csv")
    }
    for row in _lines(case / "truth.csv"):
        found[row["receipt_id"]].items[row["invoice_number"]] = Decimal(row["amount_applied"])
    twins = {answer.twin: receipt for receipt, answer in found.items() if answer.twin}
    for first, second in twins.items():
        found[first].twin = second
        for one, two in ((first, second), (second, first)):
            found[one].items = found[one].items or found[two].items
    return found


def run(case: Path, out: Path, *options: str) -> float:
    """Run the command on a case; the seconds it took."""
    statements = [word for path in sorted(case.glob("statement_*")) for word in ("--statement", str(path))]
    command = ["match", "--invoices", str(case / "invoices.csv"), "--applied", str(case / "applied.csv")]
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "duebook", *command, *statements, "--out", str(out), *options],
        check=True, cwd=REPOSITORY,
    )  # fmt: skip
    return time.perf_counter() - started


def given(out: Path) -> dict[str, Given]:
    found: dict[str, Given] = {}
    for row in _lines(out):
        line = found.setdefault(row["receipt_id"], Given(row["decision"], row["reason"]))
        if row["invoice_number"]:
            line.items[row["invoice_number"]] = Decimal(row["amount_applied"])
    return found


def outcomes(expected: dict[str, Answer], got: dict[str, Given]) -> dict[str, str]:
    """The outcome of each receipt; of two twins that are both automatic, the second is wrong."""
    outcome, posted = {}, set()
    for receipt, answer in sorted(expected.items()):
        line = got.get(receipt, Given("left out", ""))
        same = bool(answer.items) and line.items.keys() == answer.items.keys()
        right = same and sum(line.items.values()) == sum(answer.items.values())
        if line.decision == "auto":
            right = right and answer.twin not in posted
            posted.add(receipt)
            outcome[receipt] = OUTCOMES[0] if right else OUTCOMES[1]
        elif line.decision == "review":
            outcome[receipt] = OUTCOMES[2] if right else OUTCOMES[3]
        else:
            outcome[receipt] = OUTCOMES[4]
    return outcome


def _table(title: str, groups: dict[str, str], outcome: dict[str, str]) -> Iterator[str]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for receipt, group in groups.items():
        counts[group][outcome[receipt]] += 1
    yield f"{title:<16}" + "".join(f"{name:>20}" for name in OUTCOMES)
    for group, count in sorted(counts.items()):
        yield f"{group:<16}" + "".join(f"{count[name] or '':>20}" for name in OUTCOMES)


def measure(case: Path) -> Counter[str]:
    """Run one case and print what came of it."""
    expected = answers(case)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "matches.csv"
        seconds = run(case, out)
        got = given(out)
    outcome = outcomes(expected, got)
    count = Counter(outcome.values())
    share = count["auto & right"] / len(expected)
    print(
        f"\n{case.name}: {len(expected)} receipts in {seconds:.1f} s, {share:.1%} applied by itself and right"
    )
    print(*_table("kind", {r: a.kind for r, a in expected.items()}, outcome), sep="\n")
    print(*_table("style", {r: a.style for r, a in expected.items()}, outcome), sep="\n")
    for receipt in (r for r, what in outcome.items() if what == "auto & WRONG"):
        print(f"WRONG {receipt}: {dict(got[receipt].items)} for {dict(expected[receipt].items)}")
        print(f"      {got[receipt].reason}")
    return count


def _lines(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        yield from csv.DictReader(stream)


def main() -> None:
    folders = [Path(name) for name in sys.argv[1:]] or cases()
    if not folders:
        sys.exit(f"no cases in {data_folder() / 'cash'}; set DUEBOOK_DATA to the folder that holds cash/")
    total = sum((measure(case) for case in folders), Counter[str]())
    print("\nall:", ", ".join(f"{total[name]} {name}" for name in OUTCOMES))


if __name__ == "__main__":
    main()
