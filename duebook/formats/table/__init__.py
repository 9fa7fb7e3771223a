"""Lists as CSV, XLSX or Parquet: invoices, customers, past receipts as they were applied."""

from duebook.formats.table.invoices import InvoiceTable, read_invoices, stream_invoices

__all__ = ["InvoiceTable", "read_invoices", "stream_invoices"]
