"""What customers write to the receivables desk, in their own language."""

import csv
import io
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime

from duebook.core.money import plain
from duebook.simulator.payments import Paid
from duebook.simulator.tables import languages
from duebook.simulator.values import Buyer, Mail


def advice(paid: Paid, day: date) -> Mail:
    """The remittance advice to a payment, with its lines as a CSV attachment."""
    rows = io.StringIO()
    writer = csv.writer(rows, delimiter=";", lineterminator="\r\n")
    writer.writerow(["invoice_number", "invoice_date", "amount", "paid", "deducted", "currency"])
    for line in paid.deal.lines:
        invoice = line.debt.invoice
        amounts = (plain(minor, invoice.currency) for minor in (invoice.amount, line.amount, line.difference))
        writer.writerow([invoice.invoice_number, invoice.issue_date, *amounts, invoice.currency])
    numbers = [line.debt.invoice.invoice_number for line in paid.deal.lines]
    total = money(paid.deal.total, paid.deal.lines[0].debt.invoice.currency)
    return letter("advice", paid.payer, day, numbers, total, day, rows.getvalue())


def letter(about: str, buyer: Buyer, day: date, numbers: Iterable[str], total: str, named_day: date,
           attachment: str = "") -> Mail:  # fmt: skip
    """A mail ``about`` advice, paid, dispute or promise; the words come from ``tables/languages.toml``."""
    words = languages()[buyer.language]
    numbers = list(numbers)
    blanks = {
        "numbers": ", ".join(numbers),
        "total": total,
        "day": f"{named_day:%d.%m.%Y}",
        "name": buyer.name,
    }
    return Mail(
        message_id=f"{about}-{numbers[0]}-{day:%Y%m%d}@{buyer.email.partition('@')[2]}",
        day=day,
        sender=buyer.email,
        sender_name=buyer.name,
        language=buyer.language,
        subject=words[f"{about}_subject"].format(**blanks),
        body=words[f"{about}_body"].format(**blanks),
        attachment=attachment,
    )


def money(minor: int, currency: str) -> str:
    """An amount as people write it in a letter: ``1234.50 EUR``."""
    return f"{plain(minor, currency)} {currency}"


def rfc5322(mail: Mail, recipient: str) -> bytes:
    """The message as it lies in the mailbox; the same mail gives the same bytes."""
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = f'"{mail.sender_name}" <{mail.sender}>'
    message["To"] = recipient
    message["Date"] = format_datetime(datetime.combine(mail.day, time(9, 30), UTC))
    message["Message-ID"] = f"<{mail.message_id}>"
    message["Subject"] = mail.subject
    message["Content-Language"] = mail.language
    message.set_content(mail.body)
    if mail.attachment:
        message.add_attachment(
            mail.attachment.encode(), maintype="text", subtype="csv", filename=f"remittance-{mail.day}.csv"
        )
        message.set_boundary(f"=_{mail.message_id.partition('@')[0]}")
    return message.as_bytes()
