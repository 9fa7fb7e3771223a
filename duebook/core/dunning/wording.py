"""From a reminder to the message that the customer reads, in his language and spelling."""

from dataclasses import dataclass
from datetime import date

from duebook.core.customers import Customer
from duebook.core.dunning.html_layout import as_html
from duebook.core.dunning.letter import ItemTable, LetterContent, Row
from duebook.core.dunning.spelling import Spelling, spelling_for
from duebook.core.dunning.text_layout import as_text
from duebook.core.dunning.texts import LANGUAGES, Labels, Texts
from duebook.core.dunning.values import DunningItem, Reminder, ReminderLine, Total

_BY_COUNTRY = {
    **dict.fromkeys(("AT", "DE", "LI"), "de"),
    **dict.fromkeys(("AR", "CL", "CO", "CR", "EC", "ES", "GT", "MX", "PE", "UY", "VE"), "es"),
    **dict.fromkeys(("FR", "MC"), "fr"),
    **dict.fromkeys(("IT", "SM"), "it"),
    **dict.fromkeys(("AU", "GB", "IE", "NZ", "US"), "en"),
    "NL": "nl",
    "PL": "pl",
    **dict.fromkeys(("MD", "RO"), "ro"),
}
"""The language of business where there is one; Belgium, Canada and Switzerland have several."""

_LONGEST_REFERENCE = 140
"""Characters of remittance text in a SEPA credit transfer (EPC AT-T009)."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who asks to be paid. ``language`` (ISO 639-1) is used for customers whose own is not known.

    ``contact``: lines under the name, such as address, telephone and register entry. ``iban`` may be
    spaced or not; without it the message gives no bank details.
    """

    name: str
    contact: tuple[str, ...] = ()
    language: str = "en"
    iban: str = ""
    bic: str = ""
    bank: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent: a subject of one line, and the same content as plain text and as HTML."""

    subject: str
    text: str
    html: str
    language: str


def write(reminder: Reminder, sender: Sender, customer: Customer, as_of: date) -> Message:
    """The message of a reminder whose action is "message"; the others are work for a person.

    ``as_of`` is the day of writing; the days overdue in the reminder must be those of that day.
    Raises ValueError when it is another day's reminder, another customer's, or no message.
    """
    if reminder.action != "message":
        raise ValueError(f"a reminder to {reminder.action} is work for a person; make a work item of it")
    if reminder.as_of != as_of:
        raise ValueError(
            f"the reminder was decided on {reminder.as_of}, not {as_of}; decide again and write that"
        )
    if reminder.customer_id != customer.customer_id:
        raise ValueError(f"the reminder is for {reminder.customer_id}, not for {customer.customer_id}")
    content = _compose(reminder, sender, customer)
    return Message(content.subject, as_text(content), as_html(content), content.language)


def language_of(customer: Customer, sender: Sender) -> str:
    """His own language, else that of his country, else the sender's; English where Duebook has no texts."""
    own = customer.language.lower().replace("_", "-").partition("-")[0]
    wanted = own or _BY_COUNTRY.get(customer.country.upper()) or sender.language
    return wanted if wanted in LANGUAGES else "en"


def _compose(reminder: Reminder, sender: Sender, customer: Customer) -> LetterContent:
    language = language_of(customer, sender)
    texts, spelling = LANGUAGES[language], spelling_for(language, customer.country)
    letter = texts.letters[reminder.tone]
    request = letter.request.format(
        total=spelling.sums(reminder.totals), pay_by=spelling.day_in_words(reminder.pay_by)
    )
    return LetterContent(
        language=language,
        subject=" ".join(letter.subject.format(customer=customer.customer_id).split()),
        greeting=texts.greeting,
        before=(letter.opening, *_broken_promises(reminder, texts, spelling)),
        tables=tuple(_table(total, reminder, texts.labels, spelling) for total in reminder.totals),
        after=(*_remarks(reminder, texts), request, *_courtesies(reminder, texts)),
        bank_title=texts.bank_details,
        bank_details=_bank_details(reminder, sender, texts.labels),
        closing=texts.closing,
        signature=(sender.name, *sender.contact),
    )


