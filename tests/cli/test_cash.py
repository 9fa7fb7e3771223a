"""`duebook cash`: the setting and the record at the shell."""

from duebook.books.companies.models import Company
from duebook.books.companies.operations import open_company
from duebook.books.matching.setting import setting_of
from tests.flows.processes import Books


def test_a_company_starts_in_suggest_and_is_switched_on_the_record(database_url):
    company, books = open_company("acme", "Acme", "EUR"), Books(database_url)
    said = books.run("cash")
    assert said.splitlines()[0] == "cash application: suggest, at most 0.10% wrong, 5% looked at again"
    assert "2995 more decisions without a wrong one are needed to prove 0.10%" in said

    said = books.run("cash", "--mode", "automatic", "--max-error", "0.005", "--review", "0.1")
    assert "automatic, at most 0.50% wrong, 10% looked at again" in said
    assert company.events.get().actor == "shell"
    first = setting_of(company)

    books.run("cash", "--review", "0.2")
    then = setting_of(Company.objects.get())
    assert (then.mode, then.max_error, then.review_share) == ("automatic", 0.005, 0.2)
    assert then.seed != first.seed

    assert "accepted share of errors" in books.run("cash", "--max-error", "2", code=2)
    assert company.events.count() == 2
