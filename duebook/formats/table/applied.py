"""applied.csv: past receipts as they were applied, one row per allocation."""

from collections.abc import Mapping
from dataclasses import dataclass

from duebook.core.matching import PastAllocation
from duebook.core.problems import Problem
from duebook.formats.table.record import Record
from duebook.formats.table.records import Manner, Shape, read_once


@dataclass(frozen=True, slots=True)
class AppliedTable:
    """What was understood of a list of past allocations, and what was not."""

    allocations: tuple[PastAllocation, ...]
    problems: tuple[Problem, ...]


def read_applied(
    data: bytes,
    name: str,
    mapping: Mapping[str, str] | None = None,
    date_format: str | None = None,
    decimal: str | None = None,
    encoding: str | None = None,
) -> AppliedTable:
    """Reads CSV, XLSX or Parquet bytes; arguments as for ``read_invoices``."""
    manner = Manner(mapping, date_format, decimal, encoding)
    return AppliedTable(*read_once(data, name, APPLIED, manner))


def _allocation(record: Record) -> PastAllocation:
    currency = record.needed("currency").upper()
    return PastAllocation(
        receipt_id=record.needed("receipt_id"),
        value_date=record.day("value_date"),
        amount=record.amount("amount", currency),
        currency=currency,
        payer_name=record.shared("payer_name"),
        payer_account=record.shared("payer_account"),
        remittance=record.shared("remittance_text"),
        customer_id=record.needed("customer_id"),
        invoice_number=record.text("invoice_number"),
        amount_applied=record.amount("amount_applied", currency),
    )


APPLIED = Shape(
    required=(
        "receipt_id", "value_date", "amount", "currency", "customer_id", "invoice_number", "amount_applied",
    ),
    optional=("payer_name", "payer_account", "remittance_text"),
    amounts=("amount", "amount_applied"),
    days=("value_date",),
    build=_allocation,
    identity=None,
    thing="allocation",
)  # fmt: skip
