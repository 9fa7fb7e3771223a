"""Why a receipt was applied as it was, and whether the same comes out again. Reads only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from duebook.books.audit.verification import still
from duebook.books.matching.derivation import Difference, differences, is_sealed, run_of
from duebook.books.matching.review import events_about, proposals_of, receipt_named
from duebook.books.matching.runs import engine_now, seen_by
from duebook.flows.apply_cash import answers_to

if TYPE_CHECKING:
    from duebook.books.audit.models import Event
    from duebook.books.companies.models import Company
    from duebook.books.ledger.models import Receipt
    from duebook.books.matching.models import Proposal, Run


@dataclass(frozen=True, slots=True)
class Derived:
    """What came out when a proposal was derived again.

    ``changed``: parts of what the engine saw then (receipts, items, past...) that the books do not give back.
    ``engine``: the version of the rules now.
    """

    run: Run
    changed: tuple[str, ...]
    engine: Mapping[str, str]
    differences: tuple[Difference, ...]

    @property
    def same(self) -> bool:
        """Byte for byte, as canonical JSON."""
        return not self.differences

    @property
    def new_rules(self) -> bool:
        return dict(self.run.engine) != dict(self.engine)


@dataclass(frozen=True, slots=True)
class Proof:
    """A kept proposal. ``sealed``: it is what its event sealed. ``run``: what the engine went by, None for
    proposals of versions that did not keep it. ``derived``: None without a run, or where not asked for."""

    proposal: Proposal
    sealed: bool
    run: Run | None
    derived: Derived | None


@dataclass(frozen=True, slots=True)
class Told:
    """All about a receipt: what was done, oldest first, and what was proposed, newest first."""

    receipt: Receipt
    events: Sequence[Event]
    proofs: Sequence[Proof]


def explain(company: Company, receipt_key: str, proposals: int = 1, derive: bool = True) -> Told | None:
    """The newest ``proposals`` of a receipt, each derived again; None where there is no such receipt.

    To derive one takes as long as the run that made it: all receipts that waited are judged again.
    """
    with still():
        receipt = receipt_named(company, receipt_key)
        if receipt is None:
            return None
        newest = list(proposals_of(receipt)[:proposals])
        return Told(receipt, list(events_about(receipt)), [_proof(each, derive) for each in newest])


def _proof(proposal: Proposal, derive: bool) -> Proof:
    run = run_of(proposal)
    return Proof(proposal, is_sealed(proposal), run, _derive(proposal, run) if run and derive else None)


def _derive(proposal: Proposal, run: Run) -> Derived:
    """Let the engine answer once more to what the books said then, and compare."""
    seen = seen_by(run)
    digests = seen.digests()
    changed = tuple(part for part, digest in run.seen.items() if digests.get(part) != digest)
    answers = {answer.receipt_id: answer for answer in answers_to(seen)}
    found = differences(proposal, answers.get(proposal.receipt.key))
    return Derived(run, changed, engine_now(), tuple(found))
