"""What payers say finds the money it is for: before it, after it, and too late."""

import pytest
from django.db import DatabaseError, connection

from duebook.books.companies.models import Company
from duebook.books.ledger.models import Receipt
from duebook.books.ledger.posting import NotPossible
from duebook.books.matching.models import Proposal
from duebook.books.matching.review import open_proposals
from duebook.books.remittances.models import Document, Pair, Remittance
from duebook.books.remittances.pairing import pair_by_hand, set_aside
from duebook.books.remittances.queries import remittances_for
from duebook.flows import receive_files
from duebook.flows.explain import explain
from duebook.flows.verify import books_digest, verify
from tests.books.story import invoice
from tests.books.test_tampering import tamper
from tests.flows.firm import Firm

HEAD = "invoice_number;paid;deduction;reason;currency;payer;payment_date;payment_reference;total\n"


@pytest.fixture
def firm(db: None, tmp_path) -> Firm:
    """C1 owes three invoices of 100.00, which nobody can tell apart by their amounts."""
    firm = Firm.opened(tmp_path)
    firm.bills(*(invoice(f"RE-260{n}", "100.00", issued="02-01", due="03-01") for n in (1, 2, 3)))
    return firm


def advice(firm: Firm, *gets: tuple[str, ...], on: str, total: str, name: str = "advice.csv", **of: str):
    """A list as C1 sends it: document, what is paid, and perhaps what is deducted and why."""
    of = {"payer": "Customer C1", "day": f"2026-{on}", "reference": "", **of}
    rows = "".join(
        ";".join((*got, *[""] * (4 - len(got)), "EUR", of["payer"], of["day"], of["reference"], total)) + "\n"
        for got in gets
    )
    return firm.file(name, (HEAD + rows).encode(), on)


def states() -> list[str]:
    return list(Remittance.objects.order_by("id").values_list("state", flat=True))


def proposed(firm: Firm) -> list[str]:
    """The items of the one proposal that waits or was posted last."""
    lines = Proposal.objects.filter(company=firm.company).latest("id").allocations.order_by("item__number")
    return [line.item.number for line in lines]


TWO = (("RE-2601", "100.00"), ("RE-2603", "100.00"))


def test_a_list_that_comes_before_the_money_waits_for_it(firm):
    assert advice(firm, *TWO, on="02-09", total="200.00").added == 1
    firm.lives("02-09")
    assert states() == ["waiting"]
    firm.is_paid("200.00", "see our advice", on="02-10")
    firm.lives("02-10")
    assert states() == ["paired"]
    assert proposed(firm) == ["RE-2601", "RE-2603"]
    assert not verify(firm.company)


def test_a_list_that_comes_after_the_money_opens_the_question_again(firm):
    firm.is_paid("200.00", "see our advice", on="02-10")
    firm.lives("02-10")
    before = open_proposals(firm.company).get()
    advice(firm, *TWO, on="02-11", total="200.00")
    firm.lives("02-11")
    before.refresh_from_db()
    assert before.state == "superseded"
    assert proposed(firm) == ["RE-2601", "RE-2603"]
    (told,) = remittances_for(Receipt.objects.get())
    assert [(line.reference, line.amount) for line in told.lines.all()] == [
        ("RE-2601", 100_00), ("RE-2603", 100_00),
    ]  # fmt: skip
    assert not verify(firm.company)


def test_a_list_that_says_something_else_than_was_applied_goes_to_a_person(firm):
    firm.is_paid("100.00", "RE-2602", on="02-10")
    firm.lives("02-10")
    applied = firm.apply_what_is_proposed("02-10")
    advice(firm, ("RE-2603", "100.00"), on="02-11", total="100.00")
    firm.lives("02-11")
    asked = Remittance.objects.get()
    assert (asked.state, asked.candidates) == ("question", [applied])
    assert asked.why == "the payer says RE-2603 100.00; applied was RE-2602 100.00"
    assert (firm.open("RE-2602"), firm.open("RE-2603")) == ("0.00", "100.00"), "nothing is changed in silence"
    pair_by_hand(firm.company, asked.key, [applied], "ann", firm.at("02-11", 9))
    firm.lives("02-12")
    assert states() == ["paired"]
    assert not verify(firm.company)


