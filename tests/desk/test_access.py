"""Who gets in, where to, and who may only look."""

import pytest
from django.test import Client

from duebook.books.companies.models import Company, Role
from tests.desk.conftest import enter

PAGES = [
    "",
    "receipts/",
    "proposals/",
    "reviews/",
    "cash-application/",
    "differences/",
    "items/",
    "deductions/",
    "customers/",
    "customers/10/",
    "messages/",
    "work/",
    "key-figures/",
    "imports/",
]


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_is_sent_to_the_door(company, client, page):
    answer = client.get(f"/acme/{page}")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("page", PAGES)
def test_another_company_does_not_exist(clerk, page):
    Company.objects.create(code="other", name="Other", currency="EUR")
    assert clerk.get(f"/other/{page}").status_code == 404
    assert clerk.get(f"/acme/{page}").status_code == 200


@pytest.mark.parametrize("role", Role.values)
def test_every_role_reads_every_page(company, role):
    browser = enter(company, role)
    assert {browser.get(f"/acme/{page}").status_code for page in PAGES} == {200}


def test_rows_of_another_company_cannot_be_opened(company, clerk):
    other = Company.objects.create(code="other", name="Other", currency="EUR")
    theirs = enter(other, "controller")
    receipt = company.receipt_set.first().pk
    file = company.importedfile_set.first().pk
    for page in (f"receipts/{receipt}/", f"receipts/{receipt}/proof/", f"imports/{file}/", "customers/10/"):
        assert clerk.get(f"/acme/{page}").status_code == 200
        assert theirs.get(f"/other/{page}").status_code == 404


def test_the_only_company_opens_at_once(clerk):
    assert clerk.get("/")["Location"] == "/acme/"


def test_without_membership_there_is_a_hint(company, django_user_model):
    browser = Client()
    browser.force_login(django_user_model.objects.create_user("new"))
    assert "No company yet" in browser.get("/").content.decode()


def test_nothing_inline_is_allowed(clerk):
    policy = clerk.get("/acme/")["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "script-src 'self'" in policy
