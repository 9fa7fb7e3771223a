"""Somebody edits the database behind the application: the right check fires and names the row."""

import json
from dataclasses import dataclass

import pytest
from django.db import connection

from duebook.books.audit.models import Event
from duebook.books.audit.operations import hash_of
from duebook.books.audit.sealing import content_digest, seal
from duebook.books.ledger.models import JournalEntry
from duebook.books.matching.operations import keep_and_apply
from duebook.books.messaging.models import Message
from duebook.core.matching import Allocation, Alternative, Evidence, Proposal
from duebook.flows.verify import verify
from tests.books.story import Story, entry, invoice, let_post_by_itself

CHAIN, ROWS, SEALS = "audit chain", "sealed rows", "event seals"
BALANCE, MIRROR, COMPANY = "entries balance", "reversals mirror", "one company, one currency"
ITEMS, TERMS, RECEIPTS = "open items = receivables", "changed terms", "receipts = waiting cash"
BANK, STATEMENTS = "bank account = bank lines", "statements follow on"
PROPOSALS = "decisions = postings"


@pytest.fixture
def books(story: Story) -> Story:
    """A small company in which everything happened once; sound to begin with."""
    story.rates = {("USD", "01-10"): "0.9000", ("USD", "02-10"): "0.9200"}
    story.invoices(
        invoice("R1", "100.00"), invoice("R2", "50.00"), invoice("R3", "10.00", currency="USD"),
        invoice("R4", "80.00"), invoice("C2/R5", "70.00"),
    )  # fmt: skip
    story.invoice("R1", "100.00", due="03-01")
    story.statement(
        entry("60.00", "02-10", payer_name="Ann", remittance="R1"),
        entry("-1.50", "02-10", kind="charge"),
        opening=("02-10", "0.00"),
        closing=("02-10", "58.50"),
    )
    story.statement(entry("9.20", "02-10", remittance="R3"), number="2")
    story.statement(entry("33.00", "02-11", remittance="tax"), number="3")
    ann, dollars, tax = story.receipts()
    story.identify(ann, "C1")
    story.identify(dollars, "C1")
    [first, _] = story.apply(ann, ("R1", "30.00"), ("R2", "20.00", "1.00", "discount"))
    story.apply(dollars, ("R3", "10.00"))
    story.undo(first)
    story.park(tax)
    story.write_off("R4", "5.00", "bad_debts", "02-20")
    let_post_by_itself(story.company)
    propose(story, story.receipt("70.00", "02-12", customer="", remittance="R5"))
    write_letter(story)
    assert story.is_sound()
    return story


def propose(story: Story, receipt: str) -> None:
    line = Allocation("C2/R5", "C2", "R5", 70_00)
    other = Alternative((Allocation("C1/R4", "C1", "R4", 70_00),), 0.1, (Evidence("less.unnamed", (), -1.0),))
    proof = (
        Evidence.of("reference.number", 4.25, count=1, all=1),
        Evidence.of("amount.exact", -0.0, count=1),
    )
    answer = Proposal(
        receipt, "auto", 0.9995, "C2", (line,), 0, proof, (other,), engine="1", situation="named", band=4
    )
    with story.record("apply cash") as record:
        keep_and_apply(record, [answer], story.rate)


def write_letter(story: Story) -> None:
    letter = Message(
        company=story.company, customer=story.item("R1").customer, key="C1 2026-03-05",
        sender="a@acme.example", recipient="ann@example.com", language="en", subject="Reminder",
        text="Please pay 100.00", message_id="<1@acme.example>", written_at=story.now(), state="sent",
    )  # fmt: skip
    with story.record("remind") as record:
        seal(record, [letter])
        letter.save()


