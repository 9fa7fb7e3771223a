"""How much cash is applied by itself, and how much of that is right: Duebook and its peers, side by side.

    python -m bench.cash                       all strata, four seeds each; prints the page
    python -m bench.cash --publish             writes docs/benchmarks/cash.md and cash.svg as well
    python -m bench.cash --strata plain,hard --seeds 10
    python -m bench.cash --book stand-in       for everybody: without the real invoices
    python -m bench.cash FOLDER...             folders with invoices.csv, applied.csv, statements, the answer
    python -m bench.cash --write FOLDER        the cases as such folders, to run any engine against
    python -m bench.cash FOLDER --matches FILE what any engine answered, as in the output of duebook match

Right means the right items and the right total; a receipt without an answer must stay; of a payment made
twice either one may be applied, but only one.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from bench.cash.cases import STRATA, book_named, case, has_real_book
from bench.cash.cases.files import write_case
from bench.cash.chart import chart
from bench.cash.folders import measure_folder
from bench.cash.learning import learning_curve
from bench.cash.report import Results, page
from bench.cash.running import runs, runs_of_folders

PAGES = Path(__file__).resolve().parents[2] / "docs" / "benchmarks"
LEARNED_ON = 2
"""Seeds that the learning curve is measured on."""


def main() -> None:
    asked = _arguments()
    if asked.folders:
        for folder in asked.folders:
            print(*measure_folder(folder, asked.matches), sep="\n")
    elif asked.write:
        _write(asked.write, asked.strata.split(","), range(1, asked.seeds + 1), asked.book)
    else:
        _measure(asked)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench.cash", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--strata", default=",".join(STRATA), help="Which; default: all.")
    parser.add_argument("--seeds", type=int, default=4, help="Cases of each stratum.")
    parser.add_argument(
        "--book", choices=("real", "stand-in"), default="real" if has_real_book() else "stand-in"
    )
    parser.add_argument("--publish", action="store_true")
    parser.add_argument("--write", type=Path)
    parser.add_argument("--matches", type=Path)
    return parser.parse_args()


def _measure(asked: argparse.Namespace) -> None:
    began, done = time.perf_counter(), []
    for run in runs(asked.strata.split(","), range(1, asked.seeds + 1), asked.book):
        done.append(run)
        m = run.measures
        print(
            f"{run.stratum:<14}{run.seed:>3}  {run.engine:<22}{run.seconds:6.1f} s  "
            f"right {m.right_share:6.1%}  wrong {m.wrong:>3} of {m.auto:>4}  best {m.best_share:6.1%}",
            file=sys.stderr, flush=True,
        )  # fmt: skip
    ledger = book_named(asked.book)
    learned = {seed: list(learning_curve(ledger, seed)) for seed in range(1, LEARNED_ON + 1)}
    results = Results(done)
    text = page(results, list(runs_of_folders()), learned, asked.book, "python -m bench.cash --publish")
    print(text)
    print(f"{time.perf_counter() - began:.0f} s in all", file=sys.stderr)
    if asked.publish:
        PAGES.mkdir(exist_ok=True)
        (PAGES / "cash.md").write_text(text, encoding="utf-8")
        (PAGES / "cash.svg").write_text(chart(results), encoding="utf-8")


def _write(parent: Path, strata: Sequence[str], seeds: Sequence[int], book: str) -> None:
    for stratum in strata:
        for seed in seeds:
            folder = parent / f"{stratum}_{seed}"
            write_case(case(stratum, seed, book_named(book)), folder)
            print(folder)


if __name__ == "__main__":
    main()
