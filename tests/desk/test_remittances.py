"""What payers said, on the pages: beside its document, with a way out for every state."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from duebook.books.companies.models import Company
from duebook.books.ledger.models import Receipt
from duebook.books.remittances.models import Document, Pair, Remittance
from duebook.desk.views import imports, remittances
from duebook.flows.pair_remittances import pair_remittances
from duebook.flows.receive_files import Arrived, receive_file
from duebook.flows.verify import verify
from tests.desk.conftest import DAY, NOW, enter
from tests.desk.test_pages import words

HEAD = "invoice_number;paid;deduction;reason;currency;payer;payment_date;total\n"
ROWS = ("R-2;40.00;10.00;<i>damaged</i>", "R-9;37.00;;")
LIST = HEAD + "".join(f"{row};EUR;Somebody;2026-03-20;77.00\n" for row in ROWS)
PIXEL = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20


def take_in(company: Company, text: str = LIST, name: str = "advice.csv") -> Remittance:
    receive_file(company, Arrived(name, text.encode(), DAY), "test", NOW)
    pair_remittances(company, DAY, "test", NOW)
    return Remittance.objects.get(company=company)


@pytest.fixture
def waiting(company) -> Receipt:
    """Somebody's 77.00."""
    return company.receipt_set.get(payer_name="<b>Somebody</b>")


def test_the_empty_page_says_what_to_do(clerk):
    page = words(clerk, "/acme/remittances/")
    assert "No payer has written yet" in page
    assert "duebook import --company acme" in page
    assert "Take in files" in page


def test_a_file_is_taken_in_once(company, clerk):
    for said in ("1 new", "was taken in before"):
        file = SimpleUploadedFile("advice.csv", LIST.encode())
        answer = clerk.post("/acme/remittances/take-in/", {"files": file}, follow=True)
        assert said in answer.content.decode()
    assert Remittance.objects.count() == 1
    assert company.events.latest("number").actor == "clerk"


def test_what_cannot_be_read_is_told(clerk):
    file = SimpleUploadedFile("advice.csv", HEAD.encode() + b"R-2;4o;;;EUR;;;\n")
    page = clerk.post("/acme/remittances/take-in/", {"files": file}, follow=True).content.decode()
    assert "advice.csv was not taken in" in page


def test_a_remittance_stands_beside_its_document_and_on_its_receipt(company, clerk, waiting):
    told = take_in(company)
    assert told.state == "paired"
    page = words(clerk, f"/acme/remittances/{told.pk}/")
    for shown in ("R-9", "row 2", "damaged", "invoice_number;paid", "77.00"):
        assert shown in page
    assert b"<i>damaged" not in clerk.get(f"/acme/remittances/{told.pk}/").content
    receipt = words(clerk, f"/acme/receipts/{waiting.pk}/")
    assert "What the payer said" in receipt
    assert "row 2" in receipt


def test_a_document_is_saved_and_never_opened(company, clerk):
    told = take_in(company, name="<script>.csv")
    answer = clerk.get(f"/acme/imports/{told.file_id}/document/?look=1")
    assert answer.content.decode() == LIST
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_letter_that_is_no_remittance_is_read_on_the_page_of_its_file(company, clerk):
    letter = b"From: a@b.example\r\nSubject: Complaint\r\nTo: us@acme.example\r\n\r\nIt is broken.\r\n"
    receive_file(company, Arrived("letter.eml", letter, DAY), "test", NOW)
    file = company.importedfile_set.get(kind="mail")
    assert "It is broken." in words(clerk, f"/acme/imports/{file.pk}/")


def test_a_picture_is_looked_at(company, clerk, monkeypatch):
    told = take_in(company)
    scan = Document(name="scan.png", data=PIXEL, file=told.file)
    for page in (remittances, imports):
        monkeypatch.setattr(page, "document_of", lambda company, file: scan)
    assert "look=1" in words(clerk, f"/acme/remittances/{told.pk}/")
    answer = clerk.get(f"/acme/imports/{told.file_id}/document/?look=1")
    assert answer["Content-Type"] == "image/png"


def test_a_person_says_which_receipt_it_is_for(company, clerk, waiting):
    told = take_in(company, LIST.replace("Somebody", "Nobody").replace("2026-03-20", ""))
    assert told.state == "waiting"
    page = f"/acme/remittances/{told.pk}/"
    assert waiting.key in words(clerk, page)
    answer = clerk.post(f"{page}pair/", {"receipt": waiting.key}, follow=True)
    assert "Paired" in answer.content.decode()
    assert Pair.objects.get().by_hand
    assert "choose receipts of this company" in clerk.post(f"{page}pair/", follow=True).content.decode()
    assert company.events.latest("number").actor == "clerk"
    assert verify(company) == []


def test_a_question_is_on_the_work_list_until_it_is_answered(company, clerk, waiting):
    told = take_in(company)
    Remittance.objects.update(state="question", why="fits two", candidates=[waiting.key])
    Pair.objects.all().delete()
    assert "Say which receipt a remittance is for" in words(clerk, "/acme/work/")
    assert "fits two" in words(clerk, "/acme/remittances/?state=question")
    page = f"/acme/remittances/{told.pk}/"
    assert "say why" in clerk.post(f"{page}set-aside/", {"why": " "}, follow=True).content.decode()
    assert "Put aside." in clerk.post(f"{page}set-aside/", {"why": "not ours"}, follow=True).content.decode()
    assert "Say which receipt a remittance is for" not in words(clerk, "/acme/work/")
    assert "No questions" in words(clerk, "/acme/remittances/?state=question")


def test_auditors_look_on_and_other_companies_see_nothing(company, auditor):
    told = take_in(company)
    page = f"/acme/remittances/{told.pk}/"
    assert "Put aside" not in words(auditor, page)
    assert auditor.post(f"{page}set-aside/", {"why": "x"}).status_code == 403
    other = Company.objects.create(code="other", name="Other", currency="EUR")
    stranger: Client = enter(other, "clerk")
    for address in (page, f"/other/remittances/{told.pk}/", f"/other/imports/{told.file_id}/document/"):
        assert stranger.get(address).status_code == 404
    assert stranger.post(f"/other/remittances/{told.pk}/set-aside/", {"why": "x"}).status_code == 404
    assert "No payer has written yet" in words(stranger, "/other/remittances/")
