"""The work list: what waits for people, with its money, and where it leads."""

from datetime import date, timedelta

import pytest

from duebook.books.audit.operations import recording
from duebook.books.invoicing.operations import receive_invoices
from duebook.books.ledger.operations import set_off
from duebook.books.work.queries import count_work, largest_tasks, work_list
from duebook.cli.day_command import largest
from duebook.core.invoicing import Invoice
from duebook.core.money import Money
from duebook.flows.collect import collect
from tests.desk.conftest import DAY, NOW, no_rates, write_message
from tests.desk.test_pages import words


@pytest.fixture
def asked(company) -> None:
    """A dunning run: R-3 is long past every letter, a person must decide."""
    collect(company, DAY, "test", NOW)


def test_every_kind_tells_who_why_how_much_and_where(company, asked):
    message = write_message(company, "unknown")
    tasks = {task.kind: task for part in work_list(company, DAY, 8) for task in part.first}
    receipt = company.receipt_set.get(payer_name="<b>Somebody</b>")
    proposal, contact = tasks["proposal"], tasks["contact"]
    assert (proposal.key, proposal.money) == (str(receipt.pk), Money(77_00, "EUR"))
    assert (proposal.why, proposal.since) == ("27.00 EUR more than owed", DAY)
    assert (contact.key, contact.customer, contact.money) == ("20", "Café Zürich", Money(1_000_00, "EUR"))
    assert contact.why == "decide what happens with 1 items, the oldest due since 2025-11-01"
    assert (tasks["message"].key, tasks["message"].subject) == (str(message.pk), "unknown")
    assert tasks["file"].why == "1 problems, the first at line 7: the amount is missing"


def test_the_most_money_comes_first_whatever_its_kind(company, asked):
    assert [task.money.minor for task in largest_tasks(company, DAY, 2)] == [1_000_00, 77_00]


def test_what_was_paid_in_the_meantime_is_nobodys_task(company, asked):
    assert count_work(company, DAY)["contact"] == 1
    credit = Invoice("20", "Café Zürich", "G-3", DAY, DAY, "EUR", -1_000_00, -1_000_00, kind="credit_note")
    with recording(company, "credit", "credit", "test", NOW) as record:
        receive_invoices(record, [credit], no_rates, DAY)
        set_off(record, "20/G-3", "20/R-3", 1_000_00, DAY)
    waiting = {"proposal": 1, "unmatched": 0, "contact": 0, "message": 0, "file": 1, "review": 1}
    assert count_work(company, DAY) == waiting | {"remittance": 0}


def test_files_are_on_the_list_for_two_weeks(company):
    assert count_work(company, DAY + timedelta(days=13))["file"] == 1
    assert count_work(company, DAY + timedelta(days=14))["file"] == 0
    assert count_work(company, date(2026, 3, 19))["file"] == 0


def test_the_page_has_all_and_opens_long_reasons(company, clerk, asked):
    earlier = [{"kind": "amount", "text": "it is more than owed", "weight": 1.0}]
    company.proposal_set.filter(state="open").update(reason="because " * 20, evidence=earlier)
    page = words(clerk, "/acme/work/")
    for told in ("Confirm what is proposed", "Talk to customers", "Decide what happens next", "1,000.00 EUR"):
        assert told in page
    assert '<details class="why soft"><summary' in page


def test_the_days_summary_names_the_tasks_with_the_most_money(company, asked):
    company.proposal_set.filter(state="open").update(reason="too much; three items would do")
    heading, *lines = largest(company, DAY).splitlines()
    assert heading == "  most money waits at"
    assert [" ".join(line.split()) for line in lines] == [
        "1000.00 EUR Café Zürich: decide what happens with 1 items, the oldest due since 2025-11-01",
        "77.00 EUR Baker & Sons: too much",
        "0.00 EUR bank.xml: 1 problems, the first at line 7: the amount is missing",
    ]
