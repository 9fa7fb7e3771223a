"""The national statements of Belgium (CODA), France (CFONB 120) and Spain (Norma 43)."""

from datetime import date

import pytest

from duebook.core.banking import Balance
from duebook.formats import bank
from tests.formats.bank.reading import SAMPLES, amounts, read_sample, told

NAMED = (
    "amount", "kind", "bank_reference", "payer_name", "payer_account", "remittance", "references",
    "end_to_end_id", "return_reason",
)  # fmt: skip


def test_coda() -> None:
    found = read_sample("belgian.coda")
    (statement,) = found.statements
    assert (found.format, found.problems) == ("CODA", ())
    assert (statement.account, statement.currency, statement.number) == ("BE86407051416150", "EUR", "044")
    assert statement.opening == Balance(date(2024, 3, 1), 100000, "EUR")
    assert statement.closing == Balance(date(2024, 3, 4), 200000, "EUR")
    assert [told(entry, *NAMED) for entry in statement.entries] == [
        {
            "amount": 75000, "kind": "credit", "bank_reference": "BANKREF0001",
            "payer_name": "MEUBELEN NOORD BV", "payer_account": "BE54805480215856",
            "remittance": "FACTUUR R-100 EN R- MET KORTING\nDOORLOPENDE OPDRACHT",
            "end_to_end_id": "PAY-2024-17",
        },
        {
            "amount": 10000, "kind": "credit", "bank_reference": "BANKREF0002",
            "references": ("090933755493",),
        },
        {"amount": 20000, "kind": "credit", "bank_reference": "BANKREF0002", "remittance": "BIJDRAGE"},
        {
            "amount": -5000, "kind": "return", "bank_reference": "BANKREF0003", "remittance": "ONBETAALD",
            "end_to_end_id": "E0", "return_reason": "MD06",
        },
    ]  # fmt: skip


def test_coda_details_that_do_not_add_up_are_kept_whole() -> None:
    text = (SAMPLES / "belgian.coda").read_bytes().replace(b"0000000000200000", b"0000000000200010")
    found = bank.read(text, "f")
    assert amounts(found) == [75000, 30000, -5000]
    assert "the details add up to 300.01, the movement says 300.00" in found.problems[0].what


def test_cfonb120() -> None:
    found = read_sample("french.cfonb120")
    (statement,) = found.statements
    assert (found.format, found.problems) == ("CFONB 120", ())
    assert (statement.account, statement.currency) == ("300020220400020427603", "EUR")
    assert statement.closing == Balance(date(2024, 3, 4), 164999, "EUR")
    assert [told(entry, *NAMED) for entry in statement.entries] == [
        {
            "amount": 75000, "kind": "credit", "payer_name": "MEUBLES NORD SARL",
            "remittance": "VIR SEPA MEUBLES NORD\nFACTURE R-100", "references": ("4711", "REF-1"),
            "end_to_end_id": "PAY-2024-17",
        },
        {"amount": -10001, "kind": "return", "remittance": "REJET PRLV", "return_reason": "2"},
    ]  # fmt: skip


def test_norma43() -> None:
    found = read_sample("spanish.n43")
    (statement,) = found.statements
    assert (found.format, found.problems) == ("Norma 43", ())
    assert (statement.account, statement.currency) == ("008153980001414445", "EUR")
    assert statement.closing == Balance(date(2024, 3, 4), 165000, "EUR")
    assert [told(entry, *NAMED) for entry in statement.entries] == [
        {
            "amount": 75000, "kind": "credit", "references": ("0000004711", "FAC-100"),
            "remittance": "TRANSFERENCIA DE MUEBLES NORTE\nFACTURA FAC-100",
        },
        {"amount": -10000, "kind": "return", "remittance": "RECIBO DEVUELTO CARLA DORN"},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "old", "new", "place", "what"),
    [
        ("belgian.coda", b"050324001500000FACTUUR", b"051324001500000FACTUUR", "line 3", "not a day"),
        ("belgian.coda", b"000000000750000", b"00000000075000X", "line 3", "is not a number"),
        ("belgian.coda", b"2200010000", b"2200090000", "line 4", "belongs to no movement"),
        ("french.cfonb120", b"0000000007500{", b"00000000075000", "line 2", "does not end with its sign"),
        ("french.cfonb120", b"05040324", b"05043324", "line 2", "not a day"),
        ("spanish.n43", b"0160200000000075000", b"0163200000000075000", "line 2", "not told"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(
    name: str, old: bytes, new: bytes, place: str, what: str
) -> None:
    whole = (SAMPLES / name).read_bytes()
    found = bank.read(whole.replace(old, new, 1), "f")
    assert old not in whole or any(each.place == place and what in each.what for each in found.problems)
