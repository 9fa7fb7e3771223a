"""One step of work, watched: wall time, processor time of ours and of the database, memory."""

import resource
import time
from collections.abc import Callable
from dataclasses import dataclass

import psutil


@dataclass(frozen=True, slots=True)
class Measure:
    """What one step of one size took: ``wall``, ``cpu`` and ``database_cpu`` in seconds.

    ``memory``: the most our process held, in MB; ``data``: the size of the database afterwards, in MB.
    ``things``: how many of ``thing`` the step did its work for.
    ``note``: why there are no figures, "" when there are.
    """

    step: str
    size: int
    thing: str
    things: int = 0
    wall: float = 0.0
    cpu: float = 0.0
    database_cpu: float = 0.0
    memory: float = 0.0
    data: float = 0.0
    note: str = ""

    @property
    def each(self) -> float:
        """Milliseconds for one thing, by the clock."""
        return 1000 * self.wall / max(1, self.things)

    @property
    def each_work(self) -> float:
        """Milliseconds of processor time for one thing, ours and the database's."""
        return 1000 * (self.cpu + self.database_cpu) / max(1, self.things)


@dataclass(slots=True)
class Watch:
    """Seconds since it was made: by the clock, of our processor time, of the database's."""

    wall: float
    cpu: float
    database: float


def watch(server: Callable[[], psutil.Process | None]) -> Callable[[], Watch]:
    """Starts to count; the answer tells how far it is each time it is called."""
    process = server()
    began = Watch(time.perf_counter(), time.process_time(), _seconds(process))

    def so_far() -> Watch:
        return Watch(
            time.perf_counter() - began.wall,
            time.process_time() - began.cpu,
            _seconds(process) - began.database,
        )

    return so_far


def peak_memory() -> float:
    """The most memory this process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _seconds(process: psutil.Process | None) -> float:
    """Processor time of a server with its children, those included that ended."""
    if process is None:
        return 0.0
    own = process.cpu_times()
    total = own.user + own.system + own.children_user + own.children_system
    for child in process.children():
        times = child.cpu_times()
        total += times.user + times.system
    return total
