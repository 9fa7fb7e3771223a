"""A simulated company that lives day by day: its files arrive, Duebook does its work, a clerk does his."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from duebook.books.companies.models import Company
from duebook.cli.init_command import open_from_toml
from duebook.connectors.channel.smtp import Mail, Outcome
from duebook.flows import example
from duebook.flows.day import Day
from duebook.simulator import COMPANY, simulate, write_days


@dataclass
class Post:
    """A channel that keeps what it is given, and never fails."""

    mails: list[Mail] = field(default_factory=list)

    def send(self, mail: Mail) -> Outcome:
        self.mails.append(mail)
        return Outcome("sent", 250, "kept")


@dataclass
class Life:
    """A company on one of its days, with all the mail it has sent so far."""

    company: Company
    folder: Path
    day: date
    did: Day
    post: Post
    receipts: Counter[str] = field(default_factory=Counter)
    """Receipts so far by what the simulator says they are."""

    def mails_today(self) -> list[Mail]:
        return [mail for mail in self.post.mails if mail.date.date() == self.day]


def live(folder: Path, seed: int, customers: int, start: date, end: date) -> Iterator[Life]:
    """Each day from ``start`` up to, not including, ``end``, when it is over."""
    days = write_days(simulate(seed, customers, start, end), COMPANY, folder)
    company, post, receipts = None, Post(), Counter[str]()
    for story in days:
        company = company or open_from_toml((folder / "company.toml").read_bytes(), "company.toml")
        example.post_by_itself(company, story.day)
        receipts.update(receipt.kind for receipt in story.receipts)
        truth = example.read_truth(folder)
        did = example.live(company, folder, story.day, truth, post, remind=True)
        yield Life(company, folder, story.day, did, post, receipts)
