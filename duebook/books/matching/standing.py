"""How automatic posting stands in a company: its record since the setting in force, and what it advises."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from duebook.books.companies.models import Company
from duebook.books.matching.setting import newest
from duebook.books.matching.verdicts import decided_by_people, posted, reviewed
from duebook.core.matching.recommending import Recommendation, Tried, recommend
from duebook.core.matching.setting import Setting

WEEKS = 26
"""So far back people's decisions are counted."""


@dataclass(frozen=True, slots=True)
class Standing:
    """``since``: when the setting was made, None where nobody ever made one; ``by``: who made it."""

    setting: Setting
    since: datetime | None
    by: str
    decided: Tried
    reviewed: Tried
    posted: Tried

    @property
    def recommendation(self) -> Recommendation:
        return recommend(self.setting, self.decided, self.reviewed, self.posted)


def standing_of(company: Company, now: datetime) -> Standing:
    """As it stands ``now``. Automatic receipts count since the setting in force was made, people's decisions
    for WEEKS, whatever the setting was."""
    row = newest(company)
    since = row.set_at if row else None
    counted = since or now - timedelta(weeks=WEEKS)
    return Standing(
        row.value() if row else Setting(),
        since,
        row.event.actor if row else "",
        decided_by_people(company, now - timedelta(weeks=WEEKS)),
        reviewed(company, counted),
        posted(company, counted),
    )
