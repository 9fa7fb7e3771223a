"""Lists as CSV, XLSX or Parquet: invoices, customers, past receipts as they were applied."""

from duebook.formats.table.applied import AppliedTable, read_applied
from duebook.formats.table.customers import CustomerTable, read_customers
from duebook.formats.table.invoices import InvoiceTable, read_invoices, stream_invoices
from duebook.formats.table.kinds import recognise

__all__ = [
    "AppliedTable",
    "CustomerTable",
    "InvoiceTable",
    "read_applied",
    "read_customers",
    "read_invoices",
    "recognise",
    "stream_invoices",
]
