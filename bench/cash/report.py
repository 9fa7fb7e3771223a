"""The measured page: docs/benchmarks/cash.md, written from what was run."""

import os
import platform
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import chain
from operator import attrgetter

from bench.cash.cases import STRATA
from bench.cash.engines import DUEBOOK, ENGINES
from bench.cash.learning import Step
from bench.cash.measures import Measures, curve, interval, measured
from bench.cash.running import Run
from bench.cash.scoring import Scored

TARGETS = (
    ("rightly applied by itself, plain", ("plain",), attrgetter("right_share"), 0.96),
    ("rightly applied by itself, hard", ("hard",), attrgetter("right_share"), 0.90),
    ("where the text names the items legibly", ("named",), attrgetter("right_share"), 0.99),
    ("where the text names nothing", ("unnamed",), attrgetter("right_share"), 0.75),
    ("best guess right, plain and hard", ("plain", "hard"), attrgetter("best_share"), 0.98),
)
MOST_WRONG = 0.001
_SHOWN = ("plain", "hard", "named", "unnamed", "stress")
_THRESHOLDS = (0.5, 0.8, 0.9, 0.95, 0.99, 0.995, 0.999, 0.9995, 0.9999)


class Results:
    """All runs, by engine and stratum."""

    def __init__(self, runs: Iterable[Run]) -> None:
        self.runs = list(runs)
        self._groups: dict[tuple[str, str], list[Run]] = defaultdict(list)
        for run in self.runs:
            self._groups[run.engine, run.stratum].append(run)
        self.strata = [name for name in STRATA if any(run.stratum == name for run in self.runs)]
        self.engines = [name for name in ENGINES if any(run.engine == name for run in self.runs)]

    def of(self, engine: str, *strata: str) -> list[Run]:
        """The runs of some strata, of all when none is named."""
        return list(chain.from_iterable(self._groups[engine, name] for name in strata or self.strata))

    def found(self, engine: str, *strata: str) -> list[Scored]:
        return list(chain.from_iterable(run.found for run in self.of(engine, *strata)))

    def measures(self, engine: str, *strata: str) -> Measures:
        return measured(self.found(engine, *strata))


def page(
    results: Results, known: Sequence[Run], learned: Mapping[int, Sequence[Step]], book: str, command: str
) -> str:
    """The whole page in Markdown. ``known``: runs on folders of others with known answers."""
    blocks = [
        "# Cash application: measured",
        f"Written by `{command}`; [benchmarks](../benchmarks.md) tells how it is made.",
        _circumstances(results, book),
        "## Targets",
        _targets(results),
        "## Engines side by side",
        "![Shares applied rightly and wrongly, by engine and stratum](cash.svg)",
        _side_by_side(results),
        "## Duebook by stratum",
        _by_stratum(results),
        "## At every confidence",
        "All strata but stress; if everything at least so probable were applied:",
        _by_confidence(results),
        *_known(known),
        "## What it learns",
        "The same fortnight of hard cases, with more and more of what came before it:",
        _learned(learned),
        "## The strata",
        "\n".join(f"- **{name}**: {STRATA[name].about}" for name in results.strata),
    ]
    return "\n\n".join(blocks) + "\n"


def _circumstances(results: Results, book: str) -> str:
    runs = results.of(DUEBOOK)
    receipts = sum(len(run.found) for run in runs)
    seconds = sum(run.seconds for run in runs)
    return (
        f"Measured {datetime.now(UTC):%Y-%m-%d} on the {book} book with Python {platform.python_version()} "
        f"on {os.cpu_count()} cores (load {os.getloadavg()[1]:.1f}): {len(runs)} cases, {receipts:,} "
        f"receipts, {sum(run.items for run in runs):,} open items, {sum(run.history for run in runs):,} "
        f"lines of history; Duebook took {seconds:.0f} s of processor time, "
        f"{1000 * seconds / receipts:.1f} ms a receipt."
    )


