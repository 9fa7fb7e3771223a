"""Runs queued jobs. As many workers as wanted, on as many hosts as wanted."""

import asyncio
from typing import Any

from procrastinate import PsycopgConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params

from duebook.jobs.recovery import recover

HEARTBEAT = 5.0  # seconds between two signs of life of a worker
SILENCE = 20.0  # seconds without one, after which a worker counts as dead


def run(concurrency: int = 2, until_idle: bool = False, silence: float = SILENCE) -> None:
    """Work until told to stop (Ctrl-C, SIGTERM), or, with ``until_idle``, until no job is due.

    A job that is running when the stop comes is finished first.
    """
    asyncio.run(_run(silence, concurrency=concurrency, wait=not until_idle))


async def _run(silence: float, **options: Any) -> None:
    # A second app over the same tasks: the worker's own connections read the queue, while a job that queues
    # another one still does so on Django's connection, in the transaction of its decision.
    # Django is asked for the address at every connection, which wakes an embedded server that died.
    worker = app.with_connector(PsycopgConnector(kwargs=connector_params))
    async with worker.open_async():
        await recover(worker.job_manager, silence)
        await worker.run_worker_async(
            update_heartbeat_interval=HEARTBEAT, stalled_worker_timeout=silence, **options
        )
