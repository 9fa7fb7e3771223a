"""OFX: SGML and XML alike."""

from datetime import date

from duebook.core.banking import Balance
from duebook.formats import bank
from tests.formats.bank.reading import read_sample, told


def test_sgml_without_end_tags() -> None:
    found = read_sample("sgml.ofx")
    (statement,) = found.statements
    assert (found.format, statement.account, statement.currency) == ("OFX", "0975312468", "USD")
    assert statement.closing == Balance(date(2024, 3, 5), 256500, "USD")
    receipt, fee = statement.entries
    assert told(receipt) == {
        "place": "line 10, STMTTRN[1]", "booking_date": date(2024, 3, 4), "value_date": date(2024, 3, 4),
        "amount": 150000, "currency": "USD", "kind": "credit", "bank_reference": "F1",
        "payer_name": "SMITH & SONS", "remittance": "INV 5551", "references": ("1188",), "code": "CREDIT",
    }  # fmt: skip
    assert (fee.amount, fee.kind) == (-1000, "charge")
    (problem,) = found.problems
    assert (problem.place, problem.what) == ("line 14, STMTTRN[3]", "the amount '$120' is not a number")


def test_xml_with_a_decimal_comma() -> None:
    (receipt,) = read_sample("xml.ofx").statements[0].entries
    assert told(receipt, "amount", "payer_name", "payer_account", "remittance") == {
        "amount": 150025, "payer_name": "Müller & Co", "payer_account": "DE89370400440532013000",
        "remittance": "R-100",
    }  # fmt: skip


def test_a_refused_sign_on_is_told_in_the_bank_s_words() -> None:
    answer = (
        b"OFXHEADER:100\n\n<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>15500<SEVERITY>ERROR"
        b"<MESSAGE>Signon invalid</STATUS></SONRS></SIGNONMSGSRSV1></OFX>"
    )
    found = bank.read(answer, "f")
    assert found.statements == ()
    assert "Signon invalid" in found.problems[0].what
