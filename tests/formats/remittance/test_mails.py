"""Mails that say what is paid: in their words, in tables, in attachments; and mails that do not."""

from datetime import date
from email.message import EmailMessage

import pytest

from duebook.core.banking import RemittanceFile
from duebook.formats import remittance
from tests.formats.remittance.advices import READ, ROWS, TOTAL, mail, page, with_attachments
from tests.formats.remittance.drawing import pdf
from tests.formats.remittance.reading import SAMPLES


def read(data: bytes) -> RemittanceFile:
    return remittance.read(data, "m.eml")


def lines(found: RemittanceFile) -> list[tuple[str, int | None, int]]:
    return [(line.reference, line.amount, line.deduction) for one in found.remittances for line in one.lines]


TEXTS = {
    "line by line": (
        (
            "Guten Tag,\n\nRechnung 4711   1.234,56 EUR\nabz. 2% Skonto     24,69\n"
            "Rechnung 4712     100,00 EUR\n\n"
            "Summe           1.309,87 EUR\n\nTel. 0731 1234567\n"
        ),
        [("4711", 120987, 2469), ("4712", 10000, 0)],
    ),
    "in brackets": (
        (
            "we have paid:\n- INV-4711: 26,183.90 USD (Damaged goods 4,528.00)\n"
            "Total paid 26,183.90 USD, 10/17/2025\n"
        ),
        [("INV-4711", 2618390, 452800)],
    ),
    "spaces in the amounts": (
        "nous avons réglé:\n- FA-4711: 59 231,50 EUR\n- FA-4712: 105,84 EUR\nMontant total 59 337,34 EUR\n",
        [("FA-4711", 5923150, 0), ("FA-4712", 10584, 0)],
    ),
    "labels and values": (
        (
            "Factuurnummer: F-4711\nFactuurbedrag: 100,00 EUR\nInhouding: 5,00\nReden: Manco\n"
            "Betaald bedrag: 95,00 EUR\n\nFactuurnummer: F-4712\nBetaald bedrag: 10,00 EUR\n"
            "Betaaldatum: 14-03-2025\nTotaalbedrag: 105,00 EUR\n"
        ),
        [("F-4711", 9500, 500), ("F-4712", 1000, 0)],
    ),
    "a typed table": (
        (
            "N.º factura   Fecha        Importe pagado   Motivo\n-------------------------------------\n"
            "FA-4711       01/09/2025        33.593,22\nFA-4712       02/09/2025             0,78\n"
            "-------------------------------------\nImporte total: 33.594,00 EUR\n"
        ),
        [("FA-4711", 3359322, 0), ("FA-4712", 78, 0)],
    ),
}


@pytest.mark.parametrize("case", TEXTS)
def test_words_of_a_mail(case: str) -> None:
    text, expected = TEXTS[case]
    found = read(mail(text))
    assert (found.problems, lines(found)) == ((), expected)
    (told,) = found.remittances
    assert (told.sender, told.sent_on) == ("Braun, Maria <maria@braun.example>", date(2025, 3, 14))
    assert (told.payer_name, told.lines[0].box) == ("", None), "who sends is no proof of who pays"
    assert told.lines[0].place.startswith("text, line ")


HTML = """<html><head><style>td {color: red}</style></head><body><table><tr><td>
<p>Payment date: 2025-03-14</p>
<table><tr><th>Invoice No</th><th>Gross</th><th>Discount</th><th>Net paid</th></tr>
<tr><td>INV-1</td><td>1,000.00</td><td>20.00</td><td>980.00</td></tr>
<tr><td>INV-2</td><td>500.00</td><td></td><td>500.00</td></tr>
<tr><td colspan=3>Total USD</td><td>1,480.00</td></tr></table></td></tr></table>
<blockquote>INV-9 7,000.00 USD</blockquote></body></html>"""


def test_a_table_within_tables_of_html() -> None:
    found = read(mail(HTML, "Remittance advice", "text/html"))
    assert (found.problems, lines(found)) == ((), [("INV-1", 98000, 2000), ("INV-2", 50000, 0)])
    assert found.remittances[0].payment_date == date(2025, 3, 14)


PAPER = pdf([page([*ROWS, TOTAL])])


def test_attachments_of_any_format() -> None:
    found = read(with_attachments(("a.pdf", PAPER), ("b.x12", (SAMPLES / "retail.x12").read_bytes())))
    assert found.format == "mail, PDF, X12 820"
    assert lines(found)[:3] == READ
    assert found.remittances[0].lines[0].place == "attachment a.pdf, page 1, line 5"
    assert len(found.remittances) == 3
    assert found.problems == ()


def test_the_same_told_twice_counts_once() -> None:
    """The list has the amounts, only the paper names the payment."""
    listed = (
        "Rechnung;Zahlbetrag;Währung\nR-2025-1001;1166,20;EUR\nR-2025-1002;450,00;EUR\nG-77;-116,20;EUR\n"
    )
    found = read(with_attachments(("liste.csv", listed.encode()), ("avis.pdf", PAPER)))
    (told,) = found.remittances
    assert (told.lines[0].place, told.payment_reference) == ("attachment liste.csv, row 2", "AV-4711")


def test_a_forwarded_mail() -> None:
    outer = EmailMessage()
    outer["From"], outer["Subject"] = "clerk@seller.example", "Fwd: Zahlungsavis"
    outer.set_content("please apply")
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "ap@braun.example", "Zahlungsavis"
    inner.set_content(TEXTS["line by line"][0])
    outer.add_attachment(inner)
    (told,) = read(bytes(outer)).remittances
    assert told.sender == "ap@braun.example"


NOT_REMITTANCES = {
    "already paid": ("Ihre Mahnung", "Rechnung R-1 haben wir am 14.03.2025 über 1416.20 EUR bezahlt.\n"),
    "a promise": ("Zahlung R-1", "wir überweisen 1416.20 EUR bis zum 14.04.2025.\n"),
    "a claim": ("Reklamation", "bei Rechnung R-1 fehlten Teile. Wir kürzen um 50,00 EUR.\n"),
    "our own reminder quoted": (
        "AW: Zahlungserinnerung",
        "Wird bezahlt.\n\n> Rechnung R-1   1.234,56 EUR\n> Summe   1.234,56 EUR\n> Zahlungsavis erbeten\n",
    ),
    "our own reminder below": (
        "Re: Reminder",
        "Will pay.\n\nOn Friday Nordwind wrote:\nInvoice R-1   1,234.56 EUR\nTotal  1,234.56 EUR\n",
    ),
    "one amount that may begin in two places": ("Avis de paiement", "Facture 471 190,00 EUR\n"),
}


@pytest.mark.parametrize("case", NOT_REMITTANCES)
def test_a_mail_about_something_else(case: str) -> None:
    subject, body = NOT_REMITTANCES[case]
    found = read(mail(body, subject))
    assert found.remittances == ()
    assert all(problem.place and problem.todo for problem in found.problems)
    assert found.problems
