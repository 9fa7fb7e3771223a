"""Files as they really arrive: twice, overlapping, corrected, half wrong, cut short."""

import pytest

from duebook.books.banking.models import BankLine
from duebook.books.banking.operations import receive_statements
from duebook.books.ledger.models import OpenItem, Receipt
from duebook.flows import receive_files
from duebook.flows.verify import verify
from tests.books.story import invoice
from tests.flows.firm import Firm

HEAD = "customer_id,customer_name,invoice_number,issue_date,due_date,currency,amount\n"


@pytest.fixture
def firm(db: None, tmp_path) -> Firm:
    return Firm.opened(tmp_path)


def row(number: str, amount: str) -> str:
    return f"C1,Customer C1,{number},2026-02-01,2026-03-01,EUR,{amount}\n"


def numbers(firm: Firm) -> dict[str, str]:
    return {item.number: firm.open(item.number) for item in OpenItem.objects.order_by("number")}


def test_the_same_list_twice_is_taken_once(firm):
    first = firm.bills(invoice("RE-1", "119.00"), invoice("RE-2", "50.00"))
    again = firm.bills(invoice("RE-1", "119.00"), invoice("RE-2", "50.00"))
    assert (first.added, again.kind) == (2, "known")
    assert numbers(firm) == {"RE-1": "119.00", "RE-2": "50.00"}


def test_of_an_overlapping_list_only_what_is_new_is_added(firm):
    firm.bills(invoice("RE-1", "119.00"), invoice("RE-2", "50.00"))
    longer = firm.bills(invoice("RE-2", "50.00"), invoice("RE-3", "70.00"))
    assert (longer.added, longer.changed, longer.unchanged) == (1, 0, 1)
    assert numbers(firm) == {"RE-1": "119.00", "RE-2": "50.00", "RE-3": "70.00"}


def test_a_corrected_list_changes_what_was_corrected(firm):
    firm.bills(invoice("RE-1", "119.00"), invoice("RE-2", "50.00"))
    corrected = firm.bills(invoice("RE-1", "129.00"), invoice("RE-2", "50.00"))
    assert (corrected.added, corrected.changed, corrected.unchanged) == (0, 1, 1)
    assert numbers(firm) == {"RE-1": "129.00", "RE-2": "50.00"}
    assert not verify(firm.company)


@pytest.mark.parametrize("amount", ["12o.00", "1.234,56,7", "", "NaN", "1e999", "12.345"])
def test_a_row_with_an_amount_that_cannot_be_read_is_named_and_the_others_go_in(firm, amount):
    amount = f'"{amount}"' if "," in amount else amount
    rows = row("RE-1", "119.00") + row("RE-2", amount) + row("RE-3", "70.00")
    done = firm.file("list.csv", (HEAD + rows).encode(), "01-31")
    assert numbers(firm) == {"RE-1": "119.00", "RE-3": "70.00"}
    (problem,) = done.problems
    assert problem.file == "list.csv"
    assert "3" in problem.place
    firm.lives("03-01")
    assert "RE-2" not in firm.last_letter()


def test_a_statement_twice_and_overlapping_books_each_movement_once(firm):
    monday = ("119.00", "RE-1", "Customer C1")
    tuesday = ("50.00", "RE-2", "Customer C1")
    file = firm.bank_file("02-02", monday)
    assert firm.file("monday.xml", file, "02-02").added == 1
    assert firm.file("monday again.xml", file, "02-02").kind == "known"
    assert firm.file("monday, sent anew.xml", file + b"\n", "02-02").added == 0
    firm.balance = 0
    both = firm.file("to tuesday.xml", firm.bank_file("02-02", monday, tuesday), "02-02")
    assert (both.added, both.unchanged) == (1, 1)
    assert Receipt.objects.count() == 2


def test_two_equal_payments_of_one_day_are_two(firm):
    entry = ("50.00", "thank you", "Customer C1")
    assert firm.file("bank.xml", firm.bank_file("02-02", entry, entry), "02-02").added == 2


def test_a_file_that_fails_midway_leaves_nothing_and_is_taken_whole_later(firm, monkeypatch):
    def full(*arguments: object) -> None:
        receive_statements(*arguments)
        raise OSError(28, "No space left on device")

    file = firm.bank_file("02-02", ("119.00", "RE-1", "Customer C1"))
    monkeypatch.setattr(receive_files, "receive_statements", full)
    with pytest.raises(OSError, match="No space left"):
        firm.file("bank.xml", file, "02-02")
    monkeypatch.undo()
    assert not BankLine.objects.exists()
    assert not verify(firm.company)
    assert firm.file("bank.xml", file, "02-02").added == 1
    assert not verify(firm.company)


def test_files_of_days_that_were_missed_are_taken_in_their_order(firm):
    """The folder of the older day was filled last; the correction in the younger one still counts."""
    for on, amount in (("2026-02-03", "129.00"), ("2026-02-02", "119.00")):
        folder = firm.inbox / on
        folder.mkdir()
        (folder / "invoices.csv").write_text(HEAD + row("RE-1", amount))
    (firm.inbox / "2026-02-09").mkdir()
    (firm.inbox / "2026-02-09" / "invoices.csv").write_text(HEAD + row("RE-9", "9.00"))
    done = firm.lives("02-05")
    assert [outcome.added + outcome.changed for outcome in done.files] == [1, 1]
    assert numbers(firm) == {"RE-1": "129.00"}
    assert firm.lives("02-05", hour=9).files == []


def test_a_payment_that_came_before_its_invoice_is_applied_when_the_invoice_is_there(firm):
    firm.is_paid("119.00", "RE-2601", on="02-02")
    assert firm.lives("02-02").applied.waiting == 1
    firm.bills(invoice("RE-2601", "119.00", issued="02-01", due="03-01"), on="02-03")
    assert firm.lives("02-03").applied.applied == 1
    assert firm.open("RE-2601") == "0.00"


APPLIED = b"""receipt_id,value_date,amount,currency,customer_id,invoice_number,amount_applied
P1,2026-01-05,119.00,EUR,C1,RE-1,119.00
"""
EXPORT = b"""Buchungstag;Wertstellung;Auftraggeber;Verwendungszweck;Betrag;Waehrung
05.01.2026;05.01.2026;Acme GmbH;RE-1;119,00;EUR
"""


@pytest.mark.parametrize(
    ("data", "todo"), [(APPLIED, "duebook match --applied"), (EXPORT, "=account"), (b"%PDF-1.7", "")]
)
def test_what_is_not_for_the_books_leaves_nothing_and_may_come_again(firm, data, todo):
    for _ in range(2):
        done = firm.file("list.csv", data, "01-31")
        assert done.kind == "not recognised"
        assert todo in " ".join(problem.todo for problem in done.problems)
    assert not BankLine.objects.exists()
    assert not verify(firm.company)


def test_the_same_bytes_read_in_another_manner_are_another_file(firm):
    refused = firm.file("export.csv", EXPORT, "01-31")
    named = {"DE02120300000000202051": "account"}
    taken = firm.file("export.csv", EXPORT, "01-31", mapping=named, date_format="%d.%m.%Y")
    again = firm.file("export.csv", EXPORT, "01-31", mapping=named, date_format="%d.%m.%Y")
    assert (refused.kind, taken.kind, taken.added, again.kind) == (
        "not recognised", "bank statement", 1, "known",
    )  # fmt: skip
