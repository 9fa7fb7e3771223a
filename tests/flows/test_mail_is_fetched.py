"""Mails come from a real mailbox: once each, none lost, wherever it breaks."""

from email.message import EmailMessage

import pytest

from duebook.books.companies.models import Company
from duebook.books.imports.models import ImportedFile
from duebook.books.remittances.models import Document, Remittance
from duebook.connectors.mailbox.imap import MailboxError
from duebook.flows import fetch_mail as flow
from duebook.flows.fetch_mail import fetch_mail, name_of
from duebook.flows.receive_files import receive_file
from duebook.flows.verify import verify
from duebook.jobs.tasks import fetch_mails
from tests.books.story import day, invoice
from tests.flows.firm import Firm
from tests.parts.imap_server import ImapServer, mailbox

LIST = "invoice_number;paid;currency\nRE-2601;100.00;EUR\nRE-2603;100.00;EUR\n"


@pytest.fixture
def firm(db: None, tmp_path) -> Firm:
    firm = Firm.opened(tmp_path)
    firm.bills(*(invoice(f"RE-260{n}", "100.00", issued="02-01", due="03-01") for n in (1, 2, 3)))
    return firm


def mail(number: int = 1, attachment: str = LIST, body: str = "Please see the list.", by: str = "") -> bytes:
    """A mail of Customer C1; ``by`` is a stamp of the way it came."""
    message = EmailMessage()
    if by:
        message["Received"] = by
    message["From"] = "Customer C1 <pay@customer.example>"
    message["To"] = "us@acme.example"
    message["Subject"] = f"Zahlungsavis {number} für Sie"
    message["Date"] = "Tue, 10 Feb 2026 09:30:00 +0000"
    message["Message-ID"] = f"<{number}@customer.example>"
    message.set_content(body)
    if attachment:
        message.add_attachment(attachment.encode(), "text", "csv", filename="list.csv")
        message.set_boundary(f"=_{number}")
    return message.as_bytes()


def fetch(firm: Firm, imap_server: ImapServer, on: str = "02-10", **changes) -> list[str]:
    """What kinds of files came."""
    done = fetch_mail(firm.company, mailbox(imap_server, **changes), day(on), "worker", firm.at(on))
    return [outcome.kind for outcome in done]


def test_an_advice_by_mail_explains_the_money(firm, imap_server):
    imap_server.receives(mail())
    assert fetch(firm, imap_server) == ["mail"]
    firm.is_paid("200.00", "see our advice", on="02-10")
    firm.lives("02-10")
    told = Remittance.objects.get()
    assert (told.state, told.file.name) == ("paired", "Zahlungsavis 1 für Sie.eml")
    assert told.lines.first().place.startswith("attachment list.csv")
    assert bytes(Document.objects.get().data) == mail()
    assert fetch(firm, imap_server) == []
    assert not verify(firm.company)


def test_the_same_mail_by_another_way_is_kept_once(firm, imap_server):
    imap_server.receives(mail(by="from one.example"))
    imap_server.receives(mail(by="from other.example"))
    assert fetch(firm, imap_server) == ["mail", "known"]
    assert fetch(firm, imap_server) == []
    assert Document.objects.count() == 1


def test_a_mail_that_borrows_anothers_message_id_is_not_lost(firm, imap_server):
    imap_server.receives(mail())
    imap_server.receives(mail(attachment=LIST.replace("100.00", "60.00")))
    assert fetch(firm, imap_server) == ["mail", "mail"]
    assert Remittance.objects.count() == 2


def test_a_mail_that_tells_nothing_of_a_payment_is_kept_all_the_same(firm, imap_server):
    imap_server.receives(mail(attachment="", body="Happy new year!"))
    (done,) = fetch_mail(firm.company, mailbox(imap_server), day("02-10"), "worker", firm.at("02-10"))
    assert (done.kind, done.added, done.problems) == ("mail", 0, ())
    letter = ImportedFile.objects.get(kind="mail")
    assert letter.problems, "somebody must read it: it is on the work list"
    assert not Remittance.objects.exists()


