"""Invoice lists for the tests of this folder."""

from duebook.formats.table import InvoiceTable, read_invoices

HEAD = "customer_id,customer_name,invoice_number,issue_date,due_date,currency,amount"


def listed(*rows: str, head: str = HEAD, **manner) -> InvoiceTable:
    return read_invoices("\n".join((head, *rows)).encode(), "invoices.csv", **manner)
