"""A real worker process on a real queue: jobs commit with their decision and survive kill -9."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

pytestmark = pytest.mark.usefixtures("empty_queue")

# The worker as `duebook worker` runs it, and three jobs of the kind that tests need.
WORKER = """
import pathlib, sys, time
import django
django.setup()
from django.db import transaction
from procrastinate.contrib.django import app

@app.task(name="write")
def write(path):
    with open(path, "a") as out:
        out.write("done ")

@app.task(name="hang_once")
def hang_once(path):
    first = not pathlib.Path(path).exists()
    write(path)
    if first:
        time.sleep(600)

@app.task(name="fail_after_queueing")
def fail_after_queueing(path):
    with transaction.atomic():
        write.defer(path=path)
        raise ValueError("the decision is taken back")

from duebook.jobs import worker
worker.run(until_idle=sys.argv[1] == "idle", silence=float(sys.argv[2]))
"""


@pytest.fixture
def work(database_url: str) -> Iterator[Callable[..., subprocess.Popen]]:
    """Start a worker process on the test's database."""
    workers: list[subprocess.Popen] = []

    def start(mode: str = "idle", silence: float = 20) -> subprocess.Popen:
        command = [sys.executable, "-c", WORKER, mode, str(silence)]
        workers.append(subprocess.Popen(command, env={**os.environ, "DATABASE_URL": database_url}))
        return workers[-1]

    yield start
    for worker in workers:
        worker.kill()
        worker.wait()


def queue(task: str, path: Path) -> int:
    return app.configure_task(task, allow_unknown=True).defer(path=str(path))


def status(job: int) -> str:
    return ProcrastinateJob.objects.get(pk=job).status


def wait_for(what: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.05)


def test_a_job_runs_once_and_the_worker_goes_home_when_nothing_is_left(work, tmp_path):
    job = queue("write", tmp_path / "letter")
    assert work().wait(30) == 0
    assert (tmp_path / "letter").read_text() == "done "
    assert status(job) == "succeeded"


def test_a_decision_taken_back_takes_its_job_with_it():
    with transaction.atomic():
        queue("write", Path("never"))
        transaction.set_rollback(True)
    assert not ProcrastinateJob.objects.exists()


def test_the_same_holds_for_a_job_queued_by_a_job(work, tmp_path):
    job = queue("fail_after_queueing", tmp_path / "letter")
    assert work().wait(30) == 0
    assert status(job) == "failed"
    assert ProcrastinateJob.objects.filter(task_name="write").count() == 0
    assert not (tmp_path / "letter").exists()


def test_the_job_of_a_worker_killed_with_9_is_done_by_the_next(work, tmp_path):
    job = queue("hang_once", tmp_path / "letter")
    killed = work("stay")
    wait_for((tmp_path / "letter").exists)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert status(job) == "doing"

    time.sleep(1)
    assert work("idle", silence=0.5).wait(30) == 0
    assert status(job) == "succeeded"
    assert (tmp_path / "letter").read_text() == "done done "


def test_a_living_worker_takes_over_within_its_minute(work, tmp_path):
    """What the worker does every minute, here at once."""
    job = queue("hang_once", tmp_path / "letter")
    killed = work("stay")
    wait_for((tmp_path / "letter").exists)
    living = work("stay", silence=600)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    with connection.cursor() as cursor:  # let the silence be long
        cursor.execute(
            "UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '1 hour' "
            "WHERE id = (SELECT worker_id FROM procrastinate_jobs WHERE id = %s)",
            [job],
        )
    app.configure_task("duebook.jobs.tasks.recover_stalled_jobs").defer(timestamp=0)
    wait_for(lambda: status(job) == "succeeded")
    living.send_signal(signal.SIGTERM)
    assert living.wait(30) == 0


def test_ctrl_c_lets_the_worker_finish_and_end(work):
    worker = work("stay")
    with connection.cursor() as cursor:

        def there() -> bool:
            cursor.execute("SELECT count(*) FROM procrastinate_workers")
            return cursor.fetchone() == (1,)

        wait_for(there)
        worker.send_signal(signal.SIGINT)
        assert worker.wait(30) == 0
        assert not there()
