"""Who a payer stands for: by account, by name, and how sure that is."""

import pytest

from duebook.core.matching.payers import Payers
from duebook.core.matching.values import in_words
from tests.core.matching.book import item, paid_before, receipt

BOOK = [
    item("1", 100, "Bakery Brown Ltd"),
    item("2", 100, "Florist Green GmbH"),
    item("3", 100, "Müller & Söhne KG"),
    item("4", 100, "Carpentry Brown Ltd"),
]


@pytest.mark.parametrize(
    ("name", "customer"),
    [
        ("BAKERY BROWN", "Bakery Brown Ltd"),
        ("Bakery Brown Limited, AP Dept", "Bakery Brown Ltd"),
        ("BAKERY BRO", "Bakery Brown Ltd"),
        ("Bakrey Brown", "Bakery Brown Ltd"),
        ("FLORIST GREEN", "Florist Green GmbH"),
        ("Müller & Söhne", "Müller & Söhne KG"),
        ("CARPENTRY BROWN INC", "Carpentry Brown Ltd"),
    ],
)
def test_names_survive_legal_forms_cuts_and_slips(name: str, customer: str) -> None:
    payer = Payers(BOOK, []).of(receipt(100, name=name))
    assert payer.candidates[0].customer_id == customer
    assert payer.candidates[0].probability > 0.5


def test_a_name_nobody_has_points_to_nobody() -> None:
    payer = Payers(BOOK, []).of(receipt(100, name="Zebra Holdings"))
    assert payer.candidates == ()
    assert payer.probability("Bakery Brown Ltd") == pytest.approx(1 / 4)


def test_an_account_outweighs_a_strange_name() -> None:
    payers = Payers(BOOK, paid_before("A1", "Bakery Brown Ltd", 12))
    payer = payers.of(receipt(100, name="J Smith", payer_account="A1"))
    assert payer.probability("Bakery Brown Ltd") > 0.99
    assert "paid 12 times" in in_words(payer.why("Bakery Brown Ltd"))


def test_an_account_of_the_master_data_counts_as_one_payment_and_says_so() -> None:
    registered = {"A1": {"Bakery Brown Ltd"}}
    payer = Payers(BOOK, [], registered).of(receipt(100, name="J Smith", payer_account="A1"))
    assert payer.candidates[0].customer_id == "Bakery Brown Ltd"
    assert in_words(payer.why("Bakery Brown Ltd")) == "the customer's master data name this account"
    paid = Payers(BOOK, paid_before("A1", "Bakery Brown Ltd", 12), registered)
    known = paid.of(receipt(100, payer_account="A1"))
    assert "paid 12 times" in in_words(known.why("Bakery Brown Ltd"))


def test_a_shared_account_leaves_it_to_the_name() -> None:
    history = [*paid_before("A1", "Bakery Brown Ltd", 10), *paid_before("A1", "Florist Green GmbH", 10)]
    payer = Payers(BOOK, history).of(receipt(100, name="Florist Green", payer_account="A1"))
    assert payer.candidates[0].customer_id == "Florist Green GmbH"
    assert "also paid for 1 other customer" in in_words(payer.why("Florist Green GmbH"))


def test_a_payer_named_beforehand_is_believed() -> None:
    payer = Payers(BOOK, []).of(receipt(100, name="?", customer_id="Bakery Brown Ltd"))
    assert payer.probability("Bakery Brown Ltd") > 0.999


def test_on_whose_behalf_it_is_paid_counts_as_a_name() -> None:
    payer = Payers(BOOK, []).of(receipt(100, name="Factor AG", ultimate_payer="Florist Green GmbH"))
    assert payer.candidates[0].customer_id == "Florist Green GmbH"
