"""The files of the ERP: customers, the day's invoices, and the truth beside them."""

import csv
import io
from collections.abc import Iterable, Sequence

from duebook.core.invoicing import Invoice
from duebook.core.matching.values import PastAllocation
from duebook.core.money import plain
from duebook.simulator.values import Advice, AdvisedLine, Applied, Buyer, ReceiptTruth

CUSTOMERS = (
    "customer_id", "customer_name", "country", "language", "currency", "email", "phone", "iban", "vat_id",
    "terms", "credit_limit", "segment", "street", "postal_code", "city",
)  # fmt: skip
INVOICES = (
    "customer_id", "customer_name", "invoice_number", "kind", "po_number", "issue_date", "due_date",
    "currency", "amount", "open_amount", "terms",
)  # fmt: skip
APPLIED = ("receipt_id", "invoice_number", "amount_applied", "currency", "difference", "difference_reason")
RECEIPTS = ("receipt_id", "kind", "style", "n", "amount", "currency", "twin", "third_party")
ADVISED = (
    "document", "reference", "amount", "deduction", "reason", "currency", "receipt_id", "kind", "language",
)  # fmt: skip
HISTORY = (
    "receipt_id", "value_date", "amount", "currency", "payer_name", "payer_account", "remittance_text",
    "customer_id", "invoice_number", "amount_applied",
)  # fmt: skip


def customer_row(buyer: Buyer) -> Sequence[object]:
    """The IBAN only where the seller has learned it."""
    return (
        buyer.customer_id, buyer.name, buyer.country, buyer.language, buyer.currency, buyer.email,
        buyer.phone, buyer.payer_account if buyer.iban_known else "", buyer.vat_id, buyer.terms,
        plain(buyer.credit_limit, "EUR"), buyer.segment, buyer.street, buyer.postal_code, buyer.city,
    )  # fmt: skip


def invoice_row(invoice: Invoice) -> Sequence[object]:
    return (
        invoice.customer_id, invoice.customer_name, invoice.invoice_number, invoice.kind, invoice.po_number,
        invoice.issue_date, invoice.due_date, invoice.currency, plain(invoice.amount, invoice.currency),
        plain(invoice.open_amount, invoice.currency), invoice.terms,
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
        receipt.third_party,
    )  # fmt: skip


def advised_row(document: str, advice: Advice, line: AdvisedLine) -> Sequence[object]:
    """``document`` is its path below the inbox."""
    paid, kept = plain(line.paid, line.currency), plain(line.deducted, line.currency)
    return (
        document, line.number, paid, kept, line.reason, line.currency, line.receipt_id, advice.kind,
        advice.payer.language,
    )  # fmt: skip


def history_row(past: PastAllocation) -> Sequence[object]:
    return (
        past.receipt_id, past.value_date, plain(past.amount, past.currency), past.currency, past.payer_name,
        past.payer_account, past.remittance, past.customer_id, past.invoice_number,
        plain(past.amount_applied, past.currency),
    )  # fmt: skip


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """RFC 4180 with line feeds; no header when ``header`` is empty, so that files can be continued."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if header:
        writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()
