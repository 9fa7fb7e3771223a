"""What the customer reads: every language and tone, figures by locale, and nothing that can break out."""

import re
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duebook.core.customers import Customer
from duebook.core.dunning import (
    DEFAULT_POLICY,
    TONES,
    DunningItem,
    Reminder,
    ReminderLine,
    Sender,
    Total,
    due_reminders,
    write,
)
from duebook.core.dunning.spelling import spelling_for
from duebook.core.dunning.texts import LANGUAGES
from duebook.core.dunning.wording import language_of

DUE = date(2026, 3, 31)
SENDER = Sender(
    "Nordlicht Handels GmbH",
    ("Hafenstraße 5, 26721 Emden",),
    language="de",
    iban="DE02120300000000202051",
    bic="BYLADEM1001",
)
CUSTOMER = Customer("1001", "Müller & Söhne", "DE", "de", "a@b.example")


def item(number: str, amount: int, **changes) -> DunningItem:
    plain = DunningItem(f"1001/{number}", "1001", number, "EUR", amount, amount, date(2026, 3, 1), DUE)
    return replace(plain, **changes)


ITEMS = [
    item("RE-17", 1_234_50, open_amount=1_000_00, disputed_amount=200_00, due_date=DUE - timedelta(20)),
    item("RE-18", 99_00),
    item("GS-7", -30_00, kind="credit_note"),
    item("", -12_34, kind="unapplied_cash"),
]


def reminder_on(offset: int, items=ITEMS, sent=frozenset()) -> Reminder:
    reminders = due_reminders(items, sent, {}, DEFAULT_POLICY, DUE + timedelta(offset))
    return next(reminder for reminder in reminders if reminder.action == "message")


def written(reminder: Reminder, customer: Customer = CUSTOMER, sender: Sender = SENDER):
    return write(reminder, sender, customer, reminder.as_of)


def test_a_german_reminder_as_its_reader_sees_it():
    message = written(reminder_on(7, sent={("1001/RE-17", "reminder_21")}))
    assert message.subject == "Zahlungserinnerung – Kundennr. 1001"
    assert message.text == GERMAN


GERMAN = """\
Sehr geehrte Damen und Herren,

sicher ist es Ihrer Aufmerksamkeit entgangen: Für den nachstehenden Betrag konnten wir noch keinen \
Zahlungseingang feststellen.

Beleg                           Belegdatum  Fällig am   Tage überfällig  Betrag (EUR)  Offen (EUR)
--------------------------------------------------------------------------------------------------
RE-17                           01.03.2026  11.03.2026               27      1.234,50       800,00
RE-18                           01.03.2026  31.03.2026                7         99,00        99,00
Noch nicht zugeordnete Zahlung  01.03.2026                                     -12,34       -12,34
Gutschrift GS-7                 01.03.2026                                     -30,00       -30,00
--------------------------------------------------------------------------------------------------
                                                                                     Summe  899,00
                                                                           Zu zahlen (EUR)  856,66

Der Vollständigkeit halber enthält die Aufstellung auch Beträge, die schon früher fällig waren. \
Ihre Guthaben haben wir bereits abgezogen. Beträge, die Sie beanstandet haben, sind nicht enthalten.

Bitte überweisen Sie 856,66\u00a0EUR bis zum 14. April 2026. Sollte der Zahlung etwas entgegenstehen, lassen \
Sie es uns bitte wissen; wir finden gern gemeinsam mit Ihnen eine Lösung.

Sollten Sie inzwischen gezahlt haben, betrachten Sie dieses Schreiben bitte als gegenstandslos. Haben Sie \
Fragen oder sind Sie mit einer Position nicht einverstanden? Antworten Sie einfach auf diese E-Mail.

Bitte überweisen Sie auf folgendes Konto:
Kontoinhaber:     Nordlicht Handels GmbH
IBAN:             DE02 1203 0000 0000 2020 51
BIC:              BYLADEM1001
Verwendungszweck: 1001 RE-17 RE-18

Mit freundlichen Grüßen
Nordlicht Handels GmbH
Hafenstraße 5, 26721 Emden
"""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("tone", TONES)
def test_every_language_has_every_tone_and_fills_every_gap(language, tone):
    reminder = replace(reminder_on(7), tone=tone)
    message = written(reminder, replace(CUSTOMER, language=language))
    assert message.language == language
    for part in (message.subject, message.text, message.html):
        assert "{" not in part
    assert "1001" in message.subject
    for figure in ("RE-17", "RE-18", "DE02 1203 0000 0000 2020 51"):
        assert figure in message.text
        assert figure in message.html


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_demand_names_the_sum_and_the_day_in_every_language(language):
    texts = LANGUAGES[language]
    for tone in ("first", "second", "final"):
        assert "{total}" in texts.letters[tone].request
        assert "{pay_by}" in texts.letters[tone].request
    assert "{total}" in texts.letters["due_today"].request
    assert {"{numbers}", "{date}"} <= set(re.findall(r"\{\w+\}", texts.promised))
    assert len({letter.subject for letter in texts.letters.values()}) == len(TONES)


def test_a_broken_promise_is_named():
    promised = item("RE-18", 99_00, promised_until=DUE + timedelta(1))
    text = written(reminder_on(5, [promised])).text
    assert "Für RE-18 hatten Sie uns die Zahlung bis zum 1. April 2026 angekündigt" in text


def test_currencies_are_never_added_up():
    reminder = reminder_on(7, [item("RE-1", 50_00), item("US-1", 70_00, currency="USD")])
    text = written(reminder).text
    assert "50,00\u00a0EUR + 70,00\u00a0USD" in text
    assert "120,00" not in text


