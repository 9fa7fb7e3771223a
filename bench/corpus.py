"""How well the bank readers read a collection of real files, against a count that knows no reader.

    python -m bench.corpus            prints the table and puts it into docs/formats/bank.md

The collection is found by DUEBOOK_DATA, else beside the checkout in ``../shared/data``.
"""

import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from bench.raw_counts import COUNTERS, Raw
from duebook.core.banking import StatementFile
from duebook.core.money import to_major
from duebook.formats import bank

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/formats/bank.md"
BEGIN, END = "<!-- corpus: begin -->", "<!-- corpus: end -->"


HEAD = (
    "| format | files | statements | lines | read, no Problem | read, with Problems | refused with a Problem "
    "| count and sum equal the blind count | deviating, told | deviating in silence |"
)


@dataclass(frozen=True)
class Reading:
    """One file: what was read, and what the raw count says (None where nothing can be counted blindly)."""

    format: str
    path: Path
    found: StatementFile
    raw: Raw | None

    @property
    def lines(self) -> int:
        return sum(len(statement.entries) + len(statement.pending) for statement in self.found.statements)

    @property
    def agrees(self) -> bool:
        """As many movements and the same signed sum as counted raw; batches may have been split."""
        return self.raw is None or (self._movements() == self.raw.count and self._sum() == self.raw.total)

    def _entries(self) -> Iterator[tuple[int, str, str]]:
        for number, statement in enumerate(self.found.statements):
            for entry in statement.entries + statement.pending:
                place = f"{number} {entry.place.partition('/')[0]}"
                yield entry.amount, entry.currency, place

    def _movements(self) -> int:
        return len({place for _, _, place in self._entries()})

    def _sum(self) -> Decimal:
        return sum((to_major(amount, currency) for amount, currency, _ in self._entries()), Decimal(0))


def corpus() -> Path:
    """The folder of the collection; it may be absent."""
    return Path(os.environ.get("DUEBOOK_DATA", ROOT.parent / "shared/data")) / "corpora"


def readings(folder: Path) -> Iterator[Reading]:
    """Every bank file of the collection, read."""
    for name, (pattern, counter) in COUNTERS.items():
        for path in sorted(folder.glob(pattern)):
            if path.is_file():
                data = path.read_bytes()
                yield Reading(name, path, bank.read(data, path.name), counter(data) if counter else None)


def table(found: list[Reading]) -> str:
    """A Markdown table, one row per format."""
    rows = [HEAD, "|---" + "|--:" * (HEAD.count("|") - 2) + "|"]
    for name in COUNTERS:
        of_format = [reading for reading in found if reading.format == name]
        if of_format:
            rows.append("| " + " | ".join(map(str, _row(name, of_format))) + " |")
    return "\n".join(rows)


def _row(name: str, found: list[Reading]) -> list[object]:
    apart = [reading for reading in found if not reading.agrees]
    told = [reading for reading in apart if reading.found.problems]
    read = [reading.found for reading in found if reading.found.statements]
    counted = [reading for reading in found if reading.raw is not None]
    return [
        name, len(found), sum(len(each.statements) for each in read), sum(each.lines for each in found),
        sum(not each.problems for each in read), sum(bool(each.problems) for each in read),
        len(found) - len(read), f"{len(counted) - len(apart)} of {len(counted)}" if counted else "-",
        len(told), len(apart) - len(told),
    ]  # fmt: skip


def main() -> None:
    folder = corpus()
    if not folder.is_dir():
        sys.exit(f"no collection at {folder}; name its parent in DUEBOOK_DATA")
    began = time.process_time()
    found = list(readings(folder))
    text = table(found)
    print(text)
    print(f"{sum(reading.lines for reading in found)} lines in {time.process_time() - began:.1f} s of CPU")
    for reading in found:
        if not reading.agrees:
            print(f"{reading.path.name}: {reading._movements()} {reading._sum()}, blind {reading.raw}")
            for problem in reading.found.problems[:3]:
                print("   ", problem)
    if PAGE.exists() and BEGIN in (page := PAGE.read_text()):
        before, _, rest = page.partition(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}\n{text}\n{END}{rest.partition(END)[2]}")


if __name__ == "__main__":
    main()
