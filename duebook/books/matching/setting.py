"""How far a company lets the engine go without a person: asked for and changed, on the record."""

from dataclasses import replace
from datetime import datetime
from math import isfinite
from typing import Any

from duebook.books.audit.operations import recording
from duebook.books.audit.sealing import seal
from duebook.books.companies.models import Company
from duebook.books.ledger.posting import NotPossible
from duebook.books.matching.models import CashSetting, Proposal, ProposalState
from duebook.core.matching.setting import Setting


def setting_of(company: Company) -> Setting:
    """The setting in force; a company that never chose one has its proposals confirmed by people."""
    row = newest(company)
    return row.value() if row else Setting()


def newest(company: Company) -> CashSetting | None:
    """The row in force, with the event that set it; None before the first."""
    return CashSetting.objects.filter(company=company).select_related("event").order_by("id").last()


def changed(company: Company, seed: str, **changes: Any) -> Setting:
    """The setting in force with ``changes``, and with a new ``seed`` for its draw."""
    return replace(setting_of(company), **changes, seed=seed)


def posted_under_setting(company: Company) -> int:
    """How many receipts were applied unattended since the setting in force was chosen."""
    row = newest(company)
    later = {"event_id__gt": row.event_id} if row else {}
    return Proposal.objects.filter(company=company, unattended=True, decision="auto", **later).count()


def switch(company: Company, setting: Setting, actor: str, now: datetime) -> None:
    """From now on ``setting`` holds. Its seed must be new chance: it decides what is looked at again.

    Off: what still waits for a decision is withdrawn.
    """
    _must_be_sensible(setting)
    before = newest(company)
    key = f"cash application after {before.event.number if before else 0}"
    with recording(company, "set cash application", key, actor, now) as record:
        record.facts.update(mode=setting.mode, max_error=setting.max_error, review_share=setting.review_share)
        row = CashSetting(
            company=company,
            mode=setting.mode,
            max_error=setting.max_error,
            review_share=setting.review_share,
            seed=setting.seed,
            set_at=now,
        )
        seal(record, [row])
        row.save()
        if setting.mode == "off":
            waiting = Proposal.objects.filter(company=company, state=ProposalState.OPEN)
            waiting.update(state=ProposalState.SUPERSEDED)


def _must_be_sensible(setting: Setting) -> None:
    if not (isfinite(setting.max_error) and 0 < setting.max_error <= 0.1):
        raise NotPossible("the accepted share of errors lies above 0 % and not above 10 %")
    if not (isfinite(setting.review_share) and 0 <= setting.review_share <= 1):
        raise NotPossible("the share to look at again lies between 0 % and 100 %")
    if setting.unattended and not setting.seed:
        raise NotPossible("automatic posting needs a seed for the draw of receipts to look at again")
