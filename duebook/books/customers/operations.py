"""Customers enter the books and change; within a recording."""

from collections.abc import Mapping, Sequence

from duebook.books.audit.operations import Recording
from duebook.books.customers.models import Customer, CustomerAccount
from duebook.core.customers import Customer as CustomerValue

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
    _add_accounts(known, customers)
    record.facts["changed_customers"] = changes
    return len(new), len(changed), len(customers) - len(new) - len(changed)


def _by_number(record: Recording, numbers: Mapping[str, str]) -> dict[str, Customer]:
    rows = Customer.objects.filter(company=record.company, number__in=list(numbers))
    return {row.number: row for row in rows}


def _differences(row: Customer, value: CustomerValue) -> dict[str, list[object]]:
    pairs = ((name, getattr(row, name), getattr(value, name)) for name in FIELDS)
    return {name: [old, new] for name, old, new in pairs if new not in ("", None) and new != old}


def _filled(row: Customer, value: CustomerValue) -> Customer:
    for name in FIELDS:
        if getattr(value, name) not in ("", None):
            setattr(row, name, getattr(value, name))
    return row


def _add_accounts(known: Mapping[str, Customer], customers: Sequence[CustomerValue]) -> None:
    CustomerAccount.objects.bulk_create(
        (
            CustomerAccount(customer=known[value.customer_id], account=account)
            for value in customers
            for account in value.bank_accounts
        ),
        ignore_conflicts=True,
        batch_size=5000,
    )
