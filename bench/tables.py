"""What was measured, as the tables of docs/benchmarks.md."""

import os
import platform
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from math import log
from pathlib import Path

import numpy as np
import psutil

from bench.measuring import Measure

PAGE = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md"
BEGIN, END = "<!-- measured: python -m bench --write -->", "<!-- end of measured -->"
PEER = (
    ("post an invoice", ("import invoices",), 52.0),
    ("from bank line to posted payment", ("import a bank statement", "apply cash"), 107.0),
    ("dun an item", ("collect: decide and write letters",), 31.0),
)
"""What Tryton 8.2.1 needs by the clock, in milliseconds for one, at 10,000 invoices and 5,000 payments."""


def one_line(measure: Measure) -> str:
    """A measure as it is printed when it is there."""
    head = f"{measure.size:>9,}  {measure.step:<46}"
    if measure.note:
        return f"{head}{measure.note}"
    return (
        f"{head}{measure.wall:8.1f} s  {measure.each:8.3f} ms per {measure.thing}  "
        f"processor {measure.cpu:.1f} + {measure.database_cpu:.1f} s  {measure.memory:,.0f} MB"
    )


def tables(measures: Sequence[Measure]) -> str:
    """All tables, with the machine and the day they were measured on."""
    sizes = sorted({measure.size for measure in measures})
    blocks = [
        _circumstances(),
        "Seconds by the clock (milliseconds for one), by open items in the book:",
        _table(measures, sizes, lambda m: f"{m.wall:,.1f} ({m.each:.3f})", "growth", _growth),
        "Seconds of processor time, ours + the database's:",
        _table(measures, sizes, lambda m: f"{m.cpu:,.1f} + {m.database_cpu:,.1f}", "done for", _counts),
        "The most memory that our process held, in MB; below, the size of the database afterwards:",
        _table(measures, sizes, lambda m: f"{m.memory:,.0f}", "", lambda _: ""),
        _data_sizes(measures, sizes),
        "Beside the peer:",
        _beside_the_peer(measures, sizes),
    ]
    return "\n\n".join(blocks)


def write_page(text: str) -> None:
    """Put the tables into docs/benchmarks.md, between its marks."""
    before, _, rest = PAGE.read_text().partition(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{rest.partition(END)[2]}")


def _circumstances() -> str:
    memory = psutil.virtual_memory().total / 1e9
    load = os.getloadavg()[2]
    return (
        f"Measured {datetime.now(UTC):%Y-%m-%d} with Python {platform.python_version()} on {os.cpu_count()} "
        f"cores and {memory:.0f} GB of memory; load of the machine in the last 15 minutes: {load:.1f}."
    )


def _table(
    measures: Sequence[Measure],
    sizes: Sequence[int],
    cell: Callable[[Measure], str],
    title: str,
    last: Callable[[Sequence[Measure]], str],
) -> str:
    by_step: dict[str, dict[int, Measure]] = {}
    for measure in measures:
        by_step.setdefault(measure.step, {})[measure.size] = measure
    rows = [
        [step, *(_cell(found.get(size), cell) for size in sizes), last(list(found.values()))]
        for step, found in by_step.items()
    ]
    return _markdown(["step", *(f"{size:,}" for size in sizes), title], rows)


def _cell(measure: Measure | None, cell: Callable[[Measure], str]) -> str:
    if measure is None:
        return "not measured"
    return measure.note or cell(measure)


def _growth(found: Sequence[Measure]) -> str:
    """Exponent of processor time by number of things: 1 grows like the book, 2 like its square."""
    points = [(log(m.things), log(m.cpu + m.database_cpu)) for m in found if m.things and m.cpu]
    if len(points) < 2:
        return ""
    return f"{np.polyfit(*zip(*points, strict=True), 1)[0]:.2f}"


def _counts(found: Sequence[Measure]) -> str:
    numbers = ", ".join(f"{m.things:,}" for m in found if not m.note)
    return f"{numbers} {found[0].thing}s"


def _data_sizes(measures: Sequence[Measure], sizes: Iterable[int]) -> str:
    last = {measure.size: measure.data for measure in measures if measure.data}
    return (
        "Database: " + ", ".join(f"{last[size]:,.0f} MB for {size:,}" for size in sizes if size in last) + "."
    )


def _beside_the_peer(measures: Sequence[Measure], sizes: Sequence[int]) -> str:
    done = {(measure.step, measure.size): measure for measure in measures if not measure.note}
    rows = []
    for what, steps, theirs in PEER:
        ours = ([done.get((step, size)) for step in steps] for size in sizes)
        rows.append([what, f"{theirs:g}", *(_ratio(parts, theirs) for parts in ours)])
    return _markdown(["milliseconds to", "Tryton", *(f"Duebook, {size:,}" for size in sizes)], rows)


def _ratio(parts: Sequence[Measure | None], theirs: float) -> str:
    """Ours by the clock and in processor time, and how many times that goes into theirs."""
    found = [part for part in parts if part]
    if len(found) < len(parts):
        return "not measured"
    clock, work = sum(m.each for m in found), sum(m.each_work for m in found)
    return f"{clock:.3f} ({theirs / clock:,.0f}x), processor {work:.3f} ({theirs / work:,.0f}x)"


def _markdown(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    width = len(header) if header[-1] else len(header) - 1
    lines = [header[:width], ["---", *["---:"] * (width - 1)], *(row[:width] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
