"""A small story: two customers, three invoices, one receipt that pays one of them and one nobody knows."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import User
from django.test import Client

from duebook.books.audit.operations import recording
from duebook.books.banking.operations import receive_statements
from duebook.books.companies.models import Company, Membership
from duebook.books.imports.operations import keep_file
from duebook.books.invoicing.operations import receive_invoices
from duebook.books.matching.operations import keep_and_apply
from duebook.books.messaging.models import Message
from duebook.core.banking import BankEntry, BankStatement, StatementFile
from duebook.core.invoicing import Invoice
from duebook.core.matching import Allocation, Alternative, Evidence, Proposal
from duebook.core.problems import Problem
from tests.books.story import let_post_by_itself

DAY = date(2026, 3, 20)
NOW = datetime(2026, 3, 20, 6, tzinfo=UTC)
ACCOUNT = "DE02120300000000202051"
INVOICES = [
    Invoice("10", "Baker & Sons", "R-1", date(2026, 2, 1), date(2026, 3, 1), "EUR", 119_00, 119_00),
    Invoice("10", "Baker & Sons", "R-2", date(2026, 3, 1), date(2026, 4, 1), "EUR", 50_00, 50_00),
    Invoice("20", "Café Zürich", "R-3", date(2025, 10, 1), date(2025, 11, 1), "EUR", 1_000_00, 1_000_00),
]


def no_rates(source: str, target: str, day: date):
    raise AssertionError("the story has one currency")


def entry(number: int, amount: int, payer: str, text: str) -> BankEntry:
    return BankEntry(
        f"line {number}", DAY, DAY, amount, "EUR", "credit", f"B{number}", payer_name=payer, remittance=text
    )


@pytest.fixture
def company(db) -> Company:
    """Acme, with the story in its books."""
    company = Company.objects.create(code="acme", name="Acme Lamps", currency="EUR")
    with recording(company, "receive file", "file 1", "test", NOW) as record:
        receive_invoices(record, INVOICES, no_rates, DAY)
        problem = Problem("bank.xml", "line 7", "the amount is missing", "ask the bank")
        file = keep_file(record, "a" * 64, "bank.xml", "bank statement", (2, 0, 0), [problem])
        entries = (
            entry(1, 119_00, "BAKER AND SONS", "Invoice R-1"),
            entry(2, 77_00, "<b>Somebody</b>", "thanks"),
        )
        statement = BankStatement(ACCOUNT, "EUR", "1", None, None, entries)
        receive_statements(record, file, StatementFile("camt.053", (statement,)), no_rates)
    let_post_by_itself(company, NOW)
    with recording(company, "apply cash", "apply 1", "test", NOW) as record:
        keep_and_apply(record, answers(company), no_rates)
    return company


def answers(company: Company) -> list[Proposal]:
    known, unknown = company.receipt_set.order_by("id")
    line = Allocation("10/R-1", "10", "R-1", 119_00)
    guess = Allocation("10/R-2", "10", "R-2", 50_00)
    other = Alternative((guess,), 0.1, (Evidence("less.inexact", (), -1.0),))
    named = Evidence.of("reference.number", 3.0, count=1, all=1)
    over = Evidence.of("amount.overpaid", -1.0, amount=27_00, currency="EUR")
    return [
        Proposal(known.key, "auto", 0.999, "10", (line,), 0, (named,), (other,), engine="e-1"),
        Proposal(unknown.key, "review", 0.4, "10", (guess,), 27_00, (over,), engine="e-1"),
    ]


def enter(company: Company, role: str) -> Client:
    """A browser in which a new member of the company is signed in."""
    user = User.objects.create_user(role, password="lamp-lamp-lamp")
    Membership.objects.create(user=user, company=company, role=role)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def clerk(company: Company) -> Client:
    return enter(company, "clerk")


@pytest.fixture
def auditor(company: Company) -> Client:
    return enter(company, "auditor")


def write_message(company: Company, state: str) -> Message:
    """A letter to Baker & Sons that went as far as ``state``."""
    return Message.objects.create(
        company=company, event=company.events.first(), customer=company.customer_set.get(number="10"),
        key=f"m {state}", sender="a@acme.example", recipient="b@baker.example", language="en",
        subject="Reminder", text="Pay", html="<p style='color:red'>Please pay</p><script>alert(1)</script>",
        message_id=f"<{state}>", state=state, written_at=NOW,
    )  # fmt: skip