def _broken_promises(reminder: Reminder, texts: Texts, spelling: Spelling) -> list[str]:
    numbers: dict[date, list[str]] = {}
    for line in reminder.lines:
        if line.broken_promise:
            numbers.setdefault(line.broken_promise, []).append(line.item.number)
    return [
        texts.promised.format(numbers=", ".join(numbers[day]), date=spelling.day_in_words(day))
        for day in sorted(numbers)
    ]


def _remarks(reminder: Reminder, texts: Texts) -> list[str]:
    """What explains the figures of the table, as far as it applies."""
    carried = any(line.step is None for line in reminder.lines)
    disputed = any(line.item.disputed_amount for line in reminder.lines)
    applies = ((carried, texts.carried), (bool(reminder.set_off), texts.set_off), (disputed, texts.disputed))
    remarks = [text for is_so, text in applies if is_so]
    return [" ".join(remarks)] if remarks else []


def _courtesies(reminder: Reminder, texts: Texts) -> list[str]:
    crossed = reminder.tone in ("first", "second", "final")
    return [f"{texts.crossed} {texts.query}" if crossed else texts.query]


def _table(total: Total, reminder: Reminder, labels: Labels, spelling: Spelling) -> ItemTable:
    currency = total.currency
    owed = [_line_row(line, spelling) for line in reminder.lines if line.item.currency == currency]
    set_off = [_credit_row(item, labels, spelling) for item in reminder.set_off if item.currency == currency]
    balance = (f"{labels.balance} ({currency})", spelling.amount(total.net, currency))
    subtotal = (labels.total, spelling.amount(total.owed, currency))
    return ItemTable(
        header=(
            labels.number,
            labels.issue_date,
            labels.due_date,
            labels.days_overdue,
            f"{labels.amount} ({currency})",
            f"{labels.open} ({currency})",
        ),
        figures_from=3,
        rows=(*owed, *set_off),
        sums=(subtotal, balance) if set_off and len(owed) > 1 else (balance,),
    )


def _line_row(line: ReminderLine, spelling: Spelling) -> Row:
    item = line.item
    return (
        item.number,
        spelling.day(item.issue_date),
        spelling.day(item.due_date),
        str(line.days_overdue) if line.days_overdue > 0 else "",
        spelling.amount(item.amount, item.currency),
        spelling.amount(line.owed, item.currency),
    )


def _credit_row(item: DunningItem, labels: Labels, spelling: Spelling) -> Row:
    kinds = {"advance": labels.advance, "unapplied_cash": labels.unapplied_cash}
    return (
        f"{kinds.get(item.kind, labels.credit_note)} {item.number}".strip(),
        spelling.day(item.issue_date),
        "",
        "",
        spelling.amount(item.amount, item.currency),
        spelling.amount(item.open_amount, item.currency),
    )


def _bank_details(reminder: Reminder, sender: Sender, labels: Labels) -> tuple[Row, ...]:
    if not sender.iban:
        return ()
    iban = "".join(sender.iban.split())
    rows = (
        (labels.holder, sender.name),
        (labels.iban, " ".join(iban[start : start + 4] for start in range(0, len(iban), 4))),
        (labels.bic, sender.bic),
        (labels.bank, sender.bank),
        (labels.reference, _reference(reminder)),
    )
    return tuple(row for row in rows if row[1])


def _reference(reminder: Reminder) -> str:
    """What the payer quotes: customer number and document numbers, as far as a transfer can carry them."""
    full = " ".join((reminder.customer_id, *(line.item.number for line in reminder.lines)))
    return full if len(full) <= _LONGEST_REFERENCE else reminder.customer_id
