"""The door of the desk: who stands where, and which day he looks at."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from duebook.books.companies.models import Company
from duebook.books.companies.queries import Entrance, entrances
from duebook.books.ledger.figures import last_booking_date
from duebook.books.work import queries as work

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Desk:
    """A member of ``company`` who looks at its books as of the end of a day.

    ``latest`` is the newest day in the books: the day shown unless another was chosen (``chosen``).
    """

    company: Company
    entrance: Entrance
    entrances: tuple[Entrance, ...]
    as_of: date
    latest: date
    chosen: bool

    @property
    def may_write(self) -> bool:
        return self.entrance.may_write

    @property
    def may_set(self) -> bool:
        """Settings of the company are changed by those who answer for them."""
        return self.entrance.may_set

    @property
    def may_decide(self) -> bool:
        """Decisions count from now on: while an earlier day is looked at, none is offered."""
        return self.may_write and self.as_of >= self.latest


View = Callable[Concatenate[HttpRequest, Desk, P], HttpResponseBase]


def member(view: View[P]) -> Callable[..., HttpResponseBase]:
    """Let in members of the company in the address only; to all others that company does not exist.

    The view gets the request and the ``Desk``. Auditors read: anything but reading is refused.
    """

    @login_required
    @wraps(view)
    def entered(request: HttpRequest, company: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        desk = _enter(request, company)
        if request.method not in ("GET", "HEAD") and not desk.may_write:
            raise PermissionDenied(_("Auditors read; they change nothing."))
        request.desk = desk  # type: ignore[attr-defined]
        return view(request, desk, *args, **kwargs)

    return entered


def _enter(request: HttpRequest, code: str) -> Desk:
    everywhere = tuple(entrances(request.user.pk or 0))
    for entrance in everywhere:
        if entrance.company.code == code:
            break
    else:
        raise Http404(_("There is no such company for you."))
    today = timezone.localdate()
    latest = last_booking_date(entrance.company, today) or today
    chosen = _chosen_day(request, max(latest, today))
    return Desk(entrance.company, entrance, everywhere, chosen or latest, latest, bool(chosen))


def _chosen_day(request: HttpRequest, newest: date) -> date | None:
    text = request.GET.get("as_of", "")
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        messages.error(request, _("“%s” is not a day; write it like 2026-11-30.") % text)
        return None
    if day > newest:
        messages.error(request, _("%s is still to come; the books know the past only.") % text)
        return None
    return day


def end_of(desk: Desk) -> datetime:
    """The instant at which the desk's day is over, in the site's time zone."""
    return work.end_of(desk.as_of)


def start_of(desk: Desk) -> datetime:
    """The instant at which the desk's day begins."""
    return work.end_of(desk.as_of - timedelta(days=1))
