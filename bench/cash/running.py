"""All engines over all strata and seeds, on as many processes as there are cores."""

import os
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from bench.cash.cases import STRATA, book_named, case
from bench.cash.engines import ENGINES
from bench.cash.folders import case_folders, read_case
from bench.cash.measures import Measures, measured
from bench.cash.scoring import Scored, scored
from bench.cash.values import Answer, Case, Given


@dataclass(frozen=True, slots=True)
class Run:
    """One engine on one case. ``seconds``: of processor time. ``found``: its receipts judged, without words
    to save room."""

    engine: str
    stratum: str
    seed: int
    seconds: float
    items: int
    history: int
    found: tuple[Scored, ...]

    @property
    def measures(self) -> Measures:
        return measured(self.found)


def runs(strata: Iterable[str], seeds: Sequence[int], book: str) -> Iterator[Run]:
    """Case by case, in the order of the strata and seeds. ``book``: "real" or "stand-in"."""
    tasks = [(stratum, seed, book) for stratum in strata for seed in seeds]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for done in pool.map(_run_case, tasks):
            yield from done


def runs_of_folders() -> Iterator[Run]:
    """The installed folders with known answers, none where the data is not."""
    for number, folder in enumerate(case_folders()):
        yield from _all_engines(read_case(folder), number)


def _run_case(task: tuple[str, int, str]) -> list[Run]:
    stratum, seed, book = task
    return _all_engines(case(stratum, seed, book_named(book)), [*STRATA].index(stratum) * 1000 + seed)


def _all_engines(made: Case, number: int) -> list[Run]:
    """``number`` tells the case from all others."""
    done = []
    for name, engine in ENGINES.items():
        began = time.process_time()
        given = engine(made)
        seconds = time.process_time() - began
        found = tuple(_bare(each) for each in scored(made.truth, given, number))
        done.append(Run(name, made.name, made.seed, seconds, len(made.items), len(made.history), found))
    return done


def _bare(each: Scored) -> Scored:
    """Without the words, which are only for reading."""
    answer, given = each.answer, each.given
    return Scored(
        each.receipt_id,
        Answer(answer.kind, answer.style, answer.twin, answer.items, answer.count),
        Given(given.decision, given.items, given.probability),
        each.right,
        each.lines_right,
        each.case,
    )
