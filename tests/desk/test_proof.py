"""The proof of a proposal on the desk: said in the reader's language, open to auditors, derived again."""

import re
import string

import pytest
from django.db import connection
from django.utils import translation

from duebook.books.ledger.models import Receipt
from duebook.core.matching import Evidence
from duebook.core.matching.sentences import SENTENCES
from duebook.desk.evidence import said, said_together
from tests.books.story import invoice
from tests.desk.conftest import enter
from tests.desk.test_pages import words
from tests.flows.firm import Firm


@pytest.fixture
def firm(db: None, tmp_path) -> Firm:
    firm = Firm.opened(tmp_path)
    firm.bills(invoice("RE-2601", "1119.00", issued="02-01", due="03-01"))
    firm.is_paid("1119.00", "RE-2601", on="02-10")
    firm.lives("02-10")
    return firm


def kept(evidence: Evidence) -> dict:
    return {"kind": evidence.kind, "values": dict(evidence.values), "weight": evidence.weight}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "1,234.50 EUR less, a deduction; these are all 2,000 open items"),
        ("de", "1.234,50 EUR weniger, ein Abzug; das sind alle 2.000 offenen Posten"),
    ],
)
def test_evidence_is_said_as_the_reader_writes(language, sentence):
    evidence = [
        Evidence.of("amount.deduction", amount=123450, currency="EUR"),
        Evidence.of("shape.all", count=2000),
    ]
    with translation.override(language):
        assert said_together(list(map(kept, evidence))).replace("\N{NO-BREAK SPACE}", " ") == sentence


def test_one_and_several_are_told_apart():
    with translation.override("de"):
        told = [said(kept(Evidence.of("doubt.rivals", count=n))) for n in (1, 2)]
    assert told == [
        "1 andere Erklärung lässt sich nicht ausschließen",
        "2 andere Erklärungen lassen sich nicht ausschließen",
    ]


@pytest.mark.parametrize("kind", SENTENCES)
def test_every_sentence_is_translated_with_all_its_values(kind):
    sentence = SENTENCES[kind]
    english = sentence if isinstance(sentence, str) else sentence[1]
    names = {name for _, name, _, _ in string.Formatter().parse(english) if name}
    values = {name: 2 if name in ("count", "all", "amount") else f"<{name}>" for name in names}
    if "amount" in values:
        values["currency"] = "EUR"
    spoken = {}
    for language in ("en", "de"):
        with translation.override(language):
            spoken[language] = said({"kind": kind, "values": values, "weight": 1.0})
    assert spoken["en"] != spoken["de"]
    for name in names - {"amount"}:
        assert str(values[name]) in spoken["de"]


def test_what_earlier_versions_kept_is_shown_as_it_was_kept():
    assert said({"kind": "name", "text": "the name fits", "weight": 1.0}) == "the name fits"
    assert said_together([], "because") == "because"


def test_an_auditor_reads_the_proof_and_lets_it_be_derived_again(firm):
    auditor = enter(firm.company, "auditor")
    receipt = Receipt.objects.get()
    assert f"/acme/receipts/{receipt.pk}/proof/" in words(auditor, f"/acme/receipts/{receipt.pk}/")
    page = words(auditor, f"/acme/receipts/{receipt.pk}/proof/")
    for told in ("What was done", "cash applied", "the text names 1 of 1 items by number", "Derive again"):
        assert told in page
    again = words(auditor, f"/acme/receipts/{receipt.pk}/proof/?derive=1")
    assert "Derived again: the same, byte for byte." in again


def test_the_proof_speaks_german(firm):
    receipt = Receipt.objects.get()
    page = words(enter(firm.company, "auditor"), f"/acme/receipts/{receipt.pk}/proof/?derive=1", "de")
    for told in ("Nachweis", "der Text nennt 1 von 1 Posten mit Nummer", "dasselbe, Byte für Byte"):
        assert told in page


def test_an_edited_proposal_is_told(firm):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE matching_proposal SET probability = 0.25")
    receipt = Receipt.objects.get()
    page = words(enter(firm.company, "auditor"), f"/acme/receipts/{receipt.pk}/proof/?derive=1")
    assert "somebody edited it in the database" in page
    assert "Derived again: not the same." in page
    assert re.search(r"probability</dt><dd[^>]*>0\.25", page)