def tamper(*statements: str) -> None:
    """As a superuser would: triggers and foreign keys are out of the way."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        for constraint in ("item_not_overspent", "receipt_not_overspent"):
            table = "ledger_openitem" if constraint.startswith("item") else "ledger_receipt"
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {constraint}")
        for statement in statements:
            cursor.execute(statement)
            assert cursor.rowcount, "nothing was tampered with"


def fired(story: Story) -> dict[str, list[str]]:
    """Checks that fired, with the rows they named."""
    found: dict[str, list[str]] = {}
    for finding in verify(story.company):
        assert finding.what
        assert finding.todo
        found.setdefault(finding.check, []).append(finding.row)
    return found


@dataclass
class Edit:
    sql: str
    checks: set[str]
    names: str
    """What every named row must hold."""


def edited(table: str, change: str, where: str) -> str:
    return f"UPDATE {table} SET {change} WHERE {where}"


ITEM, LINE, BANKLINE = "ledger_openitem", "ledger_journalline", "banking_bankline"
OF_R2 = "item_id = (SELECT id FROM ledger_openitem WHERE number = 'R2')"
ENTRY_R2 = "(SELECT id FROM ledger_journalentry WHERE key = 'invoice C1/R2')"
UNDONE = "(SELECT id FROM ledger_journalentry WHERE kind = 'reversal')"
FX = "(SELECT entry_id FROM ledger_journalline WHERE account = 'exchange_clearing' LIMIT 1)"
ANN = "payer_name = 'Ann'"
TO_C2 = "customer_id = (SELECT id FROM customers_customer WHERE number = 'C2')"
RECEIPT, PROPOSAL = "ledger_receipt", "matching_proposal"

# fmt: off
EDITS = {
    "an event's facts": Edit(edited("audit_event", "facts = '{\"a\": 1}'", "number = 3"), {CHAIN}, "event 3"),
    "an event's actor": Edit(edited("audit_event", "actor = 'bob'", "number = 3"), {CHAIN}, "event 3"),
    "an event's time": Edit(edited("audit_event", "recorded_at = recorded_at + interval '1 s'", "number = 3"),
                            {CHAIN}, "event 3"),
    "an event's hash": Edit(edited("audit_event", "hash = repeat('a', 64)", "number = 3"), {CHAIN}, "event"),
    "the number of sealed rows": Edit(edited("audit_event", "sealed = sealed + 1", "number = 3"),
                                      {CHAIN, SEALS}, "event 3"),
    "an item's due date": Edit(edited(ITEM, "due_date = '2026-12-31'", "number = 'R2'"), {ROWS}, "C1/R2"),
    "a due date that was changed before": Edit(
        edited(ITEM, "due_date = '2026-12-31'", "number = 'R1'"), {TERMS}, "C1/R1"),
    "what a due date was before": Edit(
        edited("ledger_openitemchange", "old = '2026-02-08'", "true"), {ROWS}, "C1/R1"),
    "what a due date was changed to": Edit(
        edited("ledger_openitemchange", "new = '2026-03-02'", "true"), {ROWS, TERMS}, "C1/R1"),
    "an item's amount": Edit(edited(ITEM, "amount = 4000", "number = 'R2'"), {ROWS, ITEMS}, "C1/R2"),
    "an item's running total": Edit(edited(ITEM, "open_amount = 100", "number = 'R2'"), {ITEMS}, "R"),
    "more open than billed": Edit(edited(ITEM, "open_amount = 9900", "number = 'R2'"), {ITEMS}, "R"),
    "an item's customer": Edit(
        edited(ITEM, TO_C2, "number = 'R2'"),
        {ITEMS}, "C1/R2"),
    "an item's company": Edit(
        edited(ITEM, "company_id = company_id + 1", "number = 'R2'"), {COMPANY, ITEMS}, ""),
    "one amount of an entry": Edit(
        edited(LINE, "amount = 9900, base = 9900", f"entry_id = {ENTRY_R2} AND account = 'invoiced'"),
        {ROWS, BALANCE}, "invoice C1/R2"),
    "one base value of an entry": Edit(
        edited(LINE, "base = base + 1", f"entry_id = {FX} AND account = 'receivables'"),
        {ROWS, BALANCE, ITEMS}, "R3"),
    "both amounts of an entry": Edit(
        edited(LINE, "amount = amount * 2, base = base * 2", f"entry_id = {ENTRY_R2}"),
        {ROWS, ITEMS}, "R"),
    "an account": Edit(
        edited(LINE, "account = 'discounts'", f"entry_id = {ENTRY_R2} AND account = 'invoiced'"),
        {ROWS}, "invoice C1/R2"),
    "the clearing account": Edit(
        edited(LINE, "account = 'exchange_clearing'", f"entry_id = {ENTRY_R2} AND account = 'invoiced'"),
        {ROWS, BALANCE}, "invoice C1/R2"),
    "a booking date": Edit(
        edited("ledger_journalentry", "booking_date = '2026-01-11'", "key = 'invoice C1/R2'"),
        {ROWS}, "invoice C1/R2"),
    "a reversal made earlier than its entry": Edit(
        edited("ledger_journalentry", "booking_date = '2026-01-01'", "kind = 'reversal'"),
        {ROWS, MIRROR}, "/reversed"),
    "a reversal's amounts": Edit(
        edited(LINE, "amount = amount * 2, base = base * 2", f"entry_id = {UNDONE}"),
        {ROWS, MIRROR, ITEMS, RECEIPTS}, ""),
    "a reversal's target": Edit(
        edited("ledger_journalentry", f"reverses_id = {ENTRY_R2}", "kind = 'reversal'"),
        {ROWS, MIRROR}, "/reversed"),
    "a line taken away": Edit(
        f"DELETE FROM ledger_journalline WHERE entry_id = {ENTRY_R2} AND account = 'invoiced'",
        {ROWS, BALANCE}, "invoice C1/R2"),
    "a balanced pair of lines put in": Edit(
        f"""INSERT INTO ledger_journalline (entry_id, company_id, account, currency, amount, base)
            SELECT e.id, e.company_id, p.account, 'EUR', p.minor, p.minor
            FROM ledger_journalentry e, (VALUES ('bad_debts', 700), ('invoiced', -700)) AS p(account, minor)
            WHERE e.id = {ENTRY_R2}""",
        {ROWS}, "invoice C1/R2"),
    "a receipt's customer": Edit(
        edited(RECEIPT, TO_C2, ANN),
        {RECEIPTS}, "receipt"),
    "a receipt's running total": Edit(edited(RECEIPT, "unapplied = 1", ANN), {RECEIPTS}, "receipt"),
    "a receipt's amount": Edit(edited(RECEIPT, "amount = 7000", ANN), {RECEIPTS, BANK}, "receipt"),
    "a receipt's value date": Edit(edited(RECEIPT, "value_date = '2026-02-01'", ANN), {BANK}, "receipt"),
    "a receipt's payer": Edit(edited(RECEIPT, "payer_name = 'Bob'", ANN), {BANK}, "receipt"),
    "a receipt taken off the list": Edit(edited(RECEIPT, "parked = true", ANN), {RECEIPTS}, "receipt"),
    "a bank line's text": Edit(edited(BANKLINE, "remittance = 'R2'", ANN), {ROWS}, "60.00 EUR, Ann"),
    "a bank line's amount": Edit(edited(BANKLINE, "amount = 5900", ANN), {ROWS, BANK}, ""),
    "a bank line's posting": Edit(edited(BANKLINE, "entry_id = NULL", "kind = 'charge'"), {BANK}, ""),
    "a statement's balance": Edit(
        edited("banking_statement", "opening = 700, opening_day = '2026-02-11'", "number = '2'"),
        {STATEMENTS}, "statement 2"),
    "a proposal's reason": Edit(edited(PROPOSAL, "reason = 'because'", "true"), {ROWS}, "proposal"),
    "a proposal's evidence": Edit(edited(PROPOSAL, "evidence = '[]'", "true"), {ROWS}, "proposal"),
    "a proposal's probability": Edit(edited(PROPOSAL, "probability = 1", "true"), {ROWS}, "proposal"),
    "a proposal's situation": Edit(edited(PROPOSAL, "band = 6", "true"), {ROWS}, "proposal"),
    "a proposal's line": Edit(
        edited("matching_proposedallocation", "amount = 6900", "true"), {ROWS, PROPOSALS}, "proposal"),
    "a proposal's decision by a person": Edit(
        edited(PROPOSAL, "state = 'rejected'", "true"), {PROPOSALS}, "proposal"),
    "a sent message's text": Edit(
        edited("messaging_message", "text = 'Please pay 1'", "true"), {ROWS}, "C1 2026-03-05"),
    "a sent message taken away": Edit("DELETE FROM messaging_message", {SEALS}, "(remind by ann)"),
}
# fmt: on


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_an_edit_is_found_and_the_row_is_named(books, edit):
    tamper(edit.sql)
    found = fired(books)
    assert set(found) == edit.checks
    assert all(edit.names in row for rows in found.values() for row in rows), found


def test_an_event_taken_out_of_the_middle(books):
    tamper("DELETE FROM audit_event WHERE number = 2")
    found = fired(books)
    assert found[CHAIN] == ["event 2"]


def test_two_events_that_swapped_their_facts(books):
    tamper(
        """UPDATE audit_event a SET facts = b.facts FROM audit_event b
        WHERE (a.number, b.number) IN ((3, 2), (2, 3)) AND a.facts <> b.facts"""
    )
    assert [row.split(" (")[0] for row in fired(books)[CHAIN]] == ["event 2", "event 3"]


def test_an_edit_with_a_new_digest_breaks_the_seal_of_its_event(books):
    entry = JournalEntry.objects.get(key="invoice C1/R2")
    content = entry.content()
    content[2] = "2026-01-11"
    tamper(
        edited("ledger_journalentry", f"booking_date = '2026-01-11', digest = '{content_digest(content)}'",
               "key = 'invoice C1/R2'")
    )  # fmt: skip
    assert fired(books) == {SEALS: ["event 1 (receive invoices by ann)"]}


def test_an_entry_put_under_an_old_event(books):
    content = ["gift", "invoice", "2026-01-10", "", []]
    tamper(
        f"""INSERT INTO ledger_journalentry
            (event_id, company_id, key, kind, booking_date, recorded_at, digest)
        SELECT id, company_id, 'gift', 'invoice', '2026-01-10', recorded_at, '{content_digest(content)}'
        FROM audit_event WHERE number = 1"""
    )
    assert fired(books) == {SEALS: ["event 1 (receive invoices by ann)"], BALANCE: ["entry gift"]}


def test_an_event_rewritten_with_its_own_hash_breaks_the_next_one(books):
    event = Event.objects.get(number=3)
    event.facts = {"receipts": 99}
    new = f"facts = '{json.dumps(event.facts)}', hash = '{hash_of(event)}'"
    tamper(edited("audit_event", new, "number = 3"))
    assert [row.split(" (")[0] for row in fired(books)[CHAIN]] == ["event 4"]


def test_books_of_another_company_are_not_blamed(books):
    other = Story.new("other")
    other.invoice("R1", "1.00")
    tamper(edited(ITEM, "due_date = '2026-12-31'", f"company_id = {books.company.pk} AND number = 'R2'"))
    assert other.is_sound()
