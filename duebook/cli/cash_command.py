"""``duebook cash``: how far cash application goes by itself, and what the record advises."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from duebook.cli.companies import company_named, company_option
from duebook.cli.files import not_done
from duebook.cli.framework import load_framework, require_ready_books

if TYPE_CHECKING:
    from duebook.books.matching.standing import Standing


@click.command(name="cash")
@company_option
@click.option("--mode", type=click.Choice(["off", "suggest", "automatic"]), help="Change it, from now on.")
@click.option("--max-error", type=float, help="Accepted share of wrong automatic receipts, e.g. 0.001.")
@click.option("--review", "review_share", type=float, help="Share of them to look at again, e.g. 0.05.")
@click.option("--draw", help="The secret that decides what is looked at again; made up where not given.")
@click.option("--now", type=click.DateTime(["%Y-%m-%dT%H:%M:%S"]), help="The instant to record, in UTC.")
def command(
    code: str | None,
    mode: str | None,
    max_error: float | None,
    review_share: float | None,
    draw: str | None,
    now: datetime | None,
) -> None:
    """Show or change what is posted without people: off, suggest, or automatic.

    \b
    Examples:
      duebook cash
      duebook cash --mode automatic --max-error 0.001 --review 0.05
    A company starts in suggest: every proposal waits for a person. Whoever may run this command answers for
    the setting; the change is on the record.
    """
    load_framework()
    require_ready_books()
    from django.utils import timezone

    from duebook.books.ledger.posting import NotPossible
    from duebook.books.matching.setting import changed, switch
    from duebook.books.matching.standing import standing_of

    company = company_named(code)
    asked = {"mode": mode, "max_error": max_error, "review_share": review_share}
    changes = {name: value for name, value in asked.items() if value is not None}
    if changes:
        try:
            setting = changed(company, draw or secrets.token_hex(32), **changes)
            switch(company, setting, "shell", now.replace(tzinfo=UTC) if now else timezone.now())
        except NotPossible as refused:
            not_done(str(refused))
    click.echo(told(standing_of(company, timezone.now())))


def told(standing: Standing) -> str:
    """The setting and the record, in lines."""
    setting, advice = standing.setting, standing.recommendation
    rows = {
        "decided": ("certain proposals decided by people", standing.decided),
        "reviewed": ("automatic receipts looked at again", standing.reviewed),
        "posted": ("automatic receipts in all, wrong: taken back", standing.posted),
    }
    again = f"{setting.review_share:.0%} looked at again"
    lines = [
        f"cash application: {setting.mode}, at most {setting.max_error:.2%} wrong, {again}",
        *(
            f"  {name:<9} {tried.right} right, {tried.wrong} wrong, at most {tried.at_most:.2%}: {what}"
            for name, (what, tried) in rows.items()
        ),
        f"  {ADVICE[advice.advice].format(share=f'{advice.max_error:.2%}', missing=advice.missing)}",
    ]
    return "\n".join(lines)


ADVICE = {
    "switch_on": "The record proves that at most {share} are wrong: you may switch to automatic at that.",
    "not_yet": "Not yet: {missing} more decisions without a wrong one are needed to prove {share}.",
    "not_now": "Not now: more than {share} are wrong, for certain. Look at why.",
    "stay": "Nothing speaks against automatic at {share}.",
    "switch_back": "Switch back to suggest: more than {share} are wrong, for certain.",
}
