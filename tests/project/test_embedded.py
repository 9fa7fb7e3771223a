"""The embedded PostgreSQL: shared, stopped by the last, back after every kind of death."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from duebook.project.embedded import OWNER, PORT, EmbeddedServer

USE = """
import sys
from pathlib import Path
from duebook.project.embedded import EmbeddedServer
EmbeddedServer(Path(sys.argv[1])).ensure()
print("ready", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def server(short_folder: Path) -> Iterator[EmbeddedServer]:
    server = EmbeddedServer(short_folder / "postgresql")
    yield server
    server.stop()


@pytest.fixture
def use(server: EmbeddedServer) -> Iterator:
    """Start a process that uses the server until its standard input closes."""
    users: list[subprocess.Popen] = []

    def start() -> subprocess.Popen:
        command = [sys.executable, "-c", USE, str(server.folder)]
        users.append(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True))
        return users[-1]

    yield start
    for user in users:
        user.kill()
        user.communicate()


def ready(user: subprocess.Popen) -> None:
    assert user.stdout
    assert user.stdout.readline() == "ready\n"


def end(user: subprocess.Popen) -> None:
    user.communicate(timeout=30)
    assert user.returncode == 0


def ask(server: EmbeddedServer) -> int:
    with psycopg.connect(host=str(server.sockets), port=PORT, user=OWNER, dbname=OWNER) as connection:
        row = connection.execute("SELECT count(*) FROM pg_stat_activity").fetchone()
        assert row
        return int(row[0])


def kill_server(server: EmbeddedServer) -> int:
    process = server.process()
    assert process
    process.kill()
    deadline = time.monotonic() + 10
    while server.process():
        assert time.monotonic() < deadline
        time.sleep(0.01)
    return process.pid


def test_processes_that_start_at_once_share_one_server_and_the_last_stops_it(server, use):
    first, second, third = use(), use(), use()
    for user in (first, second, third):
        ready(user)
    pid = server.process().pid
    end(second)
    end(first)
    assert server.process().pid == pid
    assert ask(server)
    end(third)
    assert server.process() is None
    assert not (server.data / "postmaster.pid").exists()


def test_a_user_killed_with_9_neither_stops_the_server_for_others_nor_keeps_it_running(server, use):
    killed, other = use(), use()
    ready(killed)
    ready(other)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert ask(server)
    end(other)
    assert server.process() is None


def test_a_server_that_outlived_its_killed_users_is_found_and_stopped_by_the_next(server, use):
    killed = use()
    ready(killed)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    pid = server.process().pid
    after = use()
    ready(after)
    assert server.process().pid == pid
    end(after)
    assert server.process() is None


def test_a_server_killed_with_9_is_started_again_with_its_data(server, use):
    holder = use()
    ready(holder)
    with psycopg.connect(host=str(server.sockets), port=PORT, user=OWNER, dbname=OWNER) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS amount")
    killed = kill_server(server)
    after = use()
    ready(after)
    assert server.process().pid != killed
    with psycopg.connect(host=str(server.sockets), port=PORT, user=OWNER, dbname=OWNER) as connection:
        assert connection.execute("SELECT amount FROM kept").fetchone() == (42,)


def test_a_stale_note_with_the_number_of_a_living_stranger_does_not_block(server, use):
    user = use()
    ready(user)
    note = (server.data / "postmaster.pid").read_text()
    end(user)
    lines = note.splitlines()
    lines[0] = str(os.getpid())
    (server.data / "postmaster.pid").write_text("\n".join(lines) + "\n")
    assert server.process() is None
    again = use()
    ready(again)
    assert ask(server)


def test_stop_stops_it_whoever_uses_it_and_may_be_said_twice(server, use):
    user = use()
    ready(user)
    server.stop()
    assert server.process() is None
    server.stop()
    end(user)
    assert server.process() is None


def test_a_first_start_that_was_killed_half_way_is_begun_again(server, use):
    (server.folder / "data.new" / "base").mkdir(parents=True)
    user = use()
    ready(user)
    assert ask(server)


def test_a_folder_with_a_very_long_name_works(short_folder):
    server = EmbeddedServer(short_folder / ("receivables-" * 10) / "postgresql")
    server.folder.parent.mkdir()
    server.ensure()
    try:
        assert ask(server)
    finally:
        server.leave()
    assert server.process() is None
    server.sockets.rmdir()  # empty: the server took its socket away


def test_nobody_else_on_this_machine_can_come_in(server, use):
    user = use()
    ready(user)
    assert server.sockets.stat().st_mode & 0o077 == 0
    with psycopg.connect(host=str(server.sockets), port=PORT, user=OWNER, dbname=OWNER) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
