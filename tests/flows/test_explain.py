"""Why a receipt was applied so: kept, told, and derived again from the books as they stood."""

import hashlib
import re

import pytest
from django.db import DatabaseError, connection, transaction

from duebook.books.audit.models import Event
from duebook.books.ledger.models import Receipt
from duebook.books.ledger.operations import allocations_of
from duebook.books.matching import runs
from duebook.books.matching.decisions import undo
from duebook.books.matching.models import Proposal, Run
from duebook.books.matching.seen import seen_before, seen_now
from duebook.flows.explain import Told, explain
from duebook.flows.verify import verify
from tests.books.story import day, invoice
from tests.flows.firm import Firm

LIST = "customer_id,customer_name,bank_accounts\n"


@pytest.fixture
def firm(db: None, tmp_path) -> Firm:
    """Two invoices and a receipt that was applied by itself on the 10th of February."""
    firm = Firm.opened(tmp_path)
    firm.bills(invoice("RE-2601", "119.00", issued="02-01", due="03-01"))
    firm.bills(invoice("RE-2602", "80.00", issued="02-01", due="03-01"))
    firm.is_paid("119.00", "RE-2601", on="02-10")
    firm.lives("02-10")
    return firm


def told(firm: Firm, proposals: int = 99) -> Told:
    found = explain(firm.company, Receipt.objects.earliest("id").key, proposals)
    assert found
    return found


def verdicts(firm: Firm) -> list[bool]:
    return [bool(proof.derived and proof.derived.same) for proof in told(firm).proofs]


def test_it_is_told_who_did_what_and_what_spoke_for_it(firm):
    found = told(firm)
    assert [event.verb for event in found.events][-1] == "apply cash"
    (proof,) = found.proofs
    kinds = [each["kind"] for each in proof.proposal.evidence]
    assert {"reference.number", "amount.exact"} <= set(kinds)
    assert proof.sealed


def test_the_same_comes_out_at_once(firm):
    (proof,) = told(firm).proofs
    assert proof.derived
    assert proof.derived.changed == ()
    assert proof.derived.differences == ()
    assert not proof.derived.new_rules


def test_the_same_comes_out_after_whatever_happened_since(firm):
    """More money, more invoices, an undo, a proposal anew, another name, an account, another due date."""
    firm.is_paid("80.00", "RE-2602", on="02-11")
    firm.lives("02-11")
    receipt = Receipt.objects.earliest("id")
    ((allocation, _),) = allocations_of(receipt)
    undo(firm.company, allocation, "ann", firm.at("02-12"))
    firm.lives("02-12", hour=9)
    firm.file("c.csv", f"{LIST}C1,A New Name GmbH,DE02120300000000202051\n".encode(), "02-13")
    firm.bills(
        invoice("RE-2601", "119.00", issued="02-01", due="04-01"),
        invoice("RE-2603", "119.00", issued="02-12", due="03-15"),
        on="02-14",
    )
    firm.is_paid("300.00", "thanks", on="02-15")
    firm.lives("02-15")
    found = told(firm)
    assert len(found.proofs) >= 2
    assert verdicts(firm) == [True] * len(found.proofs)
    assert all(proof.derived and not proof.derived.changed for proof in found.proofs)
    assert {"apply cash", "undo allocation"} <= {event.verb for event in found.events}
    assert not verify(firm.company)


def test_what_the_books_say_now_is_what_they_will_say_of_today(firm):
    firm.is_paid("300.00", "thanks", on="02-11")
    now = seen_now(firm.company, day("02-11"))
    later = Event.objects.latest("id").pk + 1
    assert now.receipts
    assert seen_before(firm.company, later, now.as_of, now.policy).digests() == now.digests()
    firm.file("c.csv", f"{LIST}C1,A New Name GmbH,DE02120300000000202051\n".encode(), "02-13")
    assert seen_before(firm.company, later, now.as_of, now.policy).digests() == now.digests()


EDITS = {
    "the probability": ("UPDATE matching_proposal SET probability = 0.5", "probability"),
    "the evidence": ("UPDATE matching_proposal SET evidence = evidence - 0", "evidence"),
    "a value of the evidence": (
        """UPDATE matching_proposal SET evidence = jsonb_set(evidence, '{0,values,count}', '7')""",
        "evidence 1",
    ),
    "the words": ("UPDATE matching_proposal SET reason = 'trust me'", "reason"),
    "an allocation": ("UPDATE matching_proposedallocation SET amount = amount - 1", "allocations 1"),
}


@pytest.mark.parametrize(("sql", "of"), EDITS.values(), ids=EDITS)
def test_a_proposal_that_was_edited_is_found(firm, sql, of):
    with connection.cursor() as cursor:
        cursor.execute(sql)
    (proof,) = told(firm).proofs
    assert not proof.sealed
    assert proof.derived
    assert proof.derived.differences[0].of.startswith(of)


def test_other_rules_are_named_and_what_they_change_is_shown(firm, monkeypatch):
    monkeypatch.setattr("duebook.core.matching.deciding.VERSION", "another")
    monkeypatch.setattr("duebook.books.matching.runs.VERSION", "another")
    (proof,) = told(firm).proofs
    assert proof.derived
    assert proof.derived.new_rules
    assert [each.of for each in proof.derived.differences] == ["engine"]


def test_a_run_cannot_be_edited(firm):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE matching_run SET policy = '{}'")
    assert re.fullmatch("[0-9a-f]{64}", Run.objects.get().seen["open_items"])


def test_proposals_of_versions_that_kept_no_run_are_told_and_not_derived(firm):
    Proposal.objects.update(event=Event.objects.earliest("id"))
    (proof,) = told(firm).proofs
    assert proof.derived is None
    assert proof.proposal == Proposal.objects.get()


def test_there_may_be_no_such_receipt(firm):
    assert explain(firm.company, "nothing") is None


def test_the_rules_are_told_apart_by_their_sources():
    nothing = hashlib.sha256().hexdigest()
    assert runs.engine_now()["rules"] != nothing
    assert runs.engine_now() == runs.engine_now()
