"""Several commands as one: started together, stopped together, none left behind."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

PATIENCE = 20.0  # seconds for a command to end by itself before it is killed
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux


@contextmanager
def together(
    *commands: Sequence[str], environment: Mapping[str, str]
) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Run ``duebook`` commands beside this process; on the way out end them, the last first.

    >>> with together(["serve", "--port", "8000"], ["worker"], environment={}) as running:
    ...     wait_for_end(running)

    Ctrl-C reaches only this process, which then ends the others in order. Should it be killed with -9,
    Linux tells them to stop.
    """
    running: list[subprocess.Popen[bytes]] = []
    try:
        for command in commands:
            running.append(_start(command, environment))
        yield running
    finally:
        for process in reversed(running):
            _end(process)


def wait_for_end(running: Sequence[subprocess.Popen[bytes]]) -> None:
    """Return when one of them has ended, or at Ctrl-C or SIGTERM."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        while all(process.poll() is None for process in running):
            time.sleep(0.2)
    except KeyboardInterrupt:
        pass


def _start(command: Sequence[str], environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "duebook", *command],
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_end_with_parent if sys.platform == "linux" else None,
    )


def _end_with_parent() -> None:
    ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGTERM)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
