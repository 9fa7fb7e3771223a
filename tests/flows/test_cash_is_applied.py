"""What the engine applies by itself, and what people decide afterwards, stand side by side."""

import pytest

from duebook.books.ledger.models import Receipt
from duebook.books.ledger.operations import allocations_of
from duebook.books.matching.decisions import undo
from duebook.books.matching.models import Proposal
from duebook.flows.verify import verify
from tests.books.story import invoice
from tests.flows.firm import Firm


@pytest.fixture
def firm(db: None, tmp_path) -> Firm:
    firm = Firm.opened(tmp_path)
    firm.bills(invoice("RE-2601", "119.00", issued="02-01", due="03-01"))
    return firm


def test_a_receipt_is_applied_once_however_often_the_day_runs(firm):
    firm.is_paid("119.00", "RE-2601", on="02-10")
    assert firm.lives("02-10").applied.applied == 1
    assert firm.lives("02-10", hour=9).applied.applied == 0
    assert Proposal.objects.count() == 1


def test_what_a_person_took_back_is_proposed_and_not_applied_by_itself_again(firm):
    firm.is_paid("119.00", "RE-2601", on="02-10")
    firm.lives("02-10")
    ((allocation, _),) = allocations_of(Receipt.objects.get())
    undo(firm.company, allocation, "ann", firm.at("02-10", 9))
    for on, hour in (("02-10", 10), ("02-11", 6), ("02-12", 6)):
        did = firm.lives(on, hour=hour)
        assert did.applied.applied == 0
        assert did.applied.waiting == 1
    assert firm.open("RE-2601") == "119.00"
    assert not verify(firm.company)


def test_a_payment_of_two_customers_in_one_file_finds_both(firm):
    firm.bills(invoice("C2/RE-2602", "50.00", issued="02-01", due="03-01"))
    transfers = (("119.00", "RE-2601", "Customer C1"), ("50.00", "RE-2602", "Customer C2"))
    firm.file("bank.xml", firm.bank_file("02-10", *transfers), "02-10")
    assert firm.lives("02-10").applied.applied == 2
    assert (firm.open("RE-2601"), firm.open("RE-2602")) == ("0.00", "0.00")
