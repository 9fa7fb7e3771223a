"""rates.csv: exchange rates, one row per day and currency."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from duebook.core.problems import Problem
from duebook.formats.table.record import Record
from duebook.formats.table.records import Manner, Shape, read_once


@dataclass(frozen=True, slots=True)
class QuotedRate:
    """``rate`` units of ``currency`` are worth one unit of the company's own currency on ``day``."""

    day: date
    currency: str
    rate: Decimal


@dataclass(frozen=True, slots=True)
class RateTable:
    """What was understood of a list of rates, and what was not."""

    rates: tuple[QuotedRate, ...]
    problems: tuple[Problem, ...]


def read_rates(
    data: bytes,
    name: str,
    mapping: Mapping[str, str] | None = None,
    date_format: str | None = None,
) -> RateTable:
    """Reads CSV, XLSX or Parquet bytes; arguments as for ``read_invoices``."""
    return RateTable(*read_once(data, name, RATES, Manner(mapping, date_format)))


def _rate(record: Record) -> QuotedRate:
    rate = record.major_amount("rate")
    if rate <= 0:
        raise record.unclear("rate", "a positive number")
    return QuotedRate(record.day("day"), record.needed("currency").upper(), rate)


RATES = Shape(
    required=("day", "currency", "rate"),
    optional=(),
    amounts=("rate",),
    days=("day",),
    build=_rate,
    identity=lambda quoted: (quoted.day, quoted.currency),
    thing="rate",
)
