"""What a payer's words name, and what only looks as if they did."""

import pytest

from duebook.core.matching.customer_references import CustomerReferences
from duebook.core.matching.references import References
from tests.core.matching.book import item, receipt


def named(text: str, *numbers: str, **receipt_values: object) -> set[str]:
    index = References(item(number, 100) for number in numbers)
    found = index.read(receipt(100, text, **receipt_values)).mentions
    return {key.partition("|")[2] for mention in found for key in mention.items}


@pytest.mark.parametrize(
    "text",
    [
        "EVENT-0005", "EVENT-00005", "EVENT 5", "event5", "Event_05", "EVENT/5", "EVENT-\n00005", "EVENT\n5",
        "for EVENT-5, thanks", "(EVENT-5)", "EVENT5.",
    ],
)  # fmt: skip
def test_the_same_number_written_in_other_ways(text: str) -> None:
    assert named(text, "EVENT-00005", "EVENT-50", "EVENT-15") == {"EVENT-00005"}


@pytest.mark.parametrize(
    "text",
    ["RG-NR 1929543692", "INV1929543692", "#1929543692", "1929 543692", "19295436\n92", "Inv.01929543692",
     "1929.543.692", "192954369O and thanks"],
)  # fmt: skip
def test_long_numbers_broken_labelled_or_misread(text: str) -> None:
    number = "1929543690" if "O" in text else "1929543692"
    assert named(text, number, "1929543699") == {number}


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("EVENT-50", ["EVENT-5"]),
        ("INV-12", ["INV-1"]),
        ("INV-1", ["INV-12"]),
        ("A12", ["12"]),
        ("invoice 120", ["12"]),
        ("period 2012-06", ["12", "120", "06", "2012", "6"]),
        ("paid on 12.06.2025", ["12", "06", "2025", "12062025", "120"]),
        ("tel +49 89 4711123", ["4711123", "89", "4711"]),
        ("Tel. 089/4711", ["4711", "089"]),
        ("IBAN DE89 3704 0044 0532 0130 00", ["3704", "0532", "37040044", "0130"]),
        ("amount 4711.00 EUR", ["4711", "471100"]),
        ("EUR 4711", ["4711"]),
        ("1.234,56", ["234", "1234", "123456"]),
        ("ORDER-5", ["EVENT-5"]),
        ("ticket 4711", ["INV-4711"]),
        ("we are happy", ["HAPPY-1", "WE"]),
    ],
)
def test_no_false_hits(text: str, numbers: list[str]) -> None:
    assert named(text, *numbers) == set()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("invoice 7", "7"),
        ("INV-1", "INV-1"),
        ("inv. 12", "12"),
        ("7", "7"),
        ("ABC", "ABC"),
        ("Nr. 012", "12"),
    ],
)
def test_short_numbers_and_letters_alone_can_be_named(text: str, number: str) -> None:
    assert named(text, number) == {number}


def test_structured_references_and_purchase_orders_are_read() -> None:
    assert named("", "12", references=("12",)) == {"12"}
    index = References([item("4711", 100, po_number="PO-0815")])
    (mention,) = index.read(receipt(100, "your order po 815")).mentions
    assert mention.manner == "order"


@pytest.mark.parametrize(
    ("text", "manner"),
    [("...543692", "tail"), ("inv 3692", "tail"), ("00543692", "tail"), ("1929543629", "slip"),
     ("192954392", "slip"), ("543629", "slip"), ("RE 1929543001 and 1929543002, 19295436", "cut")],
)  # fmt: skip
def test_what_is_understood_once_the_payer_is_known(text: str, manner: str) -> None:
    items = [item("1929543692", 100), item("1929011111", 100)]
    reading = References(items).read(receipt(100, text))
    found = CustomerReferences(items).read(reading)
    assert [(m.manner, m.items) for m in found if m.is_clear] == [(manner, (items[0].key,))]
