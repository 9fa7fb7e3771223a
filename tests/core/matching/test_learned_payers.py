"""What earlier receipts teach about who pays: accounts, signatures, habits; and how it is forgotten."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duebook.core.matching import PastAllocation
from duebook.core.matching.pasts import Past
from duebook.core.matching.payers import Payers
from tests.core.matching.book import DAY, item, receipt

CUSTOMERS = [
    f"Customer {name}" for name in ("Ash", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Ginkgo", "Hazel")
]
BOOK = [item(str(n), 100, name) for n, name in enumerate(CUSTOMERS)]
ASH, BIRCH, CEDAR, *_ = CUSTOMERS


def history(customers: str, account: str = "A1", name: str = "", text: str = "") -> list[PastAllocation]:
    """One receipt after the other, for the customers with these first letters."""
    names = {customer.split()[1][0]: customer for customer in CUSTOMERS}
    return [
        PastAllocation(
            receipt_id=f"{account}{name}{n:03}", value_date=DAY - timedelta(days=400 - n), amount=100,
            currency="EUR", payer_name=name, payer_account=account, remittance=text.format(n=n),
            customer_id=names[letter], invoice_number=f"old-{n}", amount_applied=100,
        )
        for n, letter in enumerate(customers)
    ]  # fmt: skip


def chance(past: list[PastAllocation], customer: str, **values: str) -> float:
    return Payers(BOOK, past).of(receipt(100, **{"name": "", **values})).probability(customer)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("past", "least", "most"),
    [
        ("A", 0.9, 1.0),
        ("AAAAAAAAAA", 0.99, 1.0),
        ("BBBBBBBBBB", 0.0, 0.01),
        ("AAAAABBBBB", 0.0, 0.1),
        ("BBBBBAAAAA", 0.9, 1.0),
        ("BBBBBBBBBBBBBBBBBBBBA", 0.5, 0.8),
        ("BBBBBBBBBBBBBBBBBBBBAA", 0.8, 1.0),
        ("ABABABABABAB", 0.3, 0.6),
        ("ABCDEFGHABCDEFGH", 0.05, 0.3),
    ],
)
def test_an_account_tells_by_its_past_and_forgets_what_is_contradicted(
    past: str, least: float, most: float
) -> None:
    assert least <= chance(history(past), ASH, payer_account="A1") <= most


def test_a_factor_points_to_nobody_but_keeps_those_it_paid_for() -> None:
    payer = Payers(BOOK, history("ABCDEFGHABCDEFGHABCDEFGH", name="Factor AG")).of(
        receipt(100, name="Factor AG", payer_account="A1")
    )
    assert {c.customer_id for c in payer.candidates} == set(CUSTOMERS)
    assert payer.candidates[0].probability < 0.5


def test_a_factor_that_names_its_client_points_to_him() -> None:
    past = history("ABCDEFGHABCDEFGHABCDEFGH", name="Factor AG")
    assert chance(past, CEDAR, payer_account="A1", name="Factor AG o/b/o Cedar Customer") > 0.7


def test_a_name_that_paid_before_is_known_again_without_its_legal_form() -> None:
    past = history("AAAA", account="", name="Holzkontor GmbH")
    assert chance(past, ASH, name="HOLZKONTOR") > 0.9


def test_a_name_of_two_customers_is_not_settled_by_one_payment() -> None:
    book = [
        item("1", 100, "1", customer_name="Georgia Paper"),
        item("2", 100, "2", customer_name="Georgia Paper Ltd"),
    ]
    first = replace(history("A", account="", name="Georgia Paper")[0], customer_id="1")
    payer = Payers(book, [first]).of(receipt(100, name="Georgia Paper Inc"))
    assert 0.5 < payer.probability("1") < 0.95
    assert payer.probability("2") > 0.05


def test_a_number_that_comes_back_stands_for_the_customer() -> None:
    past = history("AAA", account="", text="shop 88123 inv {n}")
    assert chance(past, ASH, text="shop 88123") > 0.9
    assert "88123" in Payers(BOOK, past).of(receipt(100, "shop 88123", name="")).why(ASH)[0].text


def test_a_number_seen_once_stands_for_nobody() -> None:
    assert chance(history("A", account="", text="shop 88123"), ASH, text="shop 88123") < 0.2


def test_the_customers_own_number_in_the_text_stands_for_him() -> None:
    book = [*BOOK, item("9", 100, "200769", customer_name="Juniper")]
    assert Payers(book, []).of(receipt(100, "KD-NR 200769", name="")).probability("200769") > 0.9


def test_what_a_person_decided_later_counts_more() -> None:
    before = history("AAAAAA", text="contract 55501")
    corrected = [
        replace(past, receipt_id=f"Z{n}", customer_id=BIRCH, value_date=DAY, invoice_number=f"new-{n}")
        for n, past in enumerate(before[:2])
    ]
    assert chance([*before, *corrected], BIRCH, payer_account="A1", text="contract 55501") > 0.8


def test_candidates_that_cannot_matter_are_left_out() -> None:
    payers = Payers(BOOK, history("A" * 50))
    assert [c.customer_id for c in payers.of(receipt(100, name="", payer_account="A1")).candidates] == [ASH]


LETTERS = st.text(alphabet="ABCDEFGH", max_size=30)


@given(LETTERS, st.permutations(range(30)), st.sampled_from(["", "Customer Ash", "Factor"]))
def test_probabilities_add_up_and_the_order_of_the_history_does_not_matter(
    past: str, order: list[int], name: str
) -> None:
    known = history(past, name="Factor")
    shuffled = [known[at] for at in order if at < len(known)]
    one, other = (Payers(BOOK, p).of(receipt(100, name=name, payer_account="A1")) for p in (known, shuffled))
    assert one == other
    assert sum(c.probability for c in one.candidates) + one.elsewhere == pytest.approx(1)
    assert all(0 < c.probability <= 1 for c in one.candidates)


@given(st.lists(st.sets(st.sampled_from("ABC"), min_size=1), max_size=20))
def test_a_past_foretells_with_chances(receipts: list[set[str]]) -> None:
    past = Past()
    for n, customers in enumerate(receipts):
        for customer in sorted(customers):
            past.add(str(n), customer)
    witness = past.witness()
    assert 0 < witness.unknown <= 1
    assert sum(witness.shares.values()) + witness.unknown == pytest.approx(1, abs=1e-5)
