"""What a killed worker left undone is done again.

A worker that dies by kill -9 or power loss leaves its job marked as running. Nobody else would touch it.
"""

import logging

from procrastinate import exceptions
from procrastinate.manager import JobManager

log = logging.getLogger(__name__)


async def recover(manager: JobManager, silence: float) -> int:
    """Queue again the jobs of workers not heard of for ``silence`` seconds; returns how many."""
    recovered = 0
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=silence):
        try:
            await manager.retry_job(job)
        except exceptions.ProcrastinateException:
            continue  # another worker was quicker
        log.warning("Job %s (%s) of a worker that died is queued again.", job.id, job.task_name)
        recovered += 1
    return recovered
