"""The jobs by name."""

from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from procrastinate import JobContext
from procrastinate.contrib.django import app

from duebook.books.companies.models import Company
from duebook.flows.day import run_day
from duebook.flows.deliver import deliver
from duebook.flows.fetch_mail import fetch_mail
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


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="deliver")
def deliver_letters(timestamp: int) -> None:  # noqa: ARG001 (given by the queue)
    """Every minute: what waits in the outboxes goes out, if a mail server is named."""
    if settings.MAIL_CHANNEL:
        for company in Company.objects.order_by("code"):
            deliver(company, settings.MAIL_CHANNEL, "duebook worker", datetime.now(UTC))


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="mailbox", lock="mailbox")
def fetch_mails(timestamp: int) -> None:
    """Every five minutes: what arrived in the mailbox is taken in, if one is named."""
    if settings.MAILBOX:
        now = datetime.fromtimestamp(timestamp, UTC)
        fetch_mail(_owner_of_the_mailbox(), settings.MAILBOX, now.date(), "duebook worker", now)


@app.periodic(cron="0 5 * * *")
@app.task(queueing_lock="days")
def run_days(timestamp: int) -> None:
    """Every morning: each company whose folder stands in INBOX has its day."""
    now = datetime.fromtimestamp(timestamp, UTC)
    for company in Company.objects.order_by("code"):
        inbox = Path(settings.INBOX) / company.code
        if settings.INBOX and inbox.is_dir():
            run_day(company, now.date(), inbox, settings.MAIL_CHANNEL, now, "duebook worker")


def _owner_of_the_mailbox() -> Company:
    """The company that IMAP_COMPANY names, or the only one there is."""
    companies = list(Company.objects.order_by("code"))
    owners = [company for company in companies if settings.MAILBOX_OF in ("", company.code)]
    if len(owners) != 1:
        codes = ", ".join(company.code for company in companies)
        raise ImproperlyConfigured(f"say whose mailbox it is: IMAP_COMPANY is one of {codes}")
    return owners[0]
