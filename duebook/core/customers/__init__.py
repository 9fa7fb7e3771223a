"""Whom we bill, and who pays for them."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Customer:
    """Whom we bill. ``customer_id`` is the seller's own number; ISO 639-1 language, ISO 3166-1 country.

    ``credit_limit``: major units of the seller's own currency; None where none is set.
    """

    customer_id: str
    name: str
    country: str = ""
    language: str = ""
    email: str = ""
    bank_accounts: tuple[str, ...] = ()
    phone: str = ""
    vat_id: str = ""
    terms: str = ""
    credit_limit: Decimal | None = None
    street: str = ""
    postal_code: str = ""
    city: str = ""
