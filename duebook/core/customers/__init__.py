"""Whom we bill, and who pays for them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Customer:
    """Whom we bill. ``customer_id`` is the seller's own number; ISO 639-1 language, ISO 3166-1 country."""

    customer_id: str
    name: str
    country: str = ""
    language: str = ""
    email: str = ""
    bank_accounts: tuple[str, ...] = ()
