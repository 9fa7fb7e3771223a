"""Advices as lists in an attachment: CSV with the columns of software, XLSX with those of the payer."""

import csv
import io
from collections.abc import Iterator

from duebook.core.money import plain, to_major
from duebook.simulator.advices.wording import wording_of
from duebook.simulator.advices.workbook import Cell, xlsx
from duebook.simulator.values import Advice, Attachment, Company, MailBody

CSV_COLUMNS = ("invoice_number", "invoice_date", "amount", "paid", "deducted", "reason", "currency")
SHEET_COLUMNS = ("number", "issued", "gross", "deducted", "paid", "currency", "reason")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def in_csv(advice: Advice, _: Company) -> MailBody:
    rows = io.StringIO()
    writer = csv.writer(rows, delimiter=";", lineterminator="\r\n")
    writer.writerow(CSV_COLUMNS)
    for line in advice.lines:
        amounts = (plain(minor, line.currency) for minor in (line.gross, line.paid, line.deducted))
        writer.writerow([line.number, line.issued, *amounts, line.reason, line.currency])
    name = f"remittance-{advice.sent_on}.csv"
    return MailBody(attachments=(Attachment(name, "text/csv", rows.getvalue().encode()),))


def in_xlsx(advice: Advice, _: Company) -> MailBody:
    """One sheet: who pays, the table, its total; amounts and days are true numbers and dates."""
    name = f"{wording_of(advice.payer).words['title']} {advice.reference}.xlsx"
    return MailBody(attachments=(Attachment(name, XLSX, xlsx(_rows(advice))),))


def _rows(advice: Advice) -> Iterator[list[Cell]]:
    writes = wording_of(advice.payer)
    words = writes.words
    yield [words["title"], advice.payer.payer_name]
    yield [words["payment"], advice.reference]
    yield [words["paid_on"], advice.paid_on]
    yield []
    yield [words[column] for column in SHEET_COLUMNS]
    for line in advice.lines:
        gross, kept, paid = (to_major(m, line.currency) for m in (line.gross, line.deducted, line.paid))
        yield [line.number, line.issued, gross, kept, paid, line.currency, writes.reason(line)]
    yield [words["total"], None, None, None, to_major(advice.total, advice.currency), advice.currency]
