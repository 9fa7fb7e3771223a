"""What the company gives up by itself when payers pay another amount: shown, and changed from a day on."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from duebook.books.deductions.policies import (
    LIMITS,
    Chosen,
    change_policy,
    currencies_of,
    policies_of,
    policy_for,
)
from duebook.core.matching import Policy
from duebook.core.money import MoneyError, plain, to_minor
from duebook.desk.access import Desk, member
from duebook.desk.sent import who_and_when
from duebook.desk.views.decisions import attempt


@member
def differences(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The policy in force on the desk's day, and all that were set."""
    currencies = currencies_of(desk.company)
    policy = policy_for(desk.company, currencies, desk.as_of)
    context = {
        "policy": policy,
        "tolerance_percent": f"{policy.tolerance_share * 100:.2f}",
        "rates": " ".join(f"{round(100 * rate, 3):g}" for rate in policy.discount_rates),
        "limits": [(currency, _limits(policy, currency)) for currency in currencies],
        "history": policies_of(desk.company),
        "today": timezone.localdate().isoformat(),
    }
    return render(request, "desk/differences.html", context)


@require_POST
@member
def change(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A new policy from a day on."""
    if not desk.may_set:
        raise PermissionDenied(_("Controllers and administrators decide what is given up."))
    try:
        chosen, valid_from = (
            _chosen(request.POST, currencies_of(desk.company)),
            _day(request.POST.get("valid_from", "")),
        )
    except (MoneyError, Unreadable) as wrong:
        messages.error(request, _("Nothing was changed: %s") % wrong)
    else:
        who = who_and_when(request)
        set_it = partial(change_policy, desk.company, chosen, valid_from, *who)
        attempt(request, set_it, _("This holds from %s on.") % valid_from.isoformat())
    return redirect("differences", desk.company.code)


class Unreadable(ValueError):
    """A cell of the form that means nothing; the text says which."""


def _limits(policy: Policy, currency: str) -> list[tuple[str, str]]:
    """Name of the cell and what stands in it, in the order of the columns."""
    return [
        (f"{name}_{currency}", plain(getattr(policy, field).get(currency, 0), currency))
        for name, field in LIMITS.items()
    ]


def _chosen(form: Mapping[str, str], currencies: list[str]) -> Chosen:
    limits = {
        currency: {name: to_minor(_number(form.get(f"{name}_{currency}", "")), currency) for name in LIMITS}
        for currency in currencies
    }
    rates = form.get("discount_rates", "").replace(";", " ").replace(", ", " ").split()
    return Chosen(
        limits=limits,
        tolerance_percent=_number(form.get("tolerance_percent", "")),
        discount_rates=tuple(sorted(map(_number, rates))),
        we_bear_fees=form.get("fees") == "we",
        grace_days=int(_number(form.get("grace_days", ""))),
        rates_beyond_terms=form.get("beyond_terms") == "yes",
    )


def _number(text: str) -> Decimal:
    """With decimal point or comma; an empty cell is nothing."""
    try:
        number = Decimal(text.strip().replace(",", ".") or "0")
    except InvalidOperation:
        raise Unreadable(_("“%s” is not a number; write it like 12.50.") % text) from None
    if not number.is_finite():
        raise Unreadable(_("“%s” is not a number; write it like 12.50.") % text)
    return number


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Unreadable(_("“%s” is not a day; write it like 2026-11-30.") % text) from None
