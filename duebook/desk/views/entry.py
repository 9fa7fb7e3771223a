"""After sign-in: into the company, or a choice of companies."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from duebook.books.companies.queries import entrances


@login_required
def companies(request: HttpRequest) -> HttpResponse:
    """The only company at once; a list where there are several, a hint where there is none."""
    choices = entrances(request.user.pk or 0)
    if len(choices) == 1:
        return redirect("summary", company=choices[0].company.code)
    return render(request, "desk/companies.html", {"choices": choices})
