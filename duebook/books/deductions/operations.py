"""Settling items with what is kept back of them remembered, and deciding about it; on the record."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from duebook.books.audit.operations import Recording, recording
from duebook.books.audit.sealing import content_digest, seal
from duebook.books.companies.models import Company
from duebook.books.deductions.converted import at_bank_rate
from duebook.books.deductions.evidence import Told, told_of
from duebook.books.deductions.models import Deduction, DeductionDecision
from duebook.books.deductions.queries import LIVE, deductions_of
from duebook.books.ledger import operations as ledger
from duebook.books.ledger.models import JournalEntry, OpenItem
from duebook.books.ledger.posting import NotPossible
from duebook.core import deductions as core
from duebook.core.ledger import Account
from duebook.core.matching import OpenItem as Item
from duebook.core.money import Rates

KEPT_BACK = frozenset({"deduction", "discount", "bank_fee"})
"""Reasons for which a payer keeps something back; who pays in part keeps nothing back."""


def apply(record: Recording, applications: Sequence[ledger.Application], rates: Rates) -> None:
    """Settle items with receipts, as the ledger does; what a payer kept back without its being given up is
    opened as a deduction. Of a receipt that the bank converted the bank's own rate counts."""
    applications = at_bank_rate(record.company, applications)
    ledger.apply(record, applications, rates)
    short = [
        a for a in applications if a.difference_reason in KEPT_BACK and not a.difference and a.amount > 0
    ]
    rows = _rows(record, short) if short else []
    seal(record, rows)
    Deduction.objects.bulk_create(rows, batch_size=1000)


def _rows(record: Recording, short: Sequence[ledger.Application]) -> list[Deduction]:
    """One for each item that still has something open; keys name the allocations just made."""
    reasons = {ledger.allocation_key(record, a.receipt, a.item): a for a in short}
    entries = {e.key: e for e in JournalEntry.objects.filter(company=record.company, key__in=reasons)}
    wanted = {a.item for a in short}
    items = {
        i.key: i for i in OpenItem.objects.filter(company=record.company, key__in=wanted, open_amount__gt=0)
    }
    told = told_of(record.company, {a.receipt for a in short})
    return [
        _row(entries[key], items[a.item], told[a.receipt], a.difference_reason)
        for key, a in reasons.items()
        if a.item in items and a.receipt in told
    ]


def _row(entry: JournalEntry, item: OpenItem, told: Told, reason: str) -> Deduction:
    missing, lines = item.open_amount, told.lines_of(item.number)
    guess = core.guess(
        _value(item), missing, told.receipt.value_date, told.words, [line for line, _ in lines]
    )
    words, place = (lines[0][0].reason, lines[0][1]) if lines else (told.words, told.place)
    return Deduction(
        company_id=entry.company_id,
        entry=entry,
        item=item,
        receipt=told.receipt,
        amount=missing,
        reason=reason,
        about="bank_fee" if reason == "bank_fee" else guess.about,
        because=guess.because,
        words=words,
        place=place[:400],
        opened_on=entry.booking_date,
    )


def _value(item: OpenItem) -> Item:
    return Item(
        key=item.key,
        customer_id="",
        customer_name="",
        number=item.number,
        currency=item.currency,
        open_amount=item.amount,
        issue_date=item.issue_date,
        due_date=item.due_date,
        amount=item.amount,
        terms=item.terms,
    )


def decide(
    company: Company, pk: int, decision: core.Decision, note: str, day: date, actor: str, now: datetime
) -> None:
    """A person decides about a deduction; ``day``: when what is written off counts. Raises NotPossible."""
    made = DeductionDecision.objects.filter(deduction=pk).count()
    entry = Deduction.objects.values_list("entry__key", flat=True).get(company=company, pk=pk)
    key = f"decision {made + 1} on {content_digest([entry])[:32]}"
    with recording(company, f"{decision} deduction", key, actor, now) as record:
        deduction = deductions_of(company).get(pk=pk)
        state = _after(deduction, decision)
        posting = _write_off(record, deduction, day) if decision == "write_off" else None
        if decision == "reopen" and deduction.state == "written_off":
            ledger.reverse(record, [_posting_of(deduction)])
        record.facts.update(deduction=deduction.entry.key, item=deduction.item.key, note=note)
        row = DeductionDecision(
            deduction=deduction,
            decision=decision,
            state=state,
            note=note,
            posting=posting,
            decided_by=actor,
            decided_at=now,
        )
        seal(record, [row])
        row.save()


def _after(deduction: Any, decision: core.Decision) -> core.State:
    standing = deduction.standing
    if standing not in (*LIVE, "written_off"):
        raise NotPossible(f"this deduction is {standing}: there is nothing left to decide")
    try:
        return core.after(deduction.state, decision)
    except core.NotAllowed as refused:
        raise NotPossible(str(refused)) from None


def _write_off(record: Recording, deduction: Deduction, day: date) -> JournalEntry:
    item, left = deduction.item, min(deduction.amount, deduction.item.open_amount)
    ledger.write_off(record, item.key, left, _account(deduction), day)
    return JournalEntry.objects.get(company=record.company, event_id=record.event_id, kind="write_off")


def _account(deduction: Deduction) -> Account:
    accounts: dict[str, Account] = {"discount": "discounts", "bank_fee": "bank_charges"}
    return accounts.get(deduction.about, "deductions")


def _posting_of(deduction: Deduction) -> str:
    newest = deduction.decisions.exclude(posting=None).select_related("posting").latest("id")
    assert newest.posting is not None
    return newest.posting.key
