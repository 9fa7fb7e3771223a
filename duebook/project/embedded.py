"""A PostgreSQL server of our own for laptops, demos and tests; the programs come from a wheel.

Every process that uses the server holds a shared file lock, which the kernel drops however the process ends.
The process that leaves last stops the server. See docs/decisions/0001-embedded-postgresql.md.
"""

import atexit
import fcntl
import hashlib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO

import psutil
import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from duebook.project.programs import Programs

OWNER = "duebook"
PORT = 5432  # of the socket's name only: the server does not listen on the network
LONGEST_SOCKET_FOLDER = 85  # bytes; the system allows 107 for the whole name
SETTINGS = """
# Duebook
listen_addresses = ''
shared_buffers = 256MB
max_connections = 200
max_wal_size = 2GB
"""


class ServerDidNotStart(RuntimeError):
    """The embedded PostgreSQL could not be started; the message ends with the last lines of its log."""


_entries: dict[Path, tuple[int, IO[str]]] = {}  # folder -> (process, its entry in the list of users)


@dataclass(frozen=True)
class EmbeddedServer:
    """The server whose files are in ``folder``. All verbs may be called by many processes at once."""

    folder: Path

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def sockets(self) -> Path:
        """The folder of the server's socket, which is also the ``host`` to connect to."""
        if len(os.fsencode(self.data)) <= LONGEST_SOCKET_FOLDER:
            return self.data
        digest = hashlib.sha256(os.fsencode(self.data)).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"duebook-{os.geteuid()}-{digest}"

    @cached_property
    def programs(self) -> Programs:
        return Programs.usable_by_the_server(self.folder)

    def ensure(self) -> None:
        """Make sure that the server runs and stays while this process lives."""
        if self._is_entered() and self.is_ready():
            return
        if not self.folder.is_dir():
            self.folder.mkdir(parents=True, exist_ok=True)
            self.folder.chmod(0o711)  # whatever the umask: the account that runs the server passes through
        with self._alone():
            self._enter()
            if not self.is_ready():
                self._initialise()
                self._start()
                self._create_database()

    def stop(self) -> None:
        """Stop the server, whoever uses it. Does nothing when it does not run."""
        if self.folder.is_dir():
            with self._alone():
                self._stop()

    def leave(self) -> None:
        """This process needs the server no more; the last one to leave stops it."""
        process, users = _entries.pop(self.folder, (0, None))
        if users is None or process != os.getpid() or not self.folder.is_dir():
            return
        with self._alone(), users, suppress(BlockingIOError):
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._stop()

    def is_ready(self) -> bool:
        return self.process() is not None and self._pid_file()[7:8] == ["ready"]

    def process(self) -> psutil.Process | None:
        """The running server. A stale note of a dead one, or a stranger with its number: none."""
        noted = self._pid_file()
        try:
            process = psutil.Process(int(noted[0]))
            return process if str(self.data) in process.cmdline() else None
        except (IndexError, ValueError, psutil.Error):
            return None

    def _pid_file(self) -> list[str]:
        try:
            return [line.strip() for line in (self.data / "postmaster.pid").read_text().splitlines()]
        except FileNotFoundError:
            return []

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Only one process at a time starts or stops the server."""
        with open(self.folder / "change", "a", encoding="ascii") as change:
            fcntl.flock(change, fcntl.LOCK_EX)
            yield

    def _is_entered(self) -> bool:
        return _entries.get(self.folder, (0, None))[0] == os.getpid()

    def _enter(self) -> None:
        if self._is_entered():
            return
        users = open(self.folder / "users", "a", encoding="ascii")  # noqa: SIM115 (closed by leave)
        fcntl.flock(users, fcntl.LOCK_SH)
        _entries[self.folder] = (os.getpid(), users)
        atexit.register(self.leave)

    def _initialise(self) -> None:
        if self.data.is_dir():
            return
        draft = self.folder / "data.new"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        self.programs.give_to_server(draft)
        locale = ("--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
        self.programs.run("initdb", "-D", str(draft), "-U", OWNER, "--auth=trust", *locale)
        with open(draft / "postgresql.conf", "a", encoding="utf-8") as settings:
            settings.write(SETTINGS)
        draft.rename(self.data)

    def _start(self) -> None:
        if self.process() is None:
            self._clear_stale_notes()
        self.sockets.mkdir(mode=0o700, exist_ok=True)
        self.programs.give_to_server(self.sockets)
        log = self.data / "server.log"
        for patience in (1, 3, 10, 0):
            try:
                options = f"-k '{self.sockets}' -p {PORT}"
                self.programs.run(
                    "pg_ctl", "start", "-w", "-D", str(self.data), "-l", str(log), "-o", options
                )
                return
            except subprocess.CalledProcessError as failure:
                # The children of a server killed with -9 need a moment to notice it and to go.
                if not patience:
                    raise ServerDidNotStart(_explain(log, failure)) from failure
                time.sleep(patience)

    def _clear_stale_notes(self) -> None:
        """PostgreSQL would refuse to start if a dead server's number now belongs to some other process."""
        for note in (self.data / "postmaster.pid", self.sockets / f".s.PGSQL.{PORT}.lock"):
            note.unlink(missing_ok=True)

    def _create_database(self) -> None:
        place = make_conninfo(host=str(self.sockets), port=PORT, user=OWNER, dbname="postgres")
        with psycopg.connect(place, autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [OWNER]).fetchone():
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(OWNER)))

    def _stop(self) -> None:
        if self.process() is None:
            return
        try:
            self.programs.run("pg_ctl", "stop", "-w", "-m", "fast", "-D", str(self.data))
        except subprocess.CalledProcessError:
            self.programs.run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", str(self.data))


def _explain(log: Path, failure: subprocess.CalledProcessError) -> str:
    tail = log.read_text(errors="replace").splitlines()[-8:] if log.exists() else []
    reason = "\n  ".join([(failure.stderr or "").strip(), *tail])
    return (
        f"The database server in {log.parent} did not start:\n  {reason}\n"
        "Free the disk or memory it asks for, or set DATABASE_URL to a PostgreSQL server of your own."
    )
