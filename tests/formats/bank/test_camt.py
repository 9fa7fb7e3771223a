"""camt: batches, structured remittance, returns, conversions, charges, pending entries, broken files."""

from datetime import date

import pytest

from duebook.core.banking import Balance, unexplained
from duebook.formats import bank
from tests.formats.bank.reading import amounts, read_sample, told

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"


def one_entry(
    body: str, statement: str = "Stmt", message: str = "BkToCstmrStmt", namespace: str = NAMESPACE
) -> bytes:
    """A message with one account and the given entries."""
    return (
        f'<Document xmlns="{namespace}"><{message}><{statement}><Id>S1</Id>'
        f"<CreDtTm>2024-03-05T06:00:00</CreDtTm><Acct><Id><IBAN>DE02120300000000202051</IBAN></Id></Acct>"
        f"{body}</{statement}></{message}></Document>"
    ).encode()


def entry(amount: str, sign: str = "CRDT", status: str = "<Sts>BOOK</Sts>", details: str = "") -> str:
    return (
        f'<Ntry><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>{sign}</CdtDbtInd>{status}'
        f"<BookgDt><Dt>2024-03-04</Dt></BookgDt>{details}</Ntry>"
    )


def test_a_day_of_a_company() -> None:
    found = read_sample("day.camt053.xml")
    (statement,) = found.statements
    assert (found.format, found.problems) == ("camt.053", ())
    assert (statement.account, statement.currency, statement.number) == (
        "DE02120300000000202051",
        "EUR",
        "44",
    )
    assert statement.opening == Balance(date(2024, 3, 1), 100000, "EUR")
    assert statement.closing == Balance(date(2024, 3, 4), 244650, "EUR")
    assert unexplained(statement) == 0
    assert [(each.amount, each.kind, each.payer_name) for each in statement.entries] == [
        (75000, "credit", "Möbel Nord GmbH"),
        (10050, "credit", "Anna Berg"),
        (20000, "credit", "Bert Calm"),
        (-10400, "return", "Carla Dorn"),
        (51000, "credit", "Ohio Parts Inc."),
        (-1000, "charge", ""),
    ]


def test_structured_remittance_says_what_each_document_gets() -> None:
    receipt = read_sample("day.camt053.xml").statements[0].entries[0]
    assert told(receipt) == {
        "place": "line 11, Ntry[1]",
        "booking_date": date(2024, 3, 4),
        "value_date": date(2024, 3, 5),
        "amount": 75000,
        "currency": "EUR",
        "kind": "credit",
        "bank_reference": "BANK-1",
        "end_to_end_id": "PAY-2024-17",
        "payer_name": "Möbel Nord GmbH",
        "payer_account": "DE89370400440532013000",
        "ultimate_payer": "Möbel Nord Filiale Kiel",
        "remittance": "Gutschrift verrechnet",
        "references": ("R-100", "R-101", "G-9"),
        "amounts_by_reference": (("R-100", 50000), ("R-101", 30000), ("G-9", -5000)),
        "code": "PMNT-RCDT-ESCT",
    }


def test_a_batch_is_split_and_each_payer_keeps_his_references() -> None:
    first, second = read_sample("day.camt053.xml").statements[0].entries[1:3]
    named = ("bank_reference", "end_to_end_id", "mandate_id", "remittance", "batch")
    assert told(first, *named) == {
        "bank_reference": "BANK-2-1", "end_to_end_id": "E1", "mandate_id": "M1",
        "remittance": "Beitrag\nMaerz", "batch": "LASTSCHRIFT-3",
    }  # fmt: skip
    assert told(second, *named) == {"bank_reference": "BANK-2", "batch": "LASTSCHRIFT-3"}


def test_a_returned_direct_debit_says_which_payment_came_back_and_what_it_cost() -> None:
    back = read_sample("day.camt053.xml").statements[0].entries[3]
    assert told(back, "kind", "return_reason", "end_to_end_id", "mandate_id", "payer_account", "charges") == {
        "kind": "return", "return_reason": "MD06", "end_to_end_id": "E0", "mandate_id": "M9",
        "payer_account": "DE75512108001245126199", "charges": 400,
    }  # fmt: skip


def test_a_converted_payment_keeps_what_was_instructed() -> None:
    dollars = read_sample("day.camt053.xml").statements[0].entries[4]
    assert told(dollars, "instructed_amount", "instructed_currency", "rate", "charges", "references") == {
        "instructed_amount": 56000, "instructed_currency": "USD", "rate": "1.0873", "charges": 500,
        "references": ("RF18539007547034",),
    }  # fmt: skip


def test_a_pending_entry_is_not_booked() -> None:
    (pending,) = read_sample("day.camt053.xml").statements[0].pending
    assert (pending.amount, pending.value_date) == (9900, date(2024, 3, 6))


