"""Customers enter the books and change; within a recording."""

from collections.abc import Mapping, Sequence

from duebook.books.audit.operations import Recording
from duebook.books.customers.models import Customer, CustomerAccount
from duebook.core.customers import Customer as CustomerValue
from duebook.core.money import to_minor

FIELDS = (
    "name", "country", "language", "email", "phone", "vat_id", "terms", "credit_limit", "street",
    "postal_code", "city",
)  # fmt: skip


def known_or_new(record: Recording, names: Mapping[str, str]) -> dict[str, Customer]:
    """The customers with these numbers; those not known yet are entered with the name given."""
    known = _by_number(record, names)
    new = [
        Customer(company=record.company, number=number, name=name[:200])
        for number, name in names.items()
        if number not in known
    ]
    Customer.objects.bulk_create(new, batch_size=5000)
    known.update({customer.number: customer for customer in new})
    return known


def receive_customers(record: Recording, customers: Sequence[CustomerValue]) -> tuple[int, int, int]:
    """Enter or update master data; an empty field never erases one. Returns (added, changed, unchanged).

    Every change stands in the event's facts with old and new value.
    """
    known = _by_number(record, {c.customer_id: c.name for c in customers})
    new, changed, changes = [], [], {}
    for value in customers:
        row = known.get(value.customer_id)
        if row is None:
            new.append(_filled(Customer(company=record.company, number=value.customer_id), value))
        elif difference := _differences(row, value):
            changes[row.number] = difference
            changed.append(_filled(row, value))
    Customer.objects.bulk_create(new, batch_size=5000)
    Customer.objects.bulk_update(changed, FIELDS, batch_size=1000)
    known.update({row.number: row for row in new})
    _add_accounts(record, known, customers)
    record.facts["changed_customers"] = changes
    return len(new), len(changed), len(customers) - len(new) - len(changed)


def _by_number(record: Recording, numbers: Mapping[str, str]) -> dict[str, Customer]:
    rows = Customer.objects.filter(company=record.company, number__in=list(numbers)).select_related("company")
    return {row.number: row for row in rows}


def _differences(row: Customer, value: CustomerValue) -> dict[str, list[object]]:
    said = _said(row.company.currency, value).items()
    return {name: [getattr(row, name), new] for name, new in said if new != getattr(row, name)}


def _filled(row: Customer, value: CustomerValue) -> Customer:
    for name, new in _said(row.company.currency, value).items():
        setattr(row, name, new)
    return row


def _said(currency: str, value: CustomerValue) -> dict[str, object]:
    """What the list says of a customer, as columns; the credit limit in minor units of our currency."""
    said = {name: getattr(value, name) for name in FIELDS}
    if value.credit_limit is not None:
        said["credit_limit"] = to_minor(value.credit_limit, currency)
    return {name: new for name, new in said.items() if new not in ("", None)}


def _add_accounts(
    record: Recording, known: Mapping[str, Customer], customers: Sequence[CustomerValue]
) -> None:
    CustomerAccount.objects.bulk_create(
        (
            CustomerAccount(customer=known[value.customer_id], account=account, event_id=record.event_id)
            for value in customers
            for account in value.bank_accounts
        ),
        ignore_conflicts=True,
        batch_size=5000,
    )