def _targets(results: Results) -> str:
    rows = [
        [words, f"at least {least:.0%}", f"{share:.1%}", "yes" if share >= least else "no"]
        for words, strata, what, least in TARGETS
        if set(strata) <= set(results.strata)
        for share in [what(results.measures(DUEBOOK, *strata))]
    ]
    for words, strata in (("wrong, plain and hard", ("plain", "hard")), ("wrong, all strata", ())):
        m = results.measures(DUEBOOK, *strata)
        reached = f"{m.wrong} of {m.auto:,} ({m.wrong_share:.3%}; surely at most {m.wrong_bound:.3%})"
        met = "yes" if m.wrong_bound <= MOST_WRONG else "no"
        rows.append([words, f"at most {MOST_WRONG:.1%}", reached, met])
    note = (
        "Shares are of customers' receipts: second payments and money that is not from customers are left "
        "out, and so are receipts whose items are not on the list. Wrong are shares of what was applied "
        "automatically, of all receipts; the bound is one-sided, 95 % (Clopper-Pearson), and it is what must "
        "reach the target."
    )
    return f"{markdown(('target', 'is', 'reached', 'met'), rows)}\n\n{note}"


def _side_by_side(results: Results) -> str:
    shown = [name for name in _SHOWN if name in results.strata]
    rows = []
    for engine in results.engines:
        m = results.measures(engine)
        by_stratum = [f"{results.measures(engine, name).right_share:.1%}" for name in shown]
        rows.append([
            engine, *by_stratum, f"{m.right_share:.1%}",
            f"{m.wrong:,} ({m.wrong_share:.2%}; {m.wrong_bound:.2%})", f"{m.best_share:.1%}",
            f"{m.precision:.2%}", f"{m.recall:.1%}",
        ])  # fmt: skip
    head = ("applied by itself, rightly", *shown, "all strata", "wrong (share; bound)", "best guess",
            "line precision", "line recall")  # fmt: skip
    return markdown(head, rows)


def _by_stratum(results: Results) -> str:
    rows = []
    for name in results.strata:
        m = results.measures(DUEBOOK, name)
        low, high = interval([run.measures for run in results.of(DUEBOOK, name)])
        rows.append([
            name, f"{m.receipts:,}", f"{m.customers:,}", f"{m.right_share:.1%}",
            f"{low:.1%} - {high:.1%}", f"{m.wrong}", f"{m.wrong_bound:.2%}", f"{m.best_share:.1%}",
            f"{m.precision:.2%}", f"{m.recall:.1%}",
        ])  # fmt: skip
    head = ("stratum", "receipts", "customers'", "right", "95 % of it", "wrong", "bound", "best guess",
            "line precision", "line recall")  # fmt: skip
    return markdown(head, rows)


def _by_confidence(results: Results) -> str:
    calm = [name for name in results.strata if name != "stress"]
    points = curve(results.found(DUEBOOK, *calm))
    rows = []
    for threshold in _THRESHOLDS:
        reached = [point for point in points if point.threshold >= threshold]
        if reached:
            rows.append(
                [f"{threshold:g}", f"{reached[-1].right_share:.1%}", f"{reached[-1].wrong_share:.3%}"]
            )
    return markdown(("probability at least", "right", "wrong"), rows)


def _known(runs: Sequence[Run]) -> Iterator[str]:
    if runs:
        yield "## Cases of others"
        yield "Folders with known answers that were not made by this benchmark, with history:"
        head = ("case", "engine", "customers' receipts", "right", "wrong", "best guess")
        yield markdown(head, map(_known_row, runs))


def _known_row(run: Run) -> list[str]:
    m = run.measures
    wrong = f"{m.wrong} of {m.auto:,}"
    return [run.stratum, run.engine, f"{m.customers:,}", f"{m.right_share:.1%}", wrong, f"{m.best_share:.1%}"]


def _learned(learned: Mapping[int, Sequence[Step]]) -> str:
    steps: dict[str, list[Step]] = defaultdict(list)
    for step in chain.from_iterable(learned.values()):
        steps[step.history].append(step)
    return markdown(("history", "lines", "right", "best guess", "wrong"), map(_learned_row, steps.values()))


def _learned_row(steps: Sequence[Step]) -> list[str]:
    counts = [step.measures for step in steps]
    customers = sum(m.customers for m in counts)
    lines = sum(step.lines for step in steps) // len(steps)
    right, best = sum(m.right for m in counts) / customers, sum(m.best for m in counts) / customers
    wrong = f"{sum(m.wrong for m in counts)} of {sum(m.auto for m in counts):,}"
    return [steps[0].history, f"{lines:,}", f"{right:.1%}", f"{best:.1%}", wrong]


def markdown(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; all columns but the first to the right."""
    return "\n".join(_lines(header, rows))


def _lines(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    for cells in (header, ["---", *["---:"] * (len(header) - 1)], *rows):
        yield f"| {' | '.join(cells)} |"
