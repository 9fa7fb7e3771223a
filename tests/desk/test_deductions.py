"""What payers kept back, and what is given up by itself: seen, decided and set on the pages."""

from datetime import date

import pytest

from duebook.books.audit.operations import recording
from duebook.books.deductions import operations
from duebook.books.deductions.policies import policy_for
from duebook.books.ledger.operations import Application, identify
from duebook.flows.verify import verify
from tests.desk.conftest import NOW, enter, no_rates
from tests.desk.test_pages import words


@pytest.fixture
def kept_back(company):
    """Somebody's 77.00 pays R-3 of 1,000.00 in part and keeps the rest back."""
    receipt = company.receipt_set.get(amount=77_00)
    with recording(company, "settle by hand", "settle 1", "test", NOW) as record:
        identify(record, {receipt.key: "20"})
        line = Application(receipt.key, "20/R-3", 77_00, 0, "deduction")
        operations.apply(record, [line], no_rates)
    return company.deduction_set.get()


def test_the_list_shows_what_is_missing_with_the_payers_words(clerk, kept_back):
    page = words(clerk, "/acme/deductions/")
    assert "R-3" in page
    assert "923.00 EUR" in page
    assert "thanks" in page
    assert "bank.xml, line 2" in page


def test_the_list_is_told_in_german_too(clerk, kept_back):
    page = words(clerk, "/acme/deductions/", "de")
    assert "Abzüge" in page
    assert "Fehlt noch" in page


@pytest.mark.parametrize("address", ["/acme/items/", "/acme/customers/20/"])
def test_among_the_open_items_a_claim_is_told_from_an_overdue_rest(clerk, kept_back, address):
    assert "deduction 923.00 EUR" in words(clerk, address)
    assert "deduction 923.00 EUR" not in words(clerk, f"{address}?as_of=2026-03-19")


def test_a_clerk_writes_off_what_was_kept_back(company, clerk, kept_back):
    form = {"decision": "write_off", "note": "agreed by phone"}
    page = clerk.post(f"/acme/deductions/{kept_back.pk}/decide/", form, follow=True).content.decode()
    assert "R-3: written off." in page
    assert company.openitem_set.get(number="R-3").open_amount == 0
    assert "Nobody keeps anything back" in words(clerk, "/acme/deductions/")
    assert "R-3" in words(clerk, "/acme/deductions/?standing=written_off")
    assert company.events.latest("number").facts["note"] == "agreed by phone"
    assert verify(company) == []


def test_who_comes_second_is_told_what_is_possible(clerk, kept_back):
    address = f"/acme/deductions/{kept_back.pk}/decide/"
    clerk.post(address, {"decision": "accept"})
    again = clerk.post(address, {"decision": "accept"}, follow=True).content.decode()
    assert "can only be: reject, write_off, reopen" in again


def test_an_auditor_reads_and_decides_nothing(auditor, kept_back):
    assert "R-3" in words(auditor, "/acme/deductions/")
    assert "Write off" not in words(auditor, "/acme/deductions/")
    answer = auditor.post(f"/acme/deductions/{kept_back.pk}/decide/", {"decision": "write_off"})
    assert answer.status_code == 403


FORM = {
    "tolerance_EUR": "1,50", "fee_EUR": "15.00", "write_off_EUR": "5", "tolerance_percent": "0,5",
    "fees": "payer", "grace_days": "0", "discount_rates": "2 2,5", "beyond_terms": "yes",
    "valid_from": "2026-03-20",
}  # fmt: skip


@pytest.fixture
def controller(company):
    return enter(company, "controller")


def test_a_controller_says_what_is_given_up(company, controller):
    page = controller.post("/acme/differences/change/", FORM, follow=True).content.decode()
    assert "This holds from 2026-03-20 on." in page
    policy = policy_for(company, [], date(2026, 3, 20))
    assert (policy.tolerance["EUR"], policy.fee["EUR"], policy.write_off_below["EUR"]) == (150, 15_00, 5_00)
    assert (policy.we_bear_fees, policy.grace_days, policy.rates_beyond_terms) == (False, 0, True)
    assert policy.discount_rates == (0.02, 0.025)
    shown = words(controller, "/acme/differences/")
    assert 'name="fee_EUR" value="15.00"' in shown
    assert "set by controller" in shown
    assert verify(company) == []


@pytest.mark.parametrize(("cell", "text", "complaint"), [
    ("fee_EUR", "a lot", "is not a number"),
    ("fee_EUR", "1.234", "more decimals than EUR allows"),
    ("valid_from", "soon", "is not a day"),
    ("grace_days", "99", "the days of grace lie between"),
])  # fmt: skip
def test_what_means_nothing_changes_nothing(company, controller, cell, text, complaint):
    form = {**FORM, cell: text}
    page = controller.post("/acme/differences/change/", form, follow=True).content.decode()
    assert complaint in page
    assert not company.differencepolicy_set.exists()


def test_a_clerk_sees_the_policy_and_cannot_change_it(company, clerk):
    assert "Controllers and administrators change it." in words(clerk, "/acme/differences/")
    assert clerk.post("/acme/differences/change/", FORM).status_code == 403
    assert not company.differencepolicy_set.exists()