def test_a_list_that_says_what_was_applied_stays_with_its_receipt(firm):
    firm.is_paid("100.00", "RE-2602", on="02-10")
    firm.lives("02-10")
    firm.apply_what_is_proposed("02-10")
    advice(firm, ("2602", "100.00"), on="02-11", total="100.00")
    firm.lives("02-11")
    assert states() == ["paired"]


def test_the_same_list_twice_is_one_also_in_another_file(firm):
    first = advice(firm, *TWO, on="02-09", total="200.00")
    same = advice(firm, *TWO, on="02-09", total="200.00", name="again.csv")
    other = firm.file("with a blank line.csv", Document.objects.get().data + b"\n", "02-10")
    assert (first.added, same.kind, other.added, other.unchanged) == (1, "known", 0, 1)
    assert Remittance.objects.count() == 1


def test_a_list_without_a_day_may_be_next_months_once_its_money_came(firm):
    """Rent: the same document, the same amount, no date on the list."""
    rent = {"total": "100.00", "day": "", "on": "02-09"}
    advice(firm, ("RE-2601", "100.00"), **rent)
    assert advice(firm, ("RE-2601", "100.00"), **rent, name="resent.csv").kind == "known"
    firm.is_paid("100.00", "rent", on="02-10")
    firm.lives("02-10")
    firm.apply_what_is_proposed("02-10")
    march = firm.file("march.csv", Document.objects.get().data + b"\n", "03-09")
    assert march.added == 1
    firm.lives("03-09")
    assert states() == ["paired", "waiting"]


def test_one_list_covers_two_receipts(firm):
    advice(firm, *TWO, ("RE-2602", "90.00"), on="02-09", total="290.00")
    transfers = (("200.00", "first", "Customer C1"), ("90.00", "second", "Customer C1"))
    firm.file("bank.xml", firm.bank_file("02-10", *transfers), "02-10")
    firm.lives("02-10")
    assert states() == ["paired"]
    assert Pair.objects.filter(ended=None).count() == 2
    assert not verify(firm.company)


def test_two_receipts_that_fit_are_a_question_and_a_person_answers_it(firm):
    transfers = (("200.00", "first", "Customer C1"), ("200.00", "second", "Customer C1"))
    firm.file("bank.xml", firm.bank_file("02-10", *transfers), "02-10")
    advice(firm, *TWO, on="02-10", total="200.00")
    firm.lives("02-10")
    asked = Remittance.objects.get()
    assert (asked.state, len(asked.candidates)) == ("question", 2)
    pair_by_hand(firm.company, asked.key, asked.candidates[:1], "ann", firm.at("02-10", 9))
    firm.lives("02-10", hour=10)
    assert [pair.receipt.key for pair in Pair.objects.filter(ended=None)] == asked.candidates[:1]
    assert firm.company.events.get(verb="pair by hand").actor == "ann"
    assert not verify(firm.company)


def test_a_new_rival_takes_a_certain_pair_apart_as_long_as_nothing_was_applied(firm):
    firm.is_paid("200.00", "first", on="02-10")
    advice(firm, ("A-71", "120.00"), ("A-72", "80.00"), on="02-10", total="200.00")
    firm.lives("02-10")
    assert states() == ["paired"]
    firm.is_paid("200.00", "second", on="02-11")
    firm.lives("02-11")
    assert states() == ["question"]
    assert not Pair.objects.filter(ended=None).exists()
    assert not verify(firm.company)


def test_by_hand_only_money_of_this_company_that_adds_up(firm):
    transfers = (("200.00", "first", "Customer C1"), ("90.00", "second", "Customer C1"))
    firm.file("bank.xml", firm.bank_file("02-10", *transfers), "02-10")
    advice(firm, *TWO, on="02-10", total="300.00", day="", payer="")
    told = Remittance.objects.get()
    keys = list(Receipt.objects.values_list("key", flat=True))
    for choice, why in ((keys, "together"), ([], "choose receipts"), (["nobody's"], "choose receipts")):
        with pytest.raises(NotPossible, match=why):
            pair_by_hand(firm.company, told.key, choice, "ann", firm.at("02-10"))
    assert not Pair.objects.exists()


def test_what_is_put_aside_is_left_alone(firm):
    advice(firm, *TWO, on="02-09", total="200.00")
    set_aside(firm.company, Remittance.objects.get().key, "for our sister company", "ann", firm.at("02-09"))
    firm.is_paid("200.00", "see our advice", on="02-10")
    firm.lives("02-10")
    assert states() == ["aside"]
    assert not Pair.objects.exists()
    assert not verify(firm.company)


