"""What people must decide or do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from duebook.desk.access import Desk, member
from duebook.desk.todo import todo


@member
def work(request: HttpRequest, desk: Desk) -> HttpResponse:
    """One list, sorted by what it is about; the long tail runs by itself."""
    return render(request, "desk/work.html", {"todo": todo(desk)})
