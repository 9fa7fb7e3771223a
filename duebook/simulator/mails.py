"""What customers write to the receivables desk, in their own language."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime

from duebook.core.money import plain
from duebook.simulator.tables import languages
from duebook.simulator.values import Advice, Buyer, Mail, MailBody

_NOTHING = MailBody()


def advice_mail(advice: Advice) -> Mail:
    """The covering mail of a remittance advice."""
    total = money(advice.total, advice.currency)
    numbers = [line.number for line in advice.lines]
    mail = letter("advice", advice.payer, advice.sent_on, numbers, total, advice.paid_on)
    return replace(mail, message_id=f"{advice.name}@{mail.message_id.partition('@')[2]}")


def letter(about: str, buyer: Buyer, day: date, numbers: Iterable[str], total: str, named_day: date,
           claim: str = "") -> Mail:  # fmt: skip
    """A mail ``about`` advice, paid, dispute (of a ``claim``) or promise; the words come from
    ``tables/languages.toml``."""
    words = languages()[buyer.language]
    numbers = list(numbers)
    blanks = {
        "numbers": ", ".join(numbers),
        "total": total,
        "day": f"{named_day:%d.%m.%Y}",
        "name": buyer.name,
        "claim": claim,
    }
    return Mail(
        message_id=f"{about}-{numbers[0]}-{day:%Y%m%d}@{buyer.email.partition('@')[2]}",
        day=day,
        sender=buyer.email,
        sender_name=buyer.name,
        language=buyer.language,
        subject=words[f"{about}_subject"].format(**blanks),
        body=words[f"{about}_body"].format(**blanks),
    )


def money(minor: int, currency: str) -> str:
    """An amount as people write it in a letter: ``1234.50 EUR``."""
    return f"{plain(minor, currency)} {currency}"


def rfc5322(mail: Mail, recipient: str, holding: MailBody = _NOTHING) -> bytes:
    """The message as it lies in the mailbox; the same mail gives the same bytes."""
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = f'"{mail.sender_name}" <{mail.sender}>'
    message["To"] = recipient
    message["Date"] = format_datetime(datetime.combine(mail.day, time(9, 30), UTC))
    message["Message-ID"] = f"<{mail.message_id}>"
    message["Subject"] = mail.subject
    message["Content-Language"] = mail.language
    message.set_content(holding.text or mail.body)
    if holding.html:
        message.add_alternative(holding.html, subtype="html")
    for attachment in holding.attachments:
        maintype, _, subtype = attachment.media.partition("/")
        message.add_attachment(attachment.content, maintype, subtype, filename=attachment.name)
    if message.is_multipart():
        message.set_boundary(f"=_{mail.message_id.partition('@')[0][:60]}")
    return message.as_bytes()
