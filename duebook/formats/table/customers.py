"""customers.csv: whom we bill, one row each."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from duebook.core.customers import Customer
from duebook.core.problems import Problem
from duebook.formats.table.record import Record
from duebook.formats.table.records import Manner, Shape, read_once


@dataclass(frozen=True, slots=True)
class CustomerTable:
    """What was understood of a customer list, and what was not."""

    customers: tuple[Customer, ...]
    problems: tuple[Problem, ...]


def read_customers(
    data: bytes,
    name: str,
    mapping: Mapping[str, str] | None = None,
    date_format: str | None = None,
    decimal: str | None = None,
    encoding: str | None = None,
) -> CustomerTable:
    """Reads CSV, XLSX or Parquet bytes; arguments as for ``read_invoices``."""
    manner = Manner(mapping, date_format, decimal, encoding)
    return CustomerTable(*read_once(data, name, CUSTOMERS, manner))


def _customer(record: Record) -> Customer:
    country = record.shared("country").upper()
    if country and not re.fullmatch("[A-Z]{2}", country):
        raise record.unclear("country", "a country of two letters (ISO 3166-1)")
    return Customer(
        customer_id=record.needed("customer_id"),
        name=record.needed("customer_name"),
        country=country,
        language=record.shared("language").lower(),
        email=record.text("email"),
        bank_accounts=_accounts(record.text("iban")),
        phone=record.text("phone"),
        vat_id=record.text("vat_id"),
        terms=record.shared("terms"),
        credit_limit=record.major_amount("credit_limit") if record.text("credit_limit") else None,
        street=record.text("street"),
        postal_code=record.text("postal_code"),
        city=record.shared("city"),
    )


def _accounts(cell: str) -> tuple[str, ...]:
    """One account or several, set apart by comma, semicolon or bar; without the spaces of printed IBANs."""
    accounts = ("".join(part.split()).upper() for part in re.split("[,;|]", cell))
    return tuple(dict.fromkeys(account for account in accounts if account))


CUSTOMERS = Shape(
    required=("customer_id", "customer_name"),
    optional=(
        "country", "language", "email", "phone", "iban", "vat_id", "terms", "credit_limit", "street",
        "postal_code", "city",
    ),
    amounts=("credit_limit",),
    days=(),
    build=_customer,
    identity=lambda customer: customer.customer_id,
    thing="customer",
)  # fmt: skip
