"""The record of automatic posting, its setting, and the receipts that people look at again."""

import re

import pytest

from duebook.books.matching.setting import setting_of
from duebook.books.matching.verdicts import outcomes, to_review
from duebook.core.matching.recommending import Tried, recommend
from duebook.core.matching.setting import Setting
from duebook.desk.advice import advice
from duebook.flows.verify import verify
from tests.desk.conftest import enter
from tests.desk.test_decisions import told
from tests.desk.test_pages import words

PAGE = "/acme/cash-application/"
CHOICE = {"mode": "suggest", "max_error": "0.005", "review_share": "0.1"}


@pytest.fixture
def controller(company):
    return enter(company, "controller")


def plain(page: str) -> str:
    """Without tags."""
    return " ".join(re.sub("<[^>]+>", " ", page).split())


def test_the_page_tells_how_much_was_applied_and_how_sure_that_is(clerk):
    page = plain(words(clerk, PAGE))
    assert "Applied by itself 50.0% of the receipts from customers in 12 weeks" in page
    assert "Measured error – 0 looked at again" in page
    assert "To look at again 1" in page
    assert "Nobody has looked at an automatic receipt again yet." in page
    assert "applied by itself: 1" in page  # in the chart
    assert "Nobody has decided about a proposal yet." in page


def test_what_was_found_is_measured(company, clerk):
    told(clerk, f"/acme/reviews/{to_review(company).get().pk}/", answer="right")
    page = plain(words(clerk, PAGE))
    assert "Measured error 0.00% between 0.00% and 95.00%, 1 looked at again" in page
    assert (
        "1 automatic receipts: 1 right, 0 wrong, which is at most 95.00% wrong with 95% confidence." in page
    )


def test_an_empty_company_is_told_how_to_begin(company, controller, django_user_model):
    from duebook.books.companies.models import Company, Membership

    empty = Company.objects.create(code="empty", name="Empty", currency="EUR")
    Membership.objects.create(company=empty, user=django_user_model.objects.get(), role="controller")
    page = plain(words(controller, "/empty/cash-application/"))
    assert "No receipts yet" in page
    assert "as every company begins" in page
    assert "not yet" in page
    assert "2,995 more decisions without a wrong one are needed for 0.1%" in page


def test_a_controller_changes_the_setting(company, controller):
    assert "From now on: Suggest." in told(controller, f"{PAGE}setting/", **CHOICE)
    setting = setting_of(company)
    assert (setting.mode, setting.max_error, setting.review_share) == ("suggest", 0.005, 0.1)
    assert company.events.latest("number").actor == "controller"
    told(controller, f"{PAGE}setting/", **{**CHOICE, "mode": "automatic"})
    assert len(setting_of(company).seed) == 64
    assert "at most 0.5% wrong, 10% are looked at again since" in plain(words(controller, PAGE))
    assert verify(company) == []


@pytest.mark.parametrize("wrong", [{"mode": "wild"}, {"max_error": "much"}])
def test_what_the_page_does_not_offer_is_refused(company, controller, wrong):
    assert controller.post(f"{PAGE}setting/", {**CHOICE, **wrong}).status_code == 403
    assert setting_of(company).mode == "automatic"


@pytest.mark.parametrize("max_error", ["nan", "0.5", "-1"])
def test_a_share_that_makes_no_sense_is_explained(controller, max_error):
    assert "accepted share of errors" in told(
        controller, f"{PAGE}setting/", **{**CHOICE, "max_error": max_error}
    )


@pytest.mark.parametrize("role", ["clerk", "collector", "credit_manager", "auditor"])
def test_others_look_on(company, role):
    browser = enter(company, role)
    assert "Controllers and administrators change it." in words(browser, PAGE)
    assert browser.post(f"{PAGE}setting/", CHOICE).status_code == 403
    assert setting_of(company).mode == "automatic"


def test_a_receipt_is_looked_at_again_and_was_right(company, clerk):
    page = words(clerk, "/acme/reviews/")
    for said in ("119.00 EUR", "Invoice R-1", "R-1", 'value="right"', 'value="wrong"'):
        assert said in page
    answer = told(clerk, f"/acme/reviews/{to_review(company).get().pk}/", answer="right")
    assert "Noted: it was right." in answer
    assert "Nothing to look at again" in answer
    assert verify(company) == []


def test_a_receipt_that_was_wrong_is_taken_back_and_shown_to_settle(company, clerk):
    answer = told(clerk, f"/acme/reviews/{to_review(company).get().pk}/", answer="wrong")
    assert "Taken back. Say now what this money is for." in answer
    assert "119.00 EUR waits to be applied." in answer.replace("\N{NO-BREAK SPACE}", " ")
    assert [outcome.right for outcome in outcomes(company)] in ([False], [])
    assert verify(company) == []


