"""Lists of paid invoices: what each gets, in many languages; and what is asked rather than guessed."""

import io
from datetime import date

import pytest

from duebook.formats import remittance
from tests.formats.remittance.reading import SAMPLES, lines, read_sample, read_text


def test_the_list_that_the_simulated_customers_mail() -> None:
    found = read_sample("simulated.csv")
    (told,) = found.remittances
    assert (found.format, found.problems, told.total, told.currency) == ("CSV", (), 141620, "EUR")
    assert lines(told) == [
        ("R-2025-100001", 116620, 2380, "deduction"),
        ("R-2025-100002", 25000, 0, ""),
    ]


def test_two_payments_in_one_german_list() -> None:
    """The stated total of 1,180.00 proves that 20.00 and 50.00 have still to be taken off."""
    found = read_sample("german.csv", date_format="%d.%m.%Y")
    assert found.problems == ()
    first, second = found.remittances
    assert (first.payment_reference, first.payment_date, first.total) == (
        "AVIS-0815",
        date(2025, 3, 14),
        118000,
    )
    assert first.payer_name == "Bäckerei Braun GmbH"
    assert lines(first) == [("4711", 98000, 2000, "discount"), ("4712", 20000, 5000, "Bruch")]
    assert (second.payment_reference, second.total, lines(second)) == (
        "AVIS-0816",
        9990,
        [("4713", 9990, 0, "")],
    )


def test_a_credit_note_lowers_the_payment_and_a_title_may_stand_above() -> None:
    (told,) = read_sample("french.csv").remittances
    assert told.total == 100000
    assert [(line.reference, line.amount, line.place) for line in told.lines] == [
        ("FA-77", 120000, "row 3"),
        ("AV-3", -20000, "row 4"),
    ]


@pytest.mark.parametrize(
    ("header", "amount"),
    [
        ("Invoice No.,Amount Paid,Currency", 9800),
        ("Document number,Amount,Ccy", 9800),
        ("Rechnungs-Nr.,Zahlbetrag,Währung", 9800),
        ("N° de facture,Montant réglé,Devise", 9800),
        ("Nº factura,Importe pagado,Divisa", 9800),
        ("Numero fattura,Importo pagato,Currency", 9800),
        ("Factuurnummer,Betaald,Munt", 9800),
        ("Numer faktury,Kwota zapłacona,Waluta", 9800),
    ],
)
def test_columns_in_many_languages(header: str, amount: int) -> None:
    (told,) = read_text(f"{header}\n4711,98.00,EUR\n").remittances
    assert lines(told) == [("4711", amount, 0, "")]


def test_the_users_mapping_wins() -> None:
    text = "Beleg;Rechnung;Betrag;Wert\nB1;4711;100.00;98.00\n"
    told = read_text(text, mapping={"Wert": "paid", "Beleg": "invoice_number", "EUR": "currency"})
    assert lines(told.remittances[0]) == [("B1", 9800, 0, "")]


def test_of_several_names_for_the_invoice_the_surest_counts() -> None:
    (told,) = read_text("Referenz,Rechnungsnummer,Betrag,Währung\nx,4711,1.50,EUR\n").remittances
    assert lines(told) == [("4711", 150, 0, "")]


CASES = {
    "taken off already": ("98.00,2.00", "98.00", 9800, 200),
    "still to be taken off": ("100.00,2.00", "98.00", 9800, 200),
    "kept as a negative": ("100.00,-2.00", "98.00", 9800, 200),
}


@pytest.mark.parametrize("case", CASES)
def test_the_total_proves_how_deductions_are_written(case: str) -> None:
    cells, total, paid, kept = CASES[case]
    (told,) = read_text(f"invoice,amount,discount,currency,total\n4711,{cells},EUR,{total}\n").remittances
    assert lines(told) == [("4711", paid, kept, "discount")]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("invoice,amount,discount,currency\n4711,100.00,2.00,EUR\n", "it is not clear whether deductions"),
        ("invoice,amount,discount,currency,total\n1,100.00,2.00,EUR,97.00\n", "add up to the total of 97.00"),
        ("invoice,amount\n4711,100.00\n", "the currency is not told"),
        ("invoice,currency\n4711,EUR\n", "missing column amount"),
        ("amount,currency\n1.00,EUR\n", "missing column invoice_number"),
        ("invoice,amount,currency\n4711,1x0,EUR\n", "row 2, column amount: '1x0' is not an amount"),
        ("invoice;amount;currency\n4711;1,005;EUR\n", "either a decimal mark"),
        ("invoice,amount,currency\n4711,,EUR\n", "row 2, column amount: the cell is empty"),
        ("invoice,amount,currency\n4711,2.50,EUR\n,1.00,EUR\n", "is not the total of the rows above"),
        ("invoice,amount,currency\n4711,2.50,EURO\n", "'EURO' is not an ISO 4217 currency"),
        ("invoice,amount,currency\n1,2.50,EUR\nTotal,9.00,EUR\n", "add up to 2.50, the payment is 9.00"),
        ("invoice,paid,currency,payment date\n1,2.50,EUR,03/04/2025\n", "--date-format"),
        ("invoice,amount,currency\n", "the list has no paid invoices"),
        ("%PDF-1.7", "the PDF is damaged"),
        ("", "the file is empty"),
        ("<a/>", "no remittance"),
    ],
)  # fmt: skip
def test_what_can_be_read_in_two_ways_is_asked(text: str, what: str) -> None:
    problems = [str(problem) for problem in read_text(text).problems]
    assert any(what in problem for problem in problems), problems


def test_one_broken_row_does_not_hold_up_the_others() -> None:
    found = read_text("invoice,paid,currency\n1,1.50,EUR\n2,abc,EUR\n3,2.50,EUR\n")
    assert [problem.place for problem in found.problems] == ["row 3, column paid"]
    assert [line.reference for line in found.remittances[0].lines] == ["1", "3"]


def test_a_sum_without_a_name_is_known_by_its_amount() -> None:
    (told,) = read_text("invoice,paid,currency\n1,1.50,EUR\n2,2.50,EUR\n,4.00,EUR\n").remittances
    assert (told.total, len(told.lines)) == (400, 2)


def test_a_workbook() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book, data = openpyxl.Workbook(), io.BytesIO()
    for row in (
        ["Rechnung", "Zahlbetrag", "Währung", "Zahlungsdatum"],
        [4711, 98.1, "EUR", date(2025, 3, 14)],
    ):
        book.active.append(row)
    book.save(data)
    found = remittance.read(data.getvalue(), "advice.xlsx")
    (told,) = found.remittances
    assert (found.format, told.payment_date, lines(told)) == (
        "XLSX",
        date(2025, 3, 14),
        [("4711", 9810, 0, "")],
    )


def test_a_list_of_invoices_or_movements_is_no_remittance() -> None:
    for text in (
        "customer_id,customer_name,invoice_number,issue_date,due_date,currency,amount\nC,N,1,2025-01-01,2025-01-31,EUR,1.00\n",
        "booking_date,amount,currency,invoice number\n2025-01-01,1.00,EUR,7\n",
    ):
        assert not remittance.recognises(text.encode())
    assert all(remittance.recognises((SAMPLES / name).read_bytes()) for name in
               ("simulated.csv", "german.csv", "french.csv", "advice.remt.xml", "retail.x12"))  # fmt: skip
