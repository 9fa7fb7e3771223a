"""What all tests share. The whole run has a PostgreSQL of its own; nobody's books are touched."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest
from django.conf import settings

from duebook.project import database
from tests.parts.imap_server import ImapServer
from tests.parts.mail_server import MailServer
from tests.parts.second_postgresql import SecondPostgreSQL

pytest_plugins = ["tests.parts.browser"]
PREFIX = "duebook-tests-"


def pytest_configure(config: pytest.Config) -> None:
    """Name the state folder, also to the settings that are read by now; the workers of xdist inherit it."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        return
    _remove_leftovers()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    folder.chmod(0o711)
    os.environ["DUEBOOK_STATE"] = str(folder)
    os.environ.pop("DATABASE_URL", None)
    settings.DATABASES["default"].update(database.parameters())
    in_use = _mark_in_use(folder)
    config.add_cleanup(lambda: _remove(folder))
    config.add_cleanup(in_use.close)


def _mark_in_use(folder: Path) -> IO[str]:
    """A lock that the kernel drops when this run ends, however it ends."""
    mark = open(folder / "mark", "w")  # noqa: SIM115 (held until the run ends)
    fcntl.flock(mark, fcntl.LOCK_EX)
    (folder / "mark").rename(folder / "in_use")
    return mark


def _remove_leftovers() -> None:
    """A run that was killed with -9 leaves its server behind: end it now."""
    for mark in Path(tempfile.gettempdir()).glob(f"{PREFIX}*/in_use"):
        if mark.stat().st_uid == os.geteuid():
            with open(mark) as leftover:
                try:
                    fcntl.flock(leftover, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    continue
                _remove(mark.parent)


def _remove(folder: Path) -> None:
    from duebook.project.embedded import EmbeddedServer

    EmbeddedServer(folder / "postgresql").stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """An empty folder with a short name, where an account other than root's may go too (pytest's may not)."""
    folder = Path(tempfile.mkdtemp(prefix="duebook-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def database_url(transactional_db: None) -> str:
    """The database of this test as an address, for processes that the test starts."""
    from django.db import connection

    parameters = connection.get_connection_params()
    return "postgresql://{user}@/{dbname}?host={host}&port={port}".format(**parameters)


@pytest.fixture
def empty_queue(transactional_db: None) -> None:
    """No jobs of earlier tests: the queue's tables are not Django's to empty."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "TRUNCATE procrastinate_jobs, procrastinate_events, procrastinate_periodic_defers, "
            "procrastinate_workers"
        )


@pytest.fixture
def imap_server() -> Iterator[ImapServer]:
    """A real mailbox to fetch from, on a free port of this machine."""
    server = ImapServer()
    yield server
    server.stop()


@pytest.fixture
def smtp_server(tmp_path: Path) -> Iterator[MailServer]:
    """A real SMTP server process, started; can be killed, restarted and told to misbehave."""
    server = MailServer(tmp_path / "mails")
    server.start()
    yield server
    server.kill()


@pytest.fixture
def second_postgresql(short_folder: Path) -> Iterator[SecondPostgreSQL]:
    """A PostgreSQL that is not ours, started."""
    server = SecondPostgreSQL(short_folder)
    server.start()
    yield server
    server.stop()
