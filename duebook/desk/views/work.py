"""What people must decide or do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from duebook.books.work.queries import work_list
from duebook.desk.access import Desk, member

SHOWN = 8


@member
def work(request: HttpRequest, desk: Desk) -> HttpResponse:
    """One list, sorted by what it is about and by money; the long tail runs by itself."""
    parts = [part for part in work_list(desk.company, desk.as_of, SHOWN) if part.count]
    return render(request, "desk/work.html", {"parts": parts})
