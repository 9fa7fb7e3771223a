"""What people decide on the pages, in their own name, once; auditors look on."""

import pytest
from django.test import Client

from duebook.books.ledger.lists import settlements
from duebook.books.matching.review import open_proposals
from duebook.flows.verify import verify
from tests.desk.conftest import DAY, enter
from tests.desk.test_pages import words


@pytest.fixture
def proposal(company):
    """Somebody's 77.00 with a guess: R-2, 50.00 of them."""
    return open_proposals(company).get()


@pytest.fixture
def paid(company):
    """The 119.00 of Baker & Sons, applied by itself to R-1."""
    return company.receipt_set.get(payer_name="BAKER AND SONS")


def told(browser: Client, address: str, **form: str) -> str:
    """What the page says after a form was sent."""
    answer = browser.post(address, form, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def decide(browser: Client, proposal, answer: str, **more: str) -> str:
    return told(browser, f"/acme/proposals/{proposal.pk}/decide/", answer=answer, **more)


def line_of(receipt) -> str:
    return settlements(receipt, DAY)[0].entry_key


def test_a_clerk_applies_a_proposal_in_her_own_name(company, clerk, proposal):
    assert "Applied." in decide(clerk, proposal, "apply")
    assert company.openitem_set.get(number="R-2").open_amount == 0
    assert company.events.latest("number").actor == "clerk"
    assert verify(company) == []


def test_a_clerk_turns_a_proposal_down(company, clerk, proposal):
    assert "Turned down" in decide(clerk, proposal, "reject")
    assert "Nothing waits for you" in words(clerk, "/acme/proposals/")
    assert company.receipt_set.get(pk=proposal.receipt_id).unapplied == 77_00


def test_from_the_list_of_proposals_one_comes_back_to_it(clerk, proposal):
    page = f"/acme/proposals/{proposal.pk}/decide/"
    assert clerk.post(page, {"answer": "reject", "back": "proposals"})["Location"] == "/acme/proposals/"


@pytest.mark.parametrize(("first", "state"), [("apply", "posted"), ("reject", "turned down")])
@pytest.mark.parametrize("second", ["apply", "reject"])
def test_who_comes_second_is_told(company, clerk, proposal, first, state, second):
    decide(clerk, proposal, first)
    before = company.events.count()
    assert f"somebody was faster: this proposal is {state}" in decide(
        enter(company, "controller"), proposal, second
    )
    assert company.events.count() == before


def test_money_that_is_not_from_a_customer_is_set_aside_with_a_reason(company, clerk, proposal):
    page = f"/acme/receipts/{proposal.receipt_id}/"
    assert 'name="why"' in words(clerk, page)
    assert "say why" in told(clerk, f"{page}set-aside/", why="  ")
    assert "Set aside" in told(clerk, f"{page}set-aside/", why="our own tax refund")
    assert company.events.latest("number").facts["why"] == "our own tax refund"
    assert "It is not from a customer" in words(clerk, page)
    assert "this was decided before" in told(enter(company, "collector"), f"{page}set-aside/", why="tax")
    assert verify(company) == []


def test_money_of_a_customer_cannot_be_set_aside(clerk, paid):
    assert 'name="why"' not in words(clerk, f"/acme/receipts/{paid.pk}/")
    assert "Nothing was changed" in told(clerk, f"/acme/receipts/{paid.pk}/set-aside/", why="tax")


def test_a_line_is_taken_back_after_a_question(company, clerk, paid):
    key, page = line_of(paid), f"/acme/receipts/{paid.pk}/"
    assert "Undo this line" in words(clerk, page)
    question = clerk.get(f"{page}undo/", {"line": key}).content.decode()
    assert "R-1 will be open again" in question
    assert company.openitem_set.get(number="R-1").open_amount == 0  # asked only
    assert "Taken back: R-1 is open again." in told(clerk, f"{page}undo/", line=key)
    assert company.openitem_set.get(number="R-1").open_amount == 119_00
    assert "taken back on" in words(clerk, page)
    assert "Undo this line" not in words(clerk, page)
    assert "taken back already" in told(enter(company, "collector"), f"{page}undo/", line=key)
    assert verify(company) == []


def test_a_line_of_another_receipt_does_not_exist(clerk, paid, proposal):
    page = f"/acme/receipts/{proposal.receipt_id}/undo/"
    assert clerk.post(page, {"line": line_of(paid)}).status_code == 404


def test_an_auditor_sees_no_buttons_and_is_refused(company, auditor, paid, proposal):
    before = company.events.count()
    for receipt in (paid.pk, proposal.receipt_id):
        page = words(auditor, f"/acme/receipts/{receipt}/")
        for offer in ('value="apply"', 'name="why"', "Undo this line"):
            assert offer not in page
    assert 'value="apply"' not in words(auditor, "/acme/proposals/")
    refused = [
        auditor.post(f"/acme/proposals/{proposal.pk}/decide/", {"answer": "apply"}),
        auditor.post(f"/acme/receipts/{proposal.receipt_id}/set-aside/", {"why": "tax"}),
        auditor.post(f"/acme/receipts/{paid.pk}/undo/", {"line": line_of(paid)}),
    ]
    assert [answer.status_code for answer in refused] == [403, 403, 403]
    assert "Auditors read" in refused[0].content.decode()
    assert company.events.count() == before


def test_nothing_is_decided_by_looking_or_without_the_forms_token(company, clerk, paid, proposal):
    assert clerk.get(f"/acme/proposals/{proposal.pk}/decide/").status_code == 405
    assert clerk.get(f"/acme/receipts/{paid.pk}/set-aside/").status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = clerk.cookies
    assert strict.post(f"/acme/proposals/{proposal.pk}/decide/", {"answer": "apply"}).status_code == 403


def test_while_an_earlier_day_is_looked_at_nothing_is_offered(clerk, paid):
    assert "Undo this line" in words(clerk, f"/acme/receipts/{paid.pk}/?as_of=2026-03-20")
    assert clerk.get("/acme/?as_of=2026-03-19").wsgi_request.desk.may_decide is False
