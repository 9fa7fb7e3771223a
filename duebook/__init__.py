"""Duebook: accounts-receivable automation, from the invoice to the reconciled payment."""

__version__ = "0.1.0"