@pytest.mark.parametrize(
    ("message", "statement", "format_name", "booked"),
    [
        ("BkToCstmrStmt", "Stmt", "camt.053", True),
        ("BkToCstmrAcctRpt", "Rpt", "camt.052", False),
        ("BkToCstmrAcctRptV01", "Rpt", "camt.052", False),
        ("BkToCstmrDbtCdtNtfctn", "Ntfctn", "camt.054", False),
    ],
)
@pytest.mark.parametrize("namespace", [NAMESPACE, "urn:iso:std:iso:20022:tech:xsd:camt.053.001.99", ""])
def test_every_message_and_namespace(
    message: str, statement: str, format_name: str, booked: bool, namespace: str
) -> None:
    found = bank.read(one_entry(entry("12.30"), statement, message, namespace), "f")
    assert (found.format, found.statements[0].booked, amounts(found)) == (format_name, booked, [1230])
    assert not found.problems


BATCH = "<NtryDtls><TxDtls>{}</TxDtls><TxDtls>{}</TxDtls></NtryDtls>"
AMOUNT = '<Amt Ccy="EUR">{}</Amt><CdtDbtInd>{}</CdtDbtInd>'
FEE = '<Chrgs><Amt Ccy="EUR">{}</Amt></Chrgs>'


@pytest.mark.parametrize(
    ("case", "first", "second", "expected"),
    [
        ("they add up", AMOUNT.format("60", "CRDT"), AMOUNT.format("40", "CRDT"), [6000, 4000]),
        ("one goes the other way", AMOUNT.format("120", "CRDT"), AMOUNT.format("20", "DBIT"), [12000, -2000]),
        (
            "net of fees",
            AMOUNT.format("61", "CRDT") + FEE.format(1),
            AMOUNT.format("40", "CRDT"),
            [6000, 4000],
        ),
    ],
)
def test_batches_are_split_when_the_details_explain_the_entry(
    case: str, first: str, second: str, expected: list[int]
) -> None:
    found = bank.read(one_entry(entry("100", details=BATCH.format(first, second))), "f")
    assert (amounts(found), found.problems) == (expected, ())


@pytest.mark.parametrize(
    ("first", "second", "what"),
    [
        (AMOUNT.format("60", "CRDT"), AMOUNT.format("41", "CRDT"), "add up to 101.00, the entry says 100.00"),
        (AMOUNT.format("60", "CRDT"), "<Refs/>", "without amounts of their own in EUR"),
    ],
)
def test_a_batch_whose_details_do_not_explain_it_is_kept_whole(first: str, second: str, what: str) -> None:
    text = "<RmtInf><Ustrd>{}</Ustrd></RmtInf>"
    details = BATCH.format(first + text.format("one"), second + text.format("two"))
    found = bank.read(one_entry(entry("100", details=details)), "f")
    assert amounts(found) == [10000]
    assert found.statements[0].entries[0].remittance == "one\ntwo"
    assert [(problem.place, what in problem.what) for problem in found.problems] == [
        ("line 1, Ntry[1]", True)
    ]


@pytest.mark.parametrize(
    ("damaged", "what"),
    [
        (entry("12..30"), "the amount '12..30' is not a number"),
        (entry("1e400000000"), "is not a number"),
        (entry("12.345"), "more decimals than EUR allows"),
        (entry("12", sign="X"), "credit or debit is not told"),
        (entry("12").replace("2024-03-04", "2024-02-30"), "'2024-02-30' is not a date"),
        (entry("12").replace(' Ccy="EUR"', ""), "has no currency"),
    ],
)
def test_a_damaged_entry_is_told_with_its_place_and_the_others_are_read(damaged: str, what: str) -> None:
    found = bank.read(one_entry(entry("1") + damaged + entry("2")), "f")
    assert amounts(found) == [100, 200]
    (problem,) = found.problems
    assert problem.place == "line 1, Ntry[2]"
    assert what in problem.what


def test_an_entry_without_days_counts_for_the_day_of_its_statement() -> None:
    body = entry("1").replace("<BookgDt><Dt>2024-03-04</Dt></BookgDt>", "")
    assert bank.read(one_entry(body), "f").statements[0].entries[0].booking_date == date(2024, 3, 5)


def test_a_file_that_breaks_off_keeps_what_stands_before() -> None:
    whole = one_entry(entry("1") + entry("2") + entry("3"))
    found = bank.read(whole[: whole.rindex(b"<Ntry>") + 30], "f")
    assert amounts(found) == [100, 200]
    assert "breaks off" in found.problems[0].what


BOMB = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(12))


@pytest.mark.parametrize(
    "doctype",
    [
        f'<!DOCTYPE d [<!ENTITY a0 "aaaaaaaaaa">{BOMB}]>',
        '<!DOCTYPE d [<!ENTITY a12 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE d SYSTEM "http://example.invalid/x.dtd">',
    ],
)
def test_a_document_type_is_refused(doctype: str) -> None:
    body = doctype.encode() + one_entry(entry("1", details="<AddtlNtryInf>&a12;</AddtlNtryInf>"))
    found = bank.read(body, "f")
    assert found.statements == ()
    assert len(found.problems) == 1