SPELLINGS = [
    # language, country, minor units, currency, amount, date in a table, date in a sentence
    ("en", "GB", 1234567, "EUR", "12,345.67", "1 Mar 2026", "1 March 2026"),
    ("en", "US", 1234567, "USD", "12,345.67", "Mar 1, 2026", "March 1, 2026"),
    ("en", "", 1234567, "EUR", "12,345.67", "1 Mar 2026", "1 March 2026"),
    ("de", "DE", 1234567, "EUR", "12.345,67", "01.03.2026", "1. März 2026"),
    ("de", "CH", 1234567, "CHF", "12’345.67", "01.03.2026", "1. März 2026"),
    ("fr", "FR", 1234567, "EUR", "12\u202f345,67", "1 mars 2026", "1er mars 2026"),
    ("it", "IT", 1234567, "EUR", "12.345,67", "1 mar 2026", "1º marzo 2026"),
    ("pl", "PL", 1234567, "PLN", "12\u00a0345,67", "1 mar 2026", "1 marca 2026"),
    ("ro", "RO", 1234567, "RON", "12.345,67", "1 mar. 2026", "1 martie 2026"),
    ("nl", "NL", 1234567, "EUR", "12.345,67", "1 mrt 2026", "1 maart 2026"),
    ("es", "ES", 1234567, "EUR", "12.345,67", "1 mar 2026", "1 de marzo de 2026"),
    ("fy", "NL", 1234567, "EUR", "12.345,67", "1 Mrt 2026", "1 Maart 2026"),
    ("de", "JP", 1234567, "JPY", "1.234.567", "01.03.2026", "1. März 2026"),
    ("pl", "US", 1234567, "KWD", "1\u00a0234,567", "1 mar 2026", "1 marca 2026"),
    ("de", "??", -5, "EUR", "-0,05", "01.03.2026", "1. März 2026"),
]


@pytest.mark.parametrize(("language", "country", "minor", "currency", "amount", "short", "long"), SPELLINGS)
def test_figures_as_the_reader_writes_them(language, country, minor, currency, amount, short, long):
    spelling = spelling_for(language, country)
    assert spelling.amount(minor, currency) == amount
    assert spelling.day(date(2026, 3, 1)) == short
    assert spelling.day_in_words(date(2026, 3, 1)) == long


def test_the_thirty_first_is_no_first():
    assert spelling_for("fr", "FR").day_in_words(date(2026, 3, 31)) == "31 mars 2026"


LANGUAGE_CHOICES = [
    ("fr", "DE", "fr"),
    ("de-CH", "CH", "de"),
    ("DE_at", "AT", "de"),
    ("", "PL", "pl"),
    ("", "BE", "nl"),  # several languages: the sender's
    ("", "", "nl"),
    ("cs", "CZ", "en"),  # no texts: English
]


@pytest.mark.parametrize(("language", "country", "chosen"), LANGUAGE_CHOICES)
def test_the_language(language, country, chosen):
    customer = replace(CUSTOMER, language=language, country=country)
    assert language_of(customer, replace(SENDER, language="nl")) == chosen


def test_without_an_account_there_are_no_bank_details():
    assert "IBAN" not in written(reminder_on(7), sender=Sender("Nordlicht")).text


def test_more_documents_than_a_transfer_can_quote_leave_the_customer_number():
    reminder = reminder_on(7, [item(f"RE-2026-{number:06}", 10_00) for number in range(30)])
    assert "Verwendungszweck: 1001\n" in written(reminder).text


REFUSED = [
    (replace(reminder_on(7), action="call"), CUSTOMER, reminder_on(7).as_of, "work for a person"),
    (reminder_on(7), CUSTOMER, DUE, "decide again"),
    (reminder_on(7), replace(CUSTOMER, customer_id="1002"), reminder_on(7).as_of, "is for 1001"),
]


@pytest.mark.parametrize(("reminder", "customer", "as_of", "why"), REFUSED)
def test_what_is_not_written(reminder, customer, as_of, why):
    with pytest.raises(ValueError, match=why):
        write(reminder, SENDER, customer, as_of)


class Structure(HTMLParser):
    """The tags of a page, to compare, and whether each one that was opened was closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def page(number: str, customer_id: str, sender_name: str) -> str:
    overdue = replace(item(number, 99_00), customer_id=customer_id)
    reminder = replace(
        reminder_on(7, [item("RE-1", 99_00)]),
        customer_id=customer_id,
        lines=(ReminderLine(overdue, 99_00, 7),),
        totals=(Total("EUR", 99_00, 0),),
    )
    customer = replace(CUSTOMER, customer_id=customer_id)
    message = written(reminder, customer, replace(SENDER, name=sender_name))
    assert "\n" not in message.subject
    assert "\r" not in message.subject
    return message.html


@given(number=st.text(), customer_id=st.text(min_size=1), sender_name=st.text(min_size=1))
def test_no_name_or_number_changes_the_page(number, customer_id, sender_name):
    hostile, harmless = Structure(page(number, customer_id, sender_name)), Structure(page("1", "1", "1"))
    assert hostile.tags == harmless.tags
    assert hostile.open == []


@pytest.mark.parametrize("attack", ["<script>alert(1)</script>", '"><img src=x>', "&lt;b&gt;", "{total}"])
def test_attacks_are_shown_as_text(attack):
    assert Structure(page(attack, attack, attack)).tags == Structure(page("1", "1", "1")).tags
