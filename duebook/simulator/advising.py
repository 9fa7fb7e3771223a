"""Who tells what a payment is for, when, and in how many documents."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from random import Random

from duebook.simulator.advices.kinds import deal_kind
from duebook.simulator.manners import Line, claim_about
from duebook.simulator.payments import Paid
from duebook.simulator.values import Advice, AdvisedLine
from duebook.simulator.workdays import DAY, bank_day_from
from duebook.simulator.world import World

AFTER, JOINT, DIVIDED = 0.2, 0.6, 0.1
"""Chances: an advice comes one to five days after the transfer; one advice covers two transfers of a day; two
departments of the payer write an advice each, for their parts of one transfer."""


def advise(world: World, payments: Sequence[Paid], day: date) -> None:
    """The advices to transfers that a payer made on ``day``."""
    if len(payments) > 1 and world.rng.random() < JOINT:
        advices = [_advice(world, payments, day)]
    else:
        advices = [advice for paid in payments for advice in _parts(_advice(world, [paid], day), world.rng)]
    late = bank_day_from(day + world.rng.randrange(1, 6) * DAY) if world.rng.random() < AFTER else None
    for advice in advices:
        if late is None:
            world.advices.append(advice)
        else:
            world.at(late, partial(_send, replace(advice, sent_on=late)))


def _send(advice: Advice, world: World, _: date) -> None:
    world.advices.append(advice)


def _parts(advice: Advice, rng: Random) -> Iterator[Advice]:
    half = len(advice.lines) // 2
    parts = (advice.lines[:half], advice.lines[half:])
    whole = advice.total == sum(line.paid for line in advice.lines)
    if half < 2 or not whole or rng.random() >= DIVIDED:
        yield advice
        return
    for lines in parts:
        yield replace(advice, lines=lines, total=sum(line.paid for line in lines))


def _advice(world: World, payments: Sequence[Paid], day: date) -> Advice:
    lines = tuple(_line(paid, line) for paid in payments for line in paid.deal.lines)
    payer, reference = payments[0].payer, payments[0].reference
    dice = Random(f"{payer.payer_account} {reference}")  # noqa: S311 (what is sent must not change the story)
    return Advice(
        kind=deal_kind(world.advice_shares, payer.country, lines, dice),
        payer=payer,
        sent_on=day,
        paid_on=day,
        reference=reference,
        currency=lines[0].currency,
        total=sum(line.paid for line in lines) + sum(paid.deal.extra for paid in payments),
        lines=lines,
    )


def _line(paid: Paid, line: Line) -> AdvisedLine:
    """As the payer sees it: of what a bank on the way keeps he knows nothing."""
    invoice = line.debt.invoice
    kept = line.difference if line.reason in ("discount", "deduction") else 0
    money = line.amount + (line.difference if line.reason == "bank_fee" else 0)
    reason = claim_about(invoice.invoice_number) if line.reason == "deduction" else "discount" if kept else ""
    return AdvisedLine(
        paid.entry.bank_reference, invoice.invoice_number, invoice.issue_date, invoice.currency,
        invoice.amount, money, kept, reason,
    )  # fmt: skip
