"""The files of the ERP: customers, the day's invoices, and the truth beside them."""

import csv
import io
from collections.abc import Iterable, Sequence

from duebook.core.invoicing import Invoice
from duebook.core.money import plain
from duebook.simulator.values import Applied, Buyer, ReceiptTruth

CUSTOMERS = ["customer_id", "customer_name", "country", "language", "currency", "email", "phone", "iban", "vat_id", "terms", "credit_limit", "segment", "street", "postal_code", "city"]
INVOICES = ["customer_id", "customer_name", "invoice_number", "kind", "po_number", "issue_date", "due_date", "currency", "amount", "terms"]
APPLIED = ["receipt_id", "invoice_number", "amount_applied", "currency", "difference", "difference_reason"]
RECEIPTS = ["receipt_id", "kind", "style", "n", "amount", "currency", "twin"]


def customer_row(buyer: Buyer) -> Sequence[object]:
    """The IBAN only where the seller has learned it."""
    return (
        buyer.customer_id, buyer.name, buyer.country, buyer.language, buyer.currency, buyer.email, buyer.phone,
        buyer.payer_account if buyer.iban_known else "", buyer.vat_id, buyer.terms,
        plain(buyer.credit_limit, "EUR"), buyer.segment, buyer.street, buyer.postal_code, buyer.city,
    )  # fmt: skip


def invoice_row(invoice: Invoice) -> Sequence[object]:
    return (
        invoice.customer_id, invoice.customer_name, invoice.invoice_number, invoice.kind, invoice.po_number,
        invoice.issue_date, invoice.due_date, invoice.currency, plain(invoice.amount, invoice.currency),
        invoice.terms,
    )  # fmt: skip


def applied_row(line: Applied) -> Sequence[object]:
    return (
        line.receipt_id, line.invoice_number, plain(line.amount, line.currency), line.currency,
        plain(line.difference, line.currency), line.reason,
    )  # fmt: skip


def receipt_row(receipt: ReceiptTruth) -> Sequence[object]:
    return (
        receipt.receipt_id, receipt.kind, receipt.style, receipt.items,
        plain(receipt.amount, receipt.currency), receipt.currency, receipt.twin,
    )  # fmt: skip


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """RFC 4180 with line feeds; no header when ``header`` is empty, so that files can be continued."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if header:
        writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()
