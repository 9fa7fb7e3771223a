"""The figures of collection out of the ledger are those of the core, for any day."""

import csv
from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO

import pytest

from duebook.books.audit.operations import recording
from duebook.books.companies.models import Company
from duebook.books.invoicing.operations import receive_invoices
from duebook.books.ledger.key_figures import figures_at
from duebook.core.analytics import figures, items_of, kpis
from duebook.core.invoicing import Invoice
from duebook.desk.charts import Series, lines
from duebook.desk.key_figures import month_ends
from tests.desk.conftest import no_rates
from tests.desk.test_pages import words

WORKED_EXAMPLE = """\
C1,Lind,1,2024-12-10,2025-01-09,6000,2025-01-20,invoice
C2,Aare,2,2024-12-20,2025-01-19,4000,2025-04-05,invoice
C1,Lind,3,2025-01-15,2025-02-14,30000,2025-02-20,invoice
C2,Aare,4,2025-02-10,2025-03-12,25000,2025-04-10,invoice
C1,Lind,5,2025-02-15,2025-02-15,-1000,2025-02-20,credit_note
C3,Roux,6,2025-03-05,2025-04-04,36000,,invoice
C3,Roux,7,2025-03-20,2025-03-20,-5000,,advance
C3,Roux,8,2025-04-02,2025-05-02,9999,,invoice
"""
END = date(2025, 3, 31)


def listed() -> list[Invoice]:
    """The list of docs/algorithms/kpis.md."""
    return [
        Invoice(
            customer, name, number, date.fromisoformat(issued), date.fromisoformat(due), "EUR",
            int(amount) * 100, 0 if settled else int(amount) * 100, kind=kind,
            settled_date=date.fromisoformat(settled) if settled else None,
        )
        for customer, name, number, issued, due, amount, settled, kind in csv.reader(StringIO(WORKED_EXAMPLE))
    ]  # fmt: skip


@pytest.fixture
def books(db) -> Company:
    company = Company.objects.create(code="lamps", name="Lamps", currency="EUR")
    with recording(company, "receive", "list", "test", datetime(2025, 5, 1, tzinfo=UTC)) as record:
        receive_invoices(record, listed(), no_rates, date(2025, 5, 1))
    return company


def test_the_worked_example_comes_out_of_the_ledger(books):
    found = kpis(figures_at(books, [END], 90)[0])
    assert (found.turnover, found.dso, found.dso_count_back) == (
        Decimal("2.40"),
        Decimal("65.00"),
        Decimal("64.17"),
    )
    assert (found.best_possible_dso, found.average_days_delinquent) == (Decimal("36.00"), Decimal("29.00"))
    assert (found.collection_effectiveness, found.overdue_share) == (Decimal("54.69"), Decimal("0.4462"))


@pytest.mark.parametrize("last", ["2024-12-31", "2025-01-20", "2025-02-28", "2025-04-04", "2025-04-05"])
def test_on_every_day_the_ledger_and_the_list_agree(books, last):
    day = date.fromisoformat(last)
    first = date.fromordinal(day.toordinal() - 89)
    assert figures_at(books, [day], 90) == list(figures(items_of(listed()), first, day))


def test_many_days_cost_one_pass_and_then_none_until_something_happens(books, django_assert_num_queries):
    days = list(month_ends(END, 3))
    with django_assert_num_queries(2):  # the last event, the ledger
        found = figures_at(books, days, 90)
    assert [one.closing for one in found] == [65_000_00, 29_000_00, 34_000_00, 10_000_00]
    with django_assert_num_queries(1):
        assert figures_at(books, days, 90) == found
    more = Invoice("C1", "Lind", "9", END, END, "EUR", 100, 100)
    with recording(books, "receive", "more", "test", datetime(2025, 5, 2, tzinfo=UTC)) as record:
        receive_invoices(record, [more], no_rates, END)
    assert figures_at(books, days, 90)[0].closing == 65_001_00


def test_months_end_where_they_end():
    assert list(month_ends(date(2024, 3, 15), 2)) == [date(2024, 3, 15), date(2024, 2, 29), date(2024, 1, 31)]


def test_the_page_names_explains_and_draws_them(clerk):
    page = words(clerk, "/acme/key-figures/")
    for told in ("DSO by count-back", "Days sales outstanding", "open ÷ sales × days", "95.2%", "<polyline"):
        assert told in page
    assert 'id="dso"' in page
    assert 'href="#dso"' in page
    assert 'href="/acme/key-figures/#dso"' in words(clerk, "/acme/")
    assert "Bestmögliche DSO" in words(clerk, "/acme/key-figures/", "de")


def test_a_line_leaves_out_what_is_unknown():
    drawn = lines(["a", "b", "c"], [Series("dso", [None, Decimal(5), Decimal("7.5")])], 8)
    assert drawn.lines[0].points.count(",") == 2
    assert lines(["a"], [Series("dso", [None])], 0).lines == ()
