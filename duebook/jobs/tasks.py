"""The jobs by name."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

from duebook.jobs.recovery import recover
from duebook.jobs.worker import SILENCE

KEPT = 24 * 30  # hours for which a finished job can be looked at


@app.periodic(cron="* * * * *")
@app.task(pass_context=True)
async def recover_stalled_jobs(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 (given by the queue)
    """Every minute. It takes no lock: a lock of a killed recovery would block every later one."""
    await recover(context.app.job_manager, SILENCE)


@app.periodic(cron="30 3 * * *")
@app.task(pass_context=True)
async def forget_old_jobs(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 (given by the queue)
    """Every night. Failed jobs stay until somebody has dealt with them."""
    await context.app.job_manager.delete_old_jobs(nb_hours=KEPT)
