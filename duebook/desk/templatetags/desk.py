"""What the desk's templates need beyond Django's own tags."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.template import Context, Library
from django.urls import reverse

from duebook.desk import evidence, formats
from duebook.desk.words import word

register = Library()
register.filter("money", formats.money)
register.filter("short_money", formats.short_money)
register.filter("amount", formats.amount)
register.filter("axis", formats.axis)
register.filter("day", formats.day)
register.filter("weekday", formats.weekday)
register.filter("instant", formats.instant)
register.filter("share", formats.share)
register.filter("number", formats.number)
register.filter("decimals", formats.number)
register.filter("word", word)
register.filter("said", evidence.said)
register.filter("said_together", evidence.said_together)


@register.simple_tag(takes_context=True)
def to(context: Context, page: str, *args: Any, **query: Any) -> str:
    """The address of a page of this company; keeps the chosen day, adds ``query``."""
    desk = context["request"].desk
    if desk.chosen:
        query.setdefault("as_of", desk.as_of.isoformat())
    address = reverse(page, args=[desk.company.code, *args])
    given = {name: value for name, value in query.items() if value not in ("", None)}
    return f"{address}?{urlencode(given)}" if given else address


@register.simple_tag(takes_context=True)
def here(context: Context, **changes: Any) -> str:
    """The query of this very page with ``changes``; an empty value drops the parameter."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value not in ("", None):
            query[name] = value
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def current(context: Context, page: str) -> str:
    """Marks the menu's entry of the page being shown, and of the pages below it."""
    name = context["request"].resolver_match.url_name
    return "page" if name == page or PARENTS.get(name) == page else "false"


PARENTS = {
    "receipt": "receipts",
    "undo": "receipts",
    "settle": "receipts",
    "proof": "receipts",
    "customer": "customers",
    "message": "messages",
    "file": "imports",
    "remittance": "remittances",
}


@register.filter
def minus(amount: int) -> int:
    """The other sign."""
    return -amount


@register.simple_tag
def local_mail() -> bool:
    """Whether letters stay on this machine and can be looked at here."""
    return bool(settings.LOCAL)
