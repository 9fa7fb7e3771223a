"""How well remittances are read, against the truth of simulated customers who send them in every way.

python -m bench.extraction            prints the table and puts it into docs/formats/remittance.md
python -m bench.extraction --wrong    also names every document that was not read rightly
"""

import csv
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from duebook.core.banking import RemittanceFile
from duebook.core.money import to_minor
from duebook.formats import remittance
from duebook.simulator import COMPANY, simulate, write_days

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/formats/remittance.md"
BEGIN, END = "<!-- extraction: begin -->", "<!-- extraction: end -->"
SEED, CUSTOMERS, DAYS = 5, 300, (date(2025, 5, 1), date(2026, 5, 1))
HEAD = (
    "| kind | documents | read completely and rightly | refused or doubted, told | wrong in silence "
    "| lines | right | amounts right | deductions right | s per document |"
)

Lines = Counter[tuple[str, int]]


@dataclass(frozen=True)
class Reading:
    """One document: what the truth says its lines are, and what was read."""

    path: Path
    kind: str
    lines: Lines
    kept: dict[str, int]
    currency: str
    found: RemittanceFile
    seconds: float

    @property
    def read(self) -> Lines:
        """What was read and not doubted."""
        return Counter(
            (line.reference, line.amount)
            for one in self.found.remittances
            if not one.doubt and one.currency == self.currency
            for line in one.lines
            if line.amount is not None
        )

    @property
    def is_right(self) -> bool:
        return self.read == self.lines

    @property
    def is_told(self) -> bool:
        return bool(self.found.problems)

    @property
    def deductions(self) -> int:
        """Of the lines with a deduction, those read with the same one."""
        told = {line.reference: line.deduction for one in self.found.remittances for line in one.lines}
        return sum(told.get(reference) == kept for reference, kept in self.kept.items())


def readings(folder: Path) -> Iterator[Reading]:
    """Every advice that the simulated customers sent, read."""
    for document, rows in _truth(folder).items():
        path = folder / "inbox" / document
        began = time.perf_counter()
        found = remittance.read(path.read_bytes(), path.name)
        taken = time.perf_counter() - began
        currency = rows[0]["currency"]
        lines = Counter((row["reference"], to_minor(row["amount"], currency)) for row in rows)
        kept = {row["reference"]: to_minor(row["deduction"], currency) for row in rows}
        kept = {reference: minor for reference, minor in kept.items() if minor}
        yield Reading(path, rows[0]["kind"], lines, kept, currency, found, taken)


def not_advices(folder: Path) -> Iterator[Path]:
    """Mails that are about something else and yet were read as a remittance."""
    advices = {folder / "inbox" / document for document in _truth(folder)}
    for path in sorted((folder / "inbox").glob("*/mails/*.eml")):
        if path not in advices and remittance.read(path.read_bytes(), path.name).remittances:
            yield path


def _truth(folder: Path) -> dict[str, list[dict[str, str]]]:
    documents: dict[str, list[dict[str, str]]] = defaultdict(list)
    with open(folder / "truth/remittance.csv", encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            documents[row["document"]].append(row)
    return documents


def table(found: list[Reading]) -> str:
    """A Markdown table, one row per kind of document, and all of them."""
    rows = [HEAD, "|---" + "|--:" * (HEAD.count("|") - 2) + "|"]
    for kind in sorted({reading.kind for reading in found}):
        rows.append(_row(kind, [reading for reading in found if reading.kind == kind]))
    return "\n".join([*rows, _row("all", found)])


def _row(name: str, found: list[Reading]) -> str:
    right = sum(reading.is_right for reading in found)
    told = sum(not reading.is_right and reading.is_told for reading in found)
    lines = sum(reading.lines.total() for reading in found)
    named = sum((_names(reading.lines) & _names(reading.read)).total() for reading in found)
    amounts = sum((reading.lines & reading.read).total() for reading in found)
    kept, of = sum(reading.deductions for reading in found), sum(len(reading.kept) for reading in found)
    cells = [
        name, len(found), right, told, len(found) - right - told, lines, named, amounts,
        f"{kept} of {of}", f"{sum(reading.seconds for reading in found) / len(found):.3f}",
    ]  # fmt: skip
    return "| " + " | ".join(map(str, cells)) + " |"


def _names(lines: Lines) -> Counter[str]:
    names: Counter[str] = Counter()
    for (reference, _), count in lines.items():
        names[reference] += count
    return names


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "company"
        for _ in write_days(simulate(SEED, CUSTOMERS, *DAYS), COMPANY, folder):
            pass
        found = list(readings(folder))
        mistaken = list(not_advices(folder))
    text = table(found)
    print(text)
    print(f"mails about something else that were read as a remittance: {len(mistaken)}")
    if "--wrong" in sys.argv:
        _explain(found)
    if PAGE.exists() and BEGIN in (page := PAGE.read_text(encoding="utf-8")):
        before, _, rest = page.partition(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}\n{text}\n{END}{rest.partition(END)[2]}", encoding="utf-8")


def _explain(found: list[Reading]) -> None:
    for reading in found:
        if not reading.is_right:
            print(f"{reading.path.parent.parent.name}/{reading.path.name} ({reading.kind})")
            print(
                "   missing", dict(reading.lines - reading.read), "wrong", dict(reading.read - reading.lines)
            )
            for problem in reading.found.problems[:3]:
                print("   ", problem)


if __name__ == "__main__":
    main()