def test_a_list_that_is_not_understood_leaves_nothing(firm):
    done = firm.file("advice.csv", b"invoice_number;paid;currency\nRE-1;12o.00;EUR\n", "02-09")
    assert done.kind == "not recognised"
    assert done.problems
    assert not Document.objects.exists()


def test_killed_between_file_and_remittances_nothing_is_lost(firm, monkeypatch):
    def killed(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(receive_files, "receive_remittances", killed)
    with pytest.raises(KeyboardInterrupt):
        advice(firm, *TWO, on="02-09", total="200.00")
    monkeypatch.undo()
    assert not Document.objects.exists()
    assert advice(firm, *TWO, on="02-09", total="200.00").added == 1
    assert not verify(firm.company)


def test_runs_without_news_write_nothing(firm):
    advice(firm, *TWO, on="02-09", total="200.00")
    firm.is_paid("200.00", "see our advice", on="02-10")
    firm.lives("02-10")
    before = books_digest(firm.company)
    firm.lives("02-10", hour=9)
    assert books_digest(firm.company) == before


def test_another_company_has_its_own_remittances_and_receipts(firm, tmp_path):
    other = Firm(Company.objects.create(code="other", name="Other", currency="EUR"), tmp_path / "other")
    other.inbox.mkdir()
    advice(firm, *TWO, on="02-09", total="200.00")
    assert advice(other, *TWO, on="02-09", total="200.00").added == 1
    other.is_paid("200.00", "see our advice", on="02-10")
    firm.lives("02-10")
    other.lives("02-10")
    assert states() == ["waiting", "paired"]
    mine, its = Remittance.objects.order_by("id")
    assert mine.key == its.key
    with pytest.raises(NotPossible, match="choose receipts of this company"):
        pair_by_hand(firm.company, mine.key, [Receipt.objects.get().key], "ann", firm.at("02-10"))
    assert not verify(firm.company)
    assert not verify(other.company)


def test_what_was_proposed_is_derived_again_although_the_payers_words_are_elsewhere_now(firm):
    firm.is_paid("200.00", "first", on="02-10")
    firm.lives("02-10")
    advice(firm, ("A-71", "120.00"), ("A-72", "80.00"), on="02-10", total="200.00")
    firm.lives("02-10", hour=7)
    first = Receipt.objects.get().key
    firm.is_paid("200.00", "second", on="02-11")
    second = Receipt.objects.latest("id").key
    pair_by_hand(firm.company, Remittance.objects.get().key, [second], "ann", firm.at("02-11"))
    firm.lives("02-11")
    for key in (first, second):
        told = explain(firm.company, key, 99)
        assert told
        assert told.proofs
        for proof in told.proofs:
            assert proof.derived
            assert (proof.derived.changed, proof.derived.differences) == ((), ())


ROWS, PAIRS, BYTES = "sealed rows", "remittances and receipts", "documents as they came"
EDITS = {
    "an amount": ("UPDATE remittances_remittanceline SET amount = 1 WHERE position = 1", {ROWS}),
    "a line taken away": ("DELETE FROM remittances_remittanceline WHERE position = 1", {ROWS}),
    "where it was read": ("UPDATE remittances_remittanceline SET place = 'row 9'", {ROWS}),
    "a total": ("UPDATE remittances_remittance SET total = 1", {ROWS}),
    "a state": ("UPDATE remittances_remittance SET state = 'waiting'", {PAIRS}),
    "a pair by hand": ("UPDATE remittances_pair SET by_hand = true", {ROWS}),
    "a pair ended": ("UPDATE remittances_pair SET ended_id = event_id", {PAIRS}),
    "the bytes": ("UPDATE remittances_document SET data = 'x'", {BYTES}),
}


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_behind_the_application_is_found(firm, edit):
    advice(firm, *TWO, on="02-09", total="200.00")
    firm.is_paid("200.00", "see our advice", on="02-10")
    firm.lives("02-10")
    assert not verify(firm.company)
    change, checks = EDITS[edit]
    tamper(change)
    assert {finding.check for finding in verify(firm.company)} == checks


@pytest.mark.parametrize("table", ["remittances_remittanceline", "remittances_document"])
@pytest.mark.parametrize("change", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_what_was_read_is_only_ever_added(firm, table, change):
    advice(firm, *TWO, on="02-09", total="200.00")
    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute(change.format(table))
