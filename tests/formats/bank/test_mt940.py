"""MT940 and MT942: signs, days, pages, and the dialects of the narrative."""

from datetime import date

import pytest

from duebook.formats import bank
from tests.formats.bank.reading import SAMPLES, amounts, read_sample, told


def statement(*lines: str, opening: str = ":60F:C240301EUR0,") -> bytes:
    return "\n".join([":20:X", ":25:123/456", ":28C:1/1", opening, *lines, ""]).encode()


def only(line: str, *more: str) -> dict[str, object]:
    """What the one movement says that these lines make."""
    (entry,) = bank.read(statement(line, *more), "f").statements[0].entries
    return told(entry)


def test_pages_of_one_statement_are_joined() -> None:
    found = read_sample("german.mt940")
    (joined,) = found.statements
    assert (joined.number, found.problems) == ("00044", ())
    assert joined.opening is not None
    assert joined.closing is not None
    assert (joined.opening.amount, joined.closing.amount) == (100000, 166150)
    assert [(each.amount, each.kind) for each in joined.entries] == [
        (75000, "credit"), (-10400, "return"), (-1000, "charge"), (2000, "reversal"), (550, "interest"),
    ]  # fmt: skip


def test_a_missing_page_is_noticed() -> None:
    text = (SAMPLES / "german.mt940").read_bytes()
    second_page = text[text.index(b":20:", 10) :]
    without_first = bank.read(
        statement(":61:2403040304C1,NTRFNONREF", ":62M:C240304EUR1,") + second_page, "f"
    )
    assert len(without_first.statements) == 2
    without_second = bank.read(text[: text.index(b":62M:")], "f")
    assert "has no closing balance" in without_second.problems[0].what


def test_a_german_narrative() -> None:
    receipt, back = read_sample("german.mt940").statements[0].entries[:2]
    assert told(receipt, "payer_name", "payer_account", "end_to_end_id", "remittance", "bank_reference") == {
        "payer_name": "Möbel Nord GmbH", "payer_account": "DE89370400440532013000",
        "end_to_end_id": "PAY-2024-17", "bank_reference": "BANK1",
        "remittance": "Rechnungen R-100 und R-101 abzgl. Gutschrift G-9",
    }  # fmt: skip
    assert told(back, "kind", "end_to_end_id", "mandate_id", "charges", "return_reason") == {
        "kind": "return", "end_to_end_id": "E0", "mandate_id": "M9", "charges": 400, "return_reason": "914",
    }  # fmt: skip


def test_dutch_narratives() -> None:
    found = read_sample("dutch.mt940")
    assert found.problems == ()
    named = ("payer_name", "payer_account", "end_to_end_id", "remittance", "references")
    assert [told(entry, *named) for entry in found.statements[0].entries] == [
        {
            "payer_name": "De Vries en Zonen B.V.", "payer_account": "NL57ABNA0876543211",
            "end_to_end_id": "E-55", "remittance": "Factuur 2024-0117 en 2024-0118",
        },
        {
            "payer_name": "J. Bakker", "payer_account": "NL57ABNA0876543211",
            "references": ("9001123412341234",),
        },
        {
            "payer_name": "Bloemen NV", "payer_account": "NL56CHAS0101010101",
            "end_to_end_id": "7541410", "remittance": "1412DEC\nSEPA OVERBOEKING",
        },
    ]  # fmt: skip


def test_an_intraday_report_is_not_booked() -> None:
    (report,) = read_sample("intraday.mt942").statements
    assert (report.booked, report.currency, report.entries[0].amount) == (False, "EUR", 4200)


@pytest.mark.parametrize(
    ("line", "amount", "kind", "booking", "value"),
    [
        (":61:2403040305C1,5NTRFNONREF", 150, "credit", date(2024, 3, 5), date(2024, 3, 4)),
        (":61:240304D1000,NTRFNONREF", -100000, "debit", date(2024, 3, 4), date(2024, 3, 4)),
        (":61:2403040304RC7,00NTRFNONREF", -700, "reversal", date(2024, 3, 4), date(2024, 3, 4)),
        (":61:2403040304RD7,00NTRFNONREF", 700, "reversal", date(2024, 3, 4), date(2024, 3, 4)),
        (":61:2403040304RCR7,00NRTINONREF", -700, "return", date(2024, 3, 4), date(2024, 3, 4)),
        (":61:2403040304DR7,00NCHGNONREF", -700, "charge", date(2024, 3, 4), date(2024, 3, 4)),
        (":61:2312310102C7,00NTRFNONREF", 700, "credit", date(2024, 1, 2), date(2023, 12, 31)),
        (":61:2401021231C7,00NTRFNONREF", 700, "credit", date(2023, 12, 31), date(2024, 1, 2)),
        (":61:240230    C000000007.00NTRFNONREF", 700, "credit", date(2024, 2, 29), date(2024, 2, 29)),
    ],
)
def test_signs_and_days(line: str, amount: int, kind: str, booking: date, value: date) -> None:
    found = only(line)
    assert (found["amount"], found["kind"]) == (amount, kind)
    assert (found["booking_date"], found["value_date"]) == (booking, value)


