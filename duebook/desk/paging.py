"""Lists in pages."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

ROWS = 50


def page_of(request: HttpRequest, rows: QuerySet[Any] | list[Any]) -> Page[Any]:
    """The page named by ``?page=``; the nearest one there is when the number is odd."""
    return Paginator(rows, ROWS).get_page(request.GET.get("page"))
