"""The life of the example company: its files arrive day by day, and people who know the truth decide."""

import csv
from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from duebook.books.companies.models import Company
from duebook.books.matching.setting import setting_of, switch
from duebook.core.matching.setting import Setting
from duebook.flows.clerk import TrueLine, Truth, decide_as_the_truth_says, look_again
from duebook.flows.day import Day, run_day
from duebook.flows.deliver import Channel
from duebook.flows.receive_files import Arrived, receive_file

PATIENCE = timedelta(days=2)
"""So long a receipt waits before the clerk decides."""


def read_truth(folder: Path) -> Truth:
    """``truth/truth.csv`` of a simulated company."""
    truth: dict[str, list[TrueLine]] = defaultdict(list)
    with (folder / "truth" / "truth.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            line = TrueLine(
                row["invoice_number"], row["amount_applied"], row["difference"], row["difference_reason"]
            )
            truth[row["receipt_id"]].append(line)
    return truth


def live(
    company: Company, folder: Path, day: date, truth: Truth, channel: Channel | None, remind: bool
) -> Day:
    """One day of the company in ``folder``; ``remind`` False: its customers do not hear from Duebook yet."""
    now = datetime.combine(day, time(6), UTC)
    for name in ("customers.csv", "rates.csv"):
        receive_file(company, Arrived(name, (folder / name).read_bytes(), day), "example", now)
    decide_as_the_truth_says(company, truth, day - PATIENCE, now)
    look_again(company, truth, day - PATIENCE, now)
    return run_day(company, day, folder / "inbox", channel, now, "example", remind)


def post_by_itself(company: Company, day: date) -> None:
    """The controller of the example company has seen enough: what is certain is posted from now on."""
    if not setting_of(company).unattended:
        setting = Setting("automatic", seed="made-up books need no secret")
        switch(company, setting, "controller", datetime.combine(day, time(5), UTC))
