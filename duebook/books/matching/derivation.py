"""A kept proposal beside the answer that is derived again from what the engine saw."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from duebook.books.audit.sealing import content_digest
from duebook.books.matching.models import CONTENT, Proposal, Run, proposal_content
from duebook.core.matching import Proposal as Answer


@dataclass(frozen=True, slots=True)
class Difference:
    """What of a proposal does not come out again: JSON values; ``derived`` None where nothing comes out."""

    of: str
    kept: Any
    derived: Any


def run_of(proposal: Proposal) -> Run | None:
    """What the engine went by; None for proposals of versions that did not keep it."""
    return Run.objects.filter(event=proposal.event_id).select_related("company").first()


def is_sealed(proposal: Proposal) -> bool:
    """Whether the row still is what its event sealed."""
    return content_digest(proposal.content()) == proposal.digest


def differences(proposal: Proposal, answer: Answer | None) -> Iterator[Difference]:
    """Where a kept proposal and an answer differ in any byte of their canonical JSON, part by part."""
    if answer is None:
        yield Difference("receipt", proposal.receipt.key, None)
        return
    for name, kept, derived in zip_longest(CONTENT, proposal.content(), proposal_content(answer)):
        if content_digest([kept]) != content_digest([derived]):
            yield from _narrowed(name, kept, derived)


def _narrowed(of: str, kept: Any, derived: Any) -> Iterator[Difference]:
    """Of lists only the entries that differ, with their place: ``evidence 2``."""
    if not (isinstance(kept, list) and isinstance(derived, list)):
        yield Difference(of, kept, derived)
        return
    for n in range(max(len(kept), len(derived))):
        pair = [both[n] if n < len(both) else None for both in (kept, derived)]
        if content_digest(pair[:1]) != content_digest(pair[1:]):
            yield Difference(f"{of} {n + 1}", *pair)
