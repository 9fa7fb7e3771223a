"""``duebook explain``: why was this receipt applied so, and does the same come out again?"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from duebook.cli.companies import company_named, company_option
from duebook.cli.files import not_done
from duebook.cli.framework import load_framework, require_ready_books
from duebook.core.money import plain

if TYPE_CHECKING:
    from datetime import datetime

    from duebook.flows.explain import Derived, Proof, Told

_EVERY = 1_000_000


@click.command(name="explain")
@click.argument("receipt")
@company_option
@click.option("--all", "every", is_flag=True, help="Earlier proposals too, not only the newest.")
def command(receipt: str, code: str | None, every: bool) -> None:
    """Show why a receipt was applied as it was, and derive the proposal again from the books of that moment.

    \b
    Examples:
      duebook explain NTRY-2026-0042
      duebook explain NTRY-2026-0042 --company demo --all
    RECEIPT is the receipt's key, as lists and pages show it. Nothing is changed.
    Exit: 0 the same came out, byte for byte; 1 something else did, or nothing can; 2 no such receipt.
    """
    load_framework()
    require_ready_books()
    from duebook.flows.explain import explain

    told = explain(company_named(code), receipt, _EVERY if every else 1)
    if told is None:
        not_done(f"There is no receipt {receipt!r}. Its key stands in the list of receipts and on its page.")
    for line in _lines(told):
        click.echo(line)
    sys.exit(0 if all(proof.sealed and proof.derived and proof.derived.same for proof in told.proofs) else 1)


def _lines(told: Told) -> Iterator[str]:
    receipt = told.receipt
    amount = plain(receipt.amount, receipt.currency)
    payer = f" from {receipt.payer_name}" if receipt.payer_name else ""
    yield f"Receipt {receipt.key}: {amount} {receipt.currency}, value date {receipt.value_date}{payer}"
    yield from ("", "What was done")
    for event in told.events:
        yield f"  {event.number:>6}  {_moment(event.recorded_at)}  {event.verb} ({event.actor})"
    if not told.proofs:
        yield from ("", "Nothing was proposed for it yet.")
    for proof in told.proofs:
        yield ""
        yield from _proposal(proof, receipt.currency)
        yield from _verdict(proof)


def _proposal(proof: Proof, currency: str) -> Iterator[str]:
    from duebook.books.matching.proof import objections, said_in_english

    kept = proof.proposal
    chance = f"{kept.probability:.2%}"
    yield f"Proposed {_moment(kept.proposed_at)}: {kept.decision}, right with a chance of {chance}"
    yield f"  since then: {kept.get_state_display()}"
    for line in kept.allocations.all():
        yield f"  pays {_line(line.item.key, line.amount, currency)}"
    if kept.unallocated:
        yield f"  leaves {plain(kept.unallocated, currency)} {currency}"
    for each in kept.evidence:
        yield f"  {'against' if each['weight'] < 0 else 'for'}: {said_in_english(each)}"
    for other in kept.alternatives:
        pays = ", ".join(_line(line["item_key"], line["amount"], currency) for line in other["allocations"])
        yield f"  not taken ({other['probability']:.2%}): {pays}"
        yield from (f"    since {why}" for why in objections(other))
    if kept.situation:
        yield f"  situation: {kept.situation}, band {kept.band}"


def _verdict(proof: Proof) -> Iterator[str]:
    if not proof.sealed:
        yield "  The proposal is not what its event sealed: it was edited in the database. Run: duebook check"
    if proof.run is None or proof.derived is None:
        yield "  It cannot be derived again: the version that made it did not keep what it went by."
        return
    yield from _engine(proof.derived)
    for part in proof.derived.changed:
        yield f"  The books do not give back the {part} as the engine saw them."
    if proof.derived.same:
        yield f"  Derived again: the same, byte for byte (SHA-256 {proof.proposal.digest})."
        return
    first, *others = proof.derived.differences
    more = f" ({len(others)} more differences)" if others else ""
    yield f"  Derived again: not the same; the first difference is in {first.of}{more}"
    yield f"    kept:    {_json(first.kept)}"
    yield f"    derived: {_json(first.derived)}"


def _engine(derived: Derived) -> Iterator[str]:
    run, now = derived.run, derived.engine
    yield f"  engine: {_json(run.engine)}"
    yield f"  policy: {_json(run.policy)}; as of {run.as_of}, after event {run.event.number - 1}"
    if derived.new_rules:
        yield f"  The engine has changed since; now it is {_json(dict(now))}"


def _line(item: str, amount: int, currency: str) -> str:
    return f"{item} with {plain(amount, currency)} {currency}"


def _moment(value: datetime) -> str:
    from django.utils.timezone import localtime

    return f"{localtime(value):%Y-%m-%d %H:%M}"


def _json(value: Any) -> str:
    return "nothing" if value is None else json.dumps(value, sort_keys=True, ensure_ascii=False)
