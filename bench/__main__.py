"""How fast Duebook is, and how that grows with the book.

    python -m bench                          10,000, 100,000 and 1,000,000 open items (make bench)
    python -m bench --sizes 10000,100000     in minutes
    python -m bench --write                  put the tables into docs/benchmarks.md as well

Each size gets a folder and a PostgreSQL of its own under --folder, removed when it is done; the books of this
machine are not touched. ``--minutes`` is what one step may take; a step that is stopped is said to be, and
those that build on it are left out.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.journey import BUILD_ON, STEPS
from bench.measuring import Measure
from bench.tables import one_line, tables, write_page


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--folder", type=Path, help="Where files and databases are made; default: temporary.")
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    measures = []
    for size in sorted(int(size) for size in asked.sizes.split(",")):
        for measure in measures_of(size, asked.folder, 60 * asked.minutes):
            print(one_line(measure), flush=True)
            measures.append(measure)
    text = tables(measures)
    print(f"\n{text}")
    if asked.write:
        write_page(text)


def measures_of(size: int, parent: Path | None, seconds: float) -> Iterator[Measure]:
    """All steps of one size, in a database of their own that is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix=f"duebook-bench-{size}-", dir=parent))
    folder.chmod(0o711)  # the account that runs the database for root passes through
    environment = {**os.environ, "DUEBOOK_STATE": str(folder)}
    environment.pop("DATABASE_URL", None)
    missing: set[str] = set()
    try:
        inbox = folder / "inbox"
        inbox.mkdir()
        subprocess.run([sys.executable, "-m", "bench.book", str(size), str(inbox)], check=True)
        for step in STEPS:
            if BUILD_ON.get(step) in missing:
                missing.add(step)
                continue
            measure = _in_a_process(step, size, folder, environment, seconds)
            if measure.note:
                missing.add(step)
            yield measure
    finally:
        stop = [sys.executable, "-m", "duebook.project.console", "stop"]
        subprocess.run(stop, env=environment, check=False, stdout=subprocess.DEVNULL)
        shutil.rmtree(folder)


def _in_a_process(step: str, size: int, folder: Path, environment: dict[str, str], seconds: float) -> Measure:
    """One step, so that its memory is its own. What fails or takes too long is a measure with a note."""
    command = [sys.executable, "-m", "bench.journey", step, str(size), str(folder)]
    try:
        done = subprocess.run(
            command, env=environment, timeout=seconds, capture_output=True, text=True, check=False
        )
    except subprocess.TimeoutExpired:
        return Measure(step, size, STEPS[step][0], note=f"stopped after {seconds / 60:.0f} min")
    if done.returncode:
        reason = done.stderr.strip().splitlines()[-1:] or ["killed"]
        return Measure(step, size, STEPS[step][0], note=f"failed: {reason[0]}")
    return Measure(**json.loads(done.stdout.splitlines()[-1]))


if __name__ == "__main__":
    main()
