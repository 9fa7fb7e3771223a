"""`duebook serve`, `worker` and `mailbox` as processes: they answer, stop when told, leave nobody behind."""

import os
import re
import signal
import smtplib
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from duebook.project.embedded import EmbeddedServer
from tests.parts.mail_server import free_port

DEMO = """
import sys
from duebook.cli.together import together, wait_for_end
web, mail, folder = sys.argv[1:]
commands = ["mailbox", "--port", mail, "--folder", folder], ["worker"], ["serve", "--port", web]
with together(*commands, environment={"SMTP_PORT": mail}) as running:
    print(*[process.pid for process in running], flush=True)
    wait_for_end(running)
"""


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Books that are set up, used by nobody else."""
    import tempfile

    with tempfile.TemporaryDirectory(prefix="duebook-") as name:
        Path(name).chmod(0o711)
        subprocess.run([sys.executable, "-m", "duebook", "init"], env=at(Path(name)), check=True)
        yield Path(name)
        EmbeddedServer(Path(name) / "postgresql").stop()


def at(state: Path) -> dict[str, str]:
    return {**os.environ, "DUEBOOK_STATE": str(state)}


@pytest.fixture
def start(state: Path) -> Iterator[Callable[..., subprocess.Popen]]:
    started: list[subprocess.Popen] = []

    def start(*command: str) -> subprocess.Popen:
        started.append(subprocess.Popen(command, env=at(state), stdout=subprocess.PIPE, text=True))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate(timeout=20)


def duebook(*arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "duebook", *arguments)


def page(port: int) -> str | None:
    """Who answers at the port, or nobody."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as answer:
            return answer.headers["Content-Security-Policy"]
    except urllib.error.HTTPError as answer:
        return answer.headers["Content-Security-Policy"]
    except OSError:
        return None


def wait_for(what: Callable[[], object], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.05)


def database(state: Path) -> psutil.Process | None:
    return EmbeddedServer(state / "postgresql").process()


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_serve_answers_and_ends_when_told_and_the_database_with_it(start, state, told):
    port = free_port()
    web = start(*duebook("serve", "--port", str(port)))
    wait_for(lambda: page(port))
    assert "script-src 'self';" in page(port) + ";"
    assert "unsafe" not in page(port)
    assert database(state)
    web.send_signal(told)
    assert web.wait(20) == 0
    assert page(port) is None
    assert database(state) is None


def test_serve_and_worker_outlive_a_database_killed_with_9(start, state):
    port = free_port()
    start(*duebook("serve", "--port", str(port)))
    start(*duebook("worker"))
    wait_for(lambda: page(port))
    time.sleep(1)
    first = database(state)
    first.kill()
    wait_for(lambda: database(state) not in (None, first), 60)
    assert page(port)


def test_before_init_serve_says_what_to_do(tmp_path, short_folder):
    tried = subprocess.run(duebook("serve"), env=at(short_folder), capture_output=True, text=True, timeout=60)
    assert tried.returncode == 2
    assert "Run: duebook init" in tried.stderr
    assert database(short_folder) is None


def test_a_taken_port_is_said_in_one_line(state):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        tried = subprocess.run(
            duebook("serve", "--port", port), env=at(state), capture_output=True, text=True, timeout=60
        )
    assert tried.returncode == 2
    assert f"Port {port} cannot be used" in tried.stderr
    assert "--port" in tried.stderr
    assert "Traceback" not in tried.stderr


def test_the_mailbox_takes_mail_and_says_when_its_port_is_taken(start, tmp_path):
    port = str(free_port())
    mailbox = start(*duebook("mailbox", "--port", port, "--folder", str(tmp_path)))

    def sent() -> bool:
        try:
            with smtplib.SMTP("127.0.0.1", int(port), timeout=5) as smtp:
                smtp.sendmail("us@example.com", ["them@example.org"], "Subject: hello\r\n\r\nhello")
            return True
        except OSError:
            return False

    wait_for(sent)
    assert len(list(tmp_path.glob("*.eml"))) == 1
    second = subprocess.run(duebook("mailbox", "--port", port), capture_output=True, text=True, timeout=60)
    assert second.returncode == 2
    assert re.search(f"Port {port} cannot be used.*--port", second.stderr)
    mailbox.terminate()
    assert mailbox.wait(20) == 0


@pytest.fixture
def demo(start, tmp_path):
    """Web server, worker and mailbox together; gives the one that started them, and all the others."""
    port, mail = free_port(), free_port()
    parent = start(sys.executable, "-c", DEMO, str(port), str(mail), str(tmp_path))
    pids = [int(pid) for pid in parent.stdout.readline().split()]
    wait_for(lambda: page(port))
    family = psutil.Process(parent.pid).children(recursive=True)
    assert set(pids) <= {process.pid for process in family}
    return parent, family


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_all_end_with_the_one_that_started_them(demo, state, told):
    parent, family = demo
    parent.send_signal(told)
    assert parent.wait(30) == 0
    assert not [process for process in family if process.is_running()]
    assert database(state) is None


def test_if_one_ends_so_do_the_others(demo, state):
    parent, family = demo
    family[0].terminate()
    assert parent.wait(30) == 0
    assert not [process for process in family if process.is_running()]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children of their parent's death")
def test_no_orphans_when_the_parent_is_killed_with_9(demo, state):
    parent, family = demo
    parent.kill()
    parent.wait()
    wait_for(lambda: not [process for process in family if alive(process)])
    wait_for(lambda: database(state) is None)


def alive(process: psutil.Process) -> bool:
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