def test_who_comes_second_is_told(company, clerk):
    page = f"/acme/reviews/{to_review(company).get().pk}/"
    told(clerk, page, answer="right")
    assert "this was decided before" in told(enter(company, "controller"), page, answer="wrong")


def test_looking_again_is_on_the_work_list(clerk):
    page = words(clerk, "/acme/work/")
    assert "Look again at what was applied by itself" in page
    assert 'href="/acme/reviews/"' in page


def test_an_auditor_sees_the_queue_without_buttons(auditor, company):
    assert 'value="right"' not in words(auditor, "/acme/reviews/")
    assert (
        auditor.post(f"/acme/reviews/{to_review(company).get().pk}/", {"answer": "right"}).status_code == 403
    )


def test_certain_proposals_are_applied_together(company, clerk):
    company.proposal_set.filter(state="open").update(decision="auto")
    assert "Apply the one on this page" in words(clerk, "/acme/proposals/?decision=auto")
    waiting = company.proposal_set.get(state="open")
    assert "1 receipt is applied." in told(clerk, "/acme/proposals/accept/", proposal=str(waiting.pk))
    assert company.openitem_set.get(number="R-2").open_amount == 0
    assert "none of these waits any more" in told(clerk, "/acme/proposals/accept/", proposal=str(waiting.pk))


def test_german(clerk):
    page = plain(words(clerk, PAGE, "de"))
    for said in ("Zahlungszuordnung", "Gemessener Fehler", "Empfehlung", "Zwölf Wochen", "Einstellung"):
        assert said in page
    assert "Nochmals ansehen" in plain(words(clerk, "/acme/reviews/", "de"))


ADVICE = [
    (
        Setting("suggest"), Tried(1204), Tried(),
        ("In the last 26 weeks people decided 1,204 proposals that would have been automatic: 1,204 right, "
         "0 wrong, which is at most 0.25% wrong with 95% confidence. You may switch to automatic at 0.5%."),
    ),
    (
        Setting("suggest"), Tried(280, 20), Tried(),
        ("In the last 26 weeks people decided 300 proposals that would have been automatic: 280 right, "
         "20 wrong, which is at most 9.54% wrong with 95% confidence. More than 0.1% are wrong, for certain: "
         "let people confirm, and look at why."),
    ),
    (
        Setting("automatic"), Tried(), Tried(19, 1),
        ("20 automatic receipts: 19 right, 1 wrong, which is at most 21.61% wrong with 95% confidence. More "
         "than the accepted 0.1% are wrong, for certain: switch back to suggest."),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("setting", "decided", "reviewed", "sentence"), ADVICE)
def test_the_recommendation_in_words(setting, decided, reviewed, sentence):
    assert advice(recommend(setting, decided, reviewed, reviewed), 26) == sentence


# applied by hand


@pytest.fixture
def waiting(company):
    """Somebody's 77.00, whose payer nobody knows."""
    return company.receipt_set.get(unapplied=77_00)


def test_a_clerk_applies_a_receipt_by_hand(company, clerk, waiting):
    page = f"/acme/receipts/{waiting.pk}/settle/"
    assert f'href="{page}"' in words(clerk, f"/acme/receipts/{waiting.pk}/")
    assert "Whose money is it?" in words(clerk, page)
    assert "R-2" not in words(clerk, f"{page}?q=zürich")
    assert "R-2" in words(clerk, f"{page}?q=baker")
    item = company.openitem_set.get(number="R-2")
    answer = told(clerk, page, **{f"item-{item.pk}": "50.00"}).replace("\N{NO-BREAK SPACE}", " ")
    assert "Applied." in answer
    assert "27.00 EUR waits to be applied." in answer
    item.refresh_from_db()
    assert item.open_amount == 0
    assert verify(company) == []


@pytest.mark.parametrize(
    ("amount", "why"),
    [("", "at least one item"), ("1.234", "more decimals"), ("60", "50.00 EUR open, not more")],
)
def test_an_amount_that_is_not_possible_is_explained(company, clerk, waiting, amount, why):
    item = company.openitem_set.get(number="R-2")
    assert why in told(clerk, f"/acme/receipts/{waiting.pk}/settle/", **{f"item-{item.pk}": amount})
    assert company.receipt_set.get(pk=waiting.pk).unapplied == 77_00


def test_an_auditor_applies_nothing(auditor, waiting):
    assert auditor.get(f"/acme/receipts/{waiting.pk}/settle/").status_code == 403