@pytest.mark.parametrize("move_to", ["", "Done"])
@pytest.mark.parametrize("command", ["UID SEARCH", "UID FETCH", "UID STORE", "UID MOVE"])
@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
def test_a_line_that_goes_dead_anywhere_loses_nothing_and_doubles_nothing(
    firm, imap_server, move_to, command, before
):
    imap_server.receives(mail(1))
    imap_server.receives(mail(2, LIST.replace("100.00", "90.00")))
    imap_server.breaks_at, imap_server.breaks_before = command, before
    try:
        fetch(firm, imap_server, move_to=move_to)
    except MailboxError:
        imap_server.breaks_at = ""
        fetch(firm, imap_server, move_to=move_to)
    assert fetch(firm, imap_server, move_to=move_to) == []
    assert Remittance.objects.count() == Document.objects.count() == 2
    assert not verify(firm.company)


def test_killed_after_keeping_and_before_putting_away(firm, imap_server, monkeypatch):
    def killed(*arguments: object) -> None:
        receive_file(*arguments)
        raise KeyboardInterrupt

    imap_server.receives(mail())
    monkeypatch.setattr(flow, "receive_file", killed)
    with pytest.raises(KeyboardInterrupt):
        fetch(firm, imap_server)
    monkeypatch.undo()
    assert fetch(firm, imap_server) == ["known"]
    assert Remittance.objects.count() == 1


def test_a_mail_that_cannot_be_taken_stays_and_the_others_go_on(firm, imap_server, monkeypatch):
    def moody(company, arrived, *arguments: object):
        if "1" in arrived.name:
            raise RuntimeError("no space left")
        return receive_file(company, arrived, *arguments)

    imap_server.receives(mail(1))
    imap_server.receives(mail(2))
    monkeypatch.setattr(flow, "receive_file", moody)
    assert fetch(firm, imap_server) == ["refused", "mail"]
    monkeypatch.undo()
    assert fetch(firm, imap_server) == ["mail"]


@pytest.mark.parametrize("place", ["advice.eml", "mails/advice.eml", "2026-02-09/mails/advice.eml"])
def test_mails_in_the_inbox_of_the_day_are_read(firm, place):
    (firm.inbox / place).parent.mkdir(parents=True, exist_ok=True)
    (firm.inbox / place).write_bytes(mail())
    firm.is_paid("200.00", "see our advice", on="02-10")
    assert [outcome.kind for outcome in firm.lives("02-10").files] == ["mail"]
    assert Remittance.objects.get().state == "paired"
    assert firm.lives("02-10", hour=9).files == []


def test_the_job_looks_into_the_mailbox_of_its_company(firm, imap_server, settings):
    imap_server.receives(mail())
    settings.MAILBOX, settings.MAILBOX_OF = mailbox(imap_server), "acme"
    Company.objects.create(code="other", name="Other", currency="EUR")
    fetch_mails(int(firm.at("02-10").timestamp()))
    assert Remittance.objects.get().company == firm.company
    settings.MAILBOX_OF = ""
    with pytest.raises(Exception, match="IMAP_COMPANY is one of acme, other"):
        fetch_mails(int(firm.at("02-10").timestamp()))
    settings.MAILBOX = None
    fetch_mails(0)


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        (b"=?utf-8?q?Avis_f=C3=BCr_Sie?=", "Avis für Sie.eml"),
        (b"=?unknown-8?q?Avis?=", "=?unknown-8?q?Avis?=.eml"),
        (b"a\r\n b\x00c", "a b c.eml"),
        (b"", "mail.eml"),
        (b"x" * 300, "x" * 120 + ".eml"),
    ],
)
def test_a_mail_is_named_by_its_subject(subject, name):
    assert name_of(b"Subject: " + subject + b"\r\n\r\nbody") == name