@pytest.mark.parametrize(
    ("narrative", "expected"),
    [
        ((":86:020~00Wplata~20Faktura 12~21/2024~32FIRMA~33 SP Z OO~38PL27114020040000300201355387",),
         {"payer_name": "FIRMA SP Z OO", "payer_account": "PL27114020040000300201355387",
          "remittance": "Faktura 12\n/2024"}),
        ((":86:000>100987654321", ">20HUUR>21FEB 2024>310390123456"),
         {"payer_account": "0390123456", "remittance": "HUUR\nFEB 2024"}),
        ((":86:/TRTP/SEPA OVERBOEKING/IBAN/NL80RABO0000000000/NAME/V. Oor/REMI/Order 123/EREF/",),
         {"payer_name": "V. Oor", "payer_account": "NL80RABO0000000000", "remittance": "Order 123"}),
        ((":86:/RTRN/MS03/REMI/Order 9",),
         {"kind": "return", "return_reason": "MS03", "remittance": "Order 9"}),
        ((":86:NL44ABNA0548041814 jansen bv", "Factuur 7"),
         {"payer_name": "jansen bv", "payer_account": "NL44ABNA0548041814", "remittance": "Factuur 7"}),
        ((":86:INVOICE 4711", "AND 4712"), {"remittance": "INVOICE 4711\nAND 4712"}),
        ((":86:" + "x" * 60 + "R-10", "01 next"), {"remittance": "x" * 60 + "R-1001 next"}),
    ],
)  # fmt: skip
def test_narratives(narrative: tuple[str, ...], expected: dict[str, object]) -> None:
    found = only(":61:2403040304C1,00NTRFNONREF", *narrative)
    assert {name: found.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (":61:2403040304C1,00NTRFINV7711//BANK9", {"references": ("INV7711",), "bank_reference": "BANK9"}),
        (":61:2403040304C1,00N541NL66RABO0160878799", {"payer_account": "NL66RABO0160878799"}),
        (":61:2403040304C1,00N084P002445588      Belastingdienst",
         {"payer_account": "P002445588", "payer_name": "Belastingdienst"}),
    ],
)  # fmt: skip
def test_references_of_the_movement(line: str, expected: dict[str, object]) -> None:
    found = only(line)
    assert {name: found.get(name) for name in expected} == expected


def test_the_supplementary_line_tells_the_original_amount() -> None:
    found = only(":61:2403040304C10,00NTRFNONREF//B", "/OCMT/USD12,34//CHGS/EUR0,50/")
    assert (found["instructed_amount"], found["instructed_currency"], found["charges"]) == (1234, "USD", 50)


@pytest.mark.parametrize(
    ("lines", "place", "what"),
    [
        ((":61:2403040304CX,00NTRF",), "line 5", "no readable day, sign or amount"),
        ((":61:2413040304C1,00NTRF",), "line 5", "is not a day"),
        ((":61:2403040304C1,005NTRF",), "line 5", "more decimals"),
        ((":61:2403040304C1,00NTRF", ":62F:C240304EURx"), "line 6, :62F:", "is not of the form"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(lines: tuple[str, ...], place: str, what: str) -> None:
    first = bank.read(statement(*lines), "f").problems[0]
    assert first.place == place
    assert what in first.what


def test_without_a_currency_no_amount_is_exact() -> None:
    found = bank.read(b":61:2403040304C1,00NTRFNONREF\n:86:x", "f")
    assert amounts(found) == []
    assert "currency is not told" in found.problems[0].what


def test_a_statement_that_does_not_add_up() -> None:
    found = bank.read(statement(":61:2403040304C1,00NTRFNONREF", ":62F:C240304EUR3,00"), "f")
    assert amounts(found) == [100]
    assert "closing balance is 2.00 EUR more" in found.problems[0].what


def test_a_statement_that_stands_twice_in_a_file_is_read_once() -> None:
    text = statement(":61:2403040304C1,00NTRFNONREF", ":62F:C240304EUR1,00")
    found = bank.read(text + text, "f")
    assert amounts(found) == [100]
    assert "stands in the file twice" in found.problems[0].what


def test_a_missing_statement_is_noticed() -> None:
    first = statement(":61:2403040304C1,00NTRFNONREF", ":62F:C240304EUR1,00")
    third = statement(":61:2403060306C1,00NTRFNONREF", ":62F:C240306EUR9,00", opening=":60F:C240305EUR8,")
    found = bank.read(first + third.replace(b":28C:1/1", b":28C:3/1"), "f")
    (problem,) = found.problems
    assert "statement 3 of 123/456 does not open with the closing balance of statement 1" in problem.what
