"""How a payer writes: his words, his notation of amounts and dates. One payer always writes the same way."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from duebook.core.money import plain
from duebook.simulator.tables import advice_words
from duebook.simulator.values import Advice, AdvisedLine, Buyer, Company

MARKS = {"US": (",", "."), "GB": (",", "."), "CH": ("'", "."), "FR": ("\u202f", ","), "PL": (" ", ",")}
"""Sign between thousands, and before decimals, by country; elsewhere 1.234,56."""
PLAIN_MARKS = ("", ".")
"""What software prints that knows no country: one payer in eight."""
DAYS = {"US": "%m/%d/%Y", "GB": "%d/%m/%Y", "FR": "%d/%m/%Y", "IT": "%d/%m/%Y", "ES": "%d/%m/%Y",
        "NL": "%d-%m-%Y"}  # fmt: skip
"""By country; elsewhere 31.12.2025."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One payer's words and notation. ``layout``: a number he always chooses his layout by."""

    words: dict[str, Any]
    marks: tuple[str, str]
    day_format: str
    layout: int

    def amount(self, minor: int, currency: str) -> str:
        """``-1.234,56`` and the like, without the currency."""
        whole, _, decimals = plain(abs(minor), currency).partition(".")
        between, before = self.marks
        grouped = f"{int(whole):,}".replace(",", between) + (before + decimals if decimals else "")
        return f"-{grouped}" if minor < 0 else grouped

    def day(self, day: date) -> str:
        return day.strftime(self.day_format)

    def reason(self, line: AdvisedLine) -> str:
        return str(self.words["reasons"][line.reason]) if line.reason else ""

    def pick(self, layouts: tuple[Callable[..., Any], ...]) -> Callable[..., Any]:
        """The layout this payer uses."""
        return layouts[self.layout % len(layouts)]


@dataclass(frozen=True, slots=True)
class Printed:
    """Everything a printed advice shows, already in the payer's words and figures.

    ``heads``: of the columns; ``rows``: one per document; ``facts``: label and value; ``carried``: for each
    row the sum up to it, as it stands at the foot of a page.
    """

    title: str
    payer: tuple[str, ...]
    payee: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    carried: tuple[str, ...]
    words: Mapping[str, str]
    total: str


def wording_of(payer: Buyer) -> Wording:
    rng = Random(f"{payer.customer_id} {payer.payer_account}")  # noqa: S311 (a manner, not a secret)
    marks = PLAIN_MARKS if rng.random() < 0.125 else MARKS.get(payer.country, (".", ","))
    day_format = "%Y-%m-%d" if marks is PLAIN_MARKS else DAYS.get(payer.country, "%d.%m.%Y")
    return Wording(advice_words()[payer.language], marks, day_format, rng.randrange(1000))


def printed(advice: Advice, company: Company) -> Printed:
    """The advice in the payer's words, ready for paper."""
    writes = wording_of(advice.payer)
    words, payer = writes.words, advice.payer
    columns = ("number", "issued", "gross", "deducted", "paid", "reason")
    return Printed(
        title=words["title"],
        payer=(payer.payer_name, payer.street, f"{payer.postal_code} {payer.city}"),
        payee=(company.name, company.email),
        facts=(
            (words["payment"], advice.reference),
            (words["paid_on"], writes.day(advice.paid_on)),
            (words["customer"], payer.customer_id),
            (words["account"], payer.payer_account),
        ),
        heads=tuple(words[column] for column in columns),
        rows=tuple(_row(line, writes) for line in advice.lines),
        carried=tuple(
            writes.amount(sum(line.paid for line in advice.lines[: at + 1]), advice.currency)
            for at in range(len(advice.lines))
        ),
        words=words,
        total=f"{writes.amount(advice.total, advice.currency)} {advice.currency}",
    )


def _row(line: AdvisedLine, writes: Wording) -> tuple[str, ...]:
    gross, kept, paid = (
        writes.amount(minor, line.currency) for minor in (line.gross, line.deducted, line.paid)
    )
    return line.number, writes.day(line.issued), gross, kept, paid, writes.reason(line)
