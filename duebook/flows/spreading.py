"""Work in independent pieces on all processors of the machine."""

import gc
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

ENOUGH = 2_000
"""So many pieces are worth the start of processes, some tenths of a second."""
_SHARES = 16
"""Into how many parts each process's work is cut, so that none is left alone with the last of it."""

_work: Callable[[Any], Any]
"""What a forked process does; set in that process alone."""


def spread(work: Callable[[T], R], pieces: Sequence[T]) -> Iterable[R]:
    """``map`` for pieces that do not depend on each other, on all processors when there are many pieces.

    The processes are forks: they share what ``work`` looks at, and only answers are sent. What they remember
    among themselves is forgotten afterwards. A process with several threads does the work itself, because a
    fork would copy the locks that other threads hold.
    """
    processes = processors()
    if len(pieces) < ENOUGH or processes < 2 or threading.active_count() > 1 or sys.platform != "linux":
        return map(work, pieces)
    return _forked(work, pieces, processes)


def processors() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


def _forked(work: Callable[[T], R], pieces: Sequence[T], processes: int) -> Iterator[R]:
    gc.collect()
    gc.freeze()  # the search for garbage would write to every page, and give each process its own
    try:
        fork = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(processes, fork, initializer=_take_up, initargs=(work,)) as pool:
            yield from pool.map(_do, pieces, chunksize=len(pieces) // (processes * _SHARES) + 1)
    finally:
        gc.unfreeze()


def _take_up(work: Callable[[Any], Any]) -> None:
    global _work
    _work = work


def _do(piece: Any) -> Any:
    return _work(piece)
