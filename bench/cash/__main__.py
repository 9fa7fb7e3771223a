"""How much cash is applied by itself, and how much of that is right, on known answers.

    python -m bench.cash FOLDER...      folders with invoices.csv, applied.csv, statements and the answer

Right means the right items and the right total; a receipt without an answer must stay; of a payment made
twice either one may be applied, but only one.
"""

import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from bench.cash.cases.books import data_folder
from bench.cash.folders import answers, case_folders, given, run
from bench.cash.scoring import OUTCOMES, outcomes, scored


def main() -> None:
    folders = [Path(name) for name in sys.argv[1:]] or case_folders()
    if not folders:
        sys.exit(f"no cases in {data_folder() / 'cash'}; set DUEBOOK_DATA to the folder that holds cash/")
    total = sum((measure(case) for case in folders), Counter[str]())
    print("\nall:", ", ".join(f"{total[name]} {name}" for name in OUTCOMES))


def measure(case: Path) -> Counter[str]:
    """Run one case and print what came of it."""
    expected = answers(case)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "matches.csv"
        seconds = run(case, out)
        found = scored(expected, given(case, out))
    outcome = outcomes(found)
    count = Counter(outcome.values())
    share = count["auto & right"] / len(expected)
    print(
        f"\n{case.name}: {len(expected)} receipts in {seconds:.1f} s, {share:.1%} applied by itself and right"
    )
    print(*_table("kind", {r: a.kind for r, a in expected.items()}, outcome), sep="\n")
    print(*_table("style", {r: a.style for r, a in expected.items()}, outcome), sep="\n")
    for each in found:
        if each.outcome == "auto & WRONG":
            print(f"WRONG {each.receipt_id}: {dict(each.given.items)} for {dict(each.answer.items)}")
            print(f"      {each.given.reason}")
    return count


def _table(title: str, groups: Mapping[str, str], outcome: Mapping[str, str]) -> Iterator[str]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for receipt, group in groups.items():
        counts[group][outcome[receipt]] += 1
    yield f"{title:<16}" + "".join(f"{name:>20}" for name in OUTCOMES)
    for group, count in sorted(counts.items()):
        yield f"{group:<16}" + "".join(f"{count[name] or '':>20}" for name in OUTCOMES)


if __name__ == "__main__":
    main()
