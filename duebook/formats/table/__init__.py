"""Lists as CSV, XLSX or Parquet: invoices, customers, past receipts as they were applied, exchange rates."""

from duebook.formats.table.applied import AppliedTable, read_applied
from duebook.formats.table.customers import CustomerTable, read_customers
from duebook.formats.table.invoices import InvoiceTable, read_invoices, stream_invoices
from duebook.formats.table.kinds import recognise
from duebook.formats.table.rates import QuotedRate, RateTable, read_rates

__all__ = [
    "AppliedTable",
    "CustomerTable",
    "InvoiceTable",
    "QuotedRate",
    "RateTable",
    "read_applied",
    "read_customers",
    "read_invoices",
    "read_rates",
    "recognise",
    "stream_invoices",
]
