"""``duebook explain`` as an auditor types it."""

import pytest

from duebook.books.ledger.models import Receipt
from tests.books.story import invoice
from tests.flows.firm import Firm
from tests.flows.processes import Books


@pytest.fixture
def books(database_url, tmp_path) -> Books:
    """One invoice, paid and applied by itself; a second receipt that nothing explains."""
    firm = Firm.opened(tmp_path)
    firm.bills(
        invoice("RE-2601", "119.00", issued="02-01", due="03-01"),
        invoice("RE-2602", "119.00", issued="02-01", due="03-01"),
    )
    firm.is_paid("119.00", "RE-2601", on="02-10")
    firm.lives("02-10")
    firm.is_paid("12.34", "hello", on="02-11", payer="Nobody")
    firm.lives("02-11")
    return Books(database_url)


def key(number: int) -> str:
    return Receipt.objects.order_by("id")[number].key


def test_it_says_what_was_done_why_and_that_the_same_comes_out(books):
    said = books.run("explain", key(0))
    for told in (
        "119.00 EUR",
        "apply cash",
        "for: the text names 1 of 1 items by number",
        "pays C1/RE-2601 with 119.00 EUR",
        "engine: {",
        '"max_error": 0.001',
        "Derived again: the same, byte for byte",
    ):
        assert told in said


def test_what_waits_is_explained_too(books):
    said = books.run("explain", key(1), "--company", "acme", "--all")
    assert "unmatched" in said
    assert "leaves 12.34 EUR" in said
    assert "the same, byte for byte" in said


def test_an_edited_proposal_ends_with_1_and_the_first_difference(books):
    books.execute("UPDATE matching_proposal SET probability = 0.125")
    said = books.run("explain", key(0), code=1)
    assert "it was edited in the database" in said
    assert "the first difference is in probability" in said
    assert "kept:    0.125" in said


def test_a_receipt_that_does_not_exist_ends_with_2(books):
    assert "There is no receipt 'nothing'" in books.run("explain", "nothing", code=2)
