"""What the company's own record says about automatic posting, in sentences."""

from django.utils.translation import gettext as _

from duebook.core.matching.bounds import CONFIDENCE
from duebook.core.matching.recommending import Recommendation, Tried
from duebook.desk import formats

DECIMALS = 2
"""Of shares of error, in per cent."""


def advice(told: Recommendation, weeks: int) -> str:
    """The recommendation for readers; ``weeks``: how far back people's decisions were counted."""
    automatic = told.advice in ("stay", "switch_back")
    found = _reviewed(told.tried) if automatic else _decided(told.tried, weeks)
    return f"{found} {_conclusion(told)}"


def interval(tried: Tried) -> str:
    """The bounds of the measured share of error, each with CONFIDENCE."""
    return _("between %(least)s and %(most)s") % {
        "least": formats.share(tried.at_least, DECIMALS),
        "most": formats.share(tried.at_most, DECIMALS),
    }


def _decided(tried: Tried, weeks: int) -> str:
    if not tried.all:
        return _("In the last %(weeks)s weeks nobody has decided a certain proposal.") % {"weeks": weeks}
    values = {"weeks": weeks, **_counts(tried)}
    return (
        _(
            "In the last %(weeks)s weeks people decided %(all)s proposals that would have been automatic: "
            "%(right)s right, %(wrong)s wrong, which is at most %(most)s wrong with %(sure)s confidence."
        )
        % values
    )


def _reviewed(tried: Tried) -> str:
    if not tried.all:
        return _("Nobody has looked at an automatic receipt again yet.")
    return _(
        "%(all)s automatic receipts: %(right)s right, %(wrong)s wrong, which is at most %(most)s wrong "
        "with %(sure)s confidence."
    ) % _counts(tried)


def _counts(tried: Tried) -> dict[str, str]:
    return {
        "all": formats.number(tried.all),
        "right": formats.number(tried.right),
        "wrong": formats.number(tried.wrong),
        "most": formats.share(tried.at_most, DECIMALS),
        "sure": formats.share(CONFIDENCE, 0),
    }


def _conclusion(told: Recommendation) -> str:
    values = {"share": formats.share(told.max_error), "missing": formats.number(told.missing)}
    conclusions = {
        "switch_on": _("You may switch to automatic at %(share)s."),
        "not_yet": _("Not yet: %(missing)s more decisions without a wrong one are needed for %(share)s."),
        "not_now": _("More than %(share)s are wrong, for certain: let people confirm, and look at why."),
        "stay": _("Nothing speaks against automatic posting at %(share)s."),
        "switch_back": _("More than the accepted %(share)s are wrong, for certain: switch back to suggest."),
    }
    return conclusions[told.advice] % values
