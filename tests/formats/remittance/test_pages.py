"""Advices on paper: tables, carried sums, totals; and what is not believed."""

from datetime import date

import pytest

from duebook.core.banking import RemittanceFile
from duebook.formats import remittance
from tests.formats.remittance.advices import GERMAN, READ, ROWS, TOTAL, Row, page
from tests.formats.remittance.drawing import pdf


def read(*rows: Row, **changes: object) -> RemittanceFile:
    return remittance.read(pdf([page(rows, **changes)]), "advice.pdf")  # type: ignore[arg-type]


def lines(found: RemittanceFile) -> list[tuple[str, int | None, int]]:
    return [(line.reference, line.amount, line.deduction) for one in found.remittances for line in one.lines]


def test_a_table_with_its_places() -> None:
    found = read(*ROWS, TOTAL)
    (told,) = found.remittances
    assert (found.format, found.problems, lines(found)) == ("PDF", (), READ)
    assert (told.currency, told.total, told.payment_reference) == ("EUR", 150000, "AV-4711")
    assert (told.payment_date, told.doubt) == (date(2025, 3, 14), "")
    first = told.lines[0]
    assert (first.gross, first.discount, first.reason_code, first.place) == (
        119000, 2380, "discount", "page 1, line 5",
    )  # fmt: skip
    assert first.box is not None
    assert (first.box.page, round(first.box.left), round(first.box.right)) == (1, 50, 540)
    assert first.box.top < 164 < first.box.bottom


def test_a_table_goes_on_over_pages() -> None:
    """Carried sums are no documents; the header may come again or not."""
    carried = ("Übertrag", "", "", "", "", "1.166,20")
    first, second = page([ROWS[0], carried]), page([carried, *ROWS[1:], TOTAL])
    found = remittance.read(pdf([first, second]), "advice.pdf")
    assert (found.problems, lines(found)) == ((), READ)
    assert found.remittances[0].lines[1].place == "page 2, line 6"


@pytest.mark.parametrize(
    ("header", "title"),
    [
        (("Invoice no.", "Date", "Gross", "Discount", "Deduction", "Net paid (EUR)"), "Remittance advice"),
        (("N° de facture", "Date", "Montant brut", "Escompte", "Retenue", "Montant réglé EUR"), "Avis"),
        (
            ("N. fattura", "Data", "Importo lordo", "Sconto", "Trattenuta", "Pagato EUR"),
            "Avviso di pagamento",
        ),
        (("Nº factura", "Fecha", "Importe bruto", "Descuento", "Retención", "Pagado EUR"), "Aviso de pago"),
        (("Factuurnummer", "Datum", "Brutobedrag", "Korting", "Inhouding", "Betaald EUR"), "Betaaladvies"),
        (("Nr faktury", "Data", "Kwota brutto", "Skonto", "Korekta", "Kwota EUR"), "Awizo"),
        (
            ("Faktuernûmer", "Datum", "Faktuerbedrach", "Koarting", "Ynhâlding", "Betelle EUR"),
            "Betellingsadvys",
        ),
    ],
)
def test_headers_in_the_languages_of_payers(header: Row, title: str) -> None:
    told = lines(read(*ROWS, TOTAL, header=header, title=title))
    assert [(number, amount) for number, amount, _ in told] == [
        (number, amount) for number, amount, _ in READ
    ]


def test_a_total_of_gross_amounts_is_not_what_was_paid() -> None:
    """Nothing is taken for paid that is only gross, though it adds up."""
    header = (*GERMAN[:5], "Bemerkung")
    rows = [(*row[:5], "") for row in (*ROWS[:2], ("Summe", "", "1.690,00", "23,80", "50,00", ""))]
    found = read(*rows, ("", "EUR", "", "", "", ""), header=header)
    assert all(one.doubt for one in found.remittances)
    assert found.problems


WRONG = {
    "a digit wrong in the total": (*ROWS, (*TOTAL[:5], "1.501,00")),
    "a row lost": (ROWS[0], ROWS[2], TOTAL),
    "a row that does not compute": (("R-1", "", "1.190,00", "23,80", "", "1.116,20"), ),
    "an amount without a document": (ROWS[0], ("", "", "", "", "", "77,00"), TOTAL),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_what_does_not_add_up_is_told_and_marked(case: str) -> None:
    found = read(*WRONG[case])
    assert found.problems
    assert all(one.doubt for one in found.remittances)


UNCLEAR = {
    "one amount of four digits": ((("R-1", "", "", "", "", "1.234"),), None),
    "settled by another amount": (
        (("R-1", "", "", "", "", "1.234"), ("R-2", "", "", "", "", "0,50")),
        123400,
    ),
    "settled by the total": (
        (
            ("R-1", "", "", "", "", "1.234"),
            ("R-2", "", "", "", "", "2.000"),
            ("Summe", "", "", "", "", "3.234"),
        ),
        123400,
    ),
}


@pytest.mark.parametrize("case", UNCLEAR)
def test_no_amount_is_guessed(case: str) -> None:
    rows, first = UNCLEAR[case]
    found = read(*rows)
    if first is None:
        assert (found.remittances, bool(found.problems)) == ((), True)
    else:
        assert found.remittances[0].lines[0].amount == first


def test_a_credit_note_without_a_minus_is_taken_off_where_only_so_the_total_is_right() -> None:
    header = (*GERMAN[:4], "Text", GERMAN[5])
    rows = [("R-1", "", "100,00", "", "", "100,00"), ("G-1", "", "20,00", "", "Gutschrift", "20,00")]
    found = read(*rows, ("Summe", "", "", "", "", "80,00"), header=header)
    assert [(number, amount) for number, amount, _ in lines(found)] == [("R-1", 10000), ("G-1", -2000)]


@pytest.mark.parametrize(
    ("title", "header", "what"),
    [
        (
            "Rechnung",
            ("Rechnungs-Nr.", "Datum", "Betrag", "", "", "offen"),
            "nothing says that this is about",
        ),
        ("Zahlungsavis", ("Artikel", "Datum", "Menge", "", "", "Preis"), "names no invoices"),
    ],
)
def test_what_is_no_remittance_is_not_read_as_one(title: str, header: Row, what: str) -> None:
    rows = [("R-1", "", "100,00 EUR", "", "", "")]
    found = read(*rows, header=header, title=title)
    assert found.remittances == ()
    assert any(what in problem.what for problem in found.problems), found.problems


def test_a_dollar_is_not_taken_for_one_of_the_dollars() -> None:
    header = (*GERMAN[:5], "Zahlbetrag")
    found = read(("R-1", "", "", "", "", "$100.00"), header=header)
    assert any("$ is the sign of several" in problem.what for problem in found.problems)


def test_a_page_turned_on_its_side_is_read_as_a_person_reads_it() -> None:
    upright = remittance.read(pdf([page([*ROWS, TOTAL])]), "f").remittances[0]
    assert upright.lines[0].box is not None
    turned = remittance.read(pdf([page([*ROWS, TOTAL])], "/Rotate 180"), "f")
    assert turned.remittances == () or lines(turned) == READ
