"""Files that came in, and what was wrong with them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from duebook.books.imports.queries import files_of
from duebook.books.remittances.queries import document_of
from duebook.books.rows import holding
from duebook.desk import documents
from duebook.desk.access import Desk, end_of, member, start_of
from duebook.desk.documents import shown
from duebook.desk.paging import page_of


@member
def imports(request: HttpRequest, desk: Desk) -> HttpResponse:
    """All files up to the day."""
    words = request.GET.get("q", "").strip()
    rows = files_of(desk.company, end_of(desk))
    rows = holding(rows, words, "name")
    if request.GET.get("on"):
        rows = rows.filter(received_at__gte=start_of(desk))
    if chosen := request.GET.get("problems", ""):
        rows = rows.exclude(problems=[])
    context = {"page": page_of(request, rows), "words": words, "chosen": chosen}
    return render(request, "desk/imports.html", context)


@member
def file(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """One file with each problem and its place."""
    row = get_object_or_404(files_of(desk.company, end_of(desk)), pk=pk)
    context = {
        "file": row,
        "page": page_of(request, row.problems),
        **shown(document_of(desk.company, row.pk)),
    }
    return render(request, "desk/file.html", context)


@member
def document(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """The file itself, where it was kept: to save, or, a picture on our own page, to look at."""
    row = get_object_or_404(files_of(desk.company, end_of(desk)), pk=pk)
    kept = document_of(desk.company, row.pk)
    if kept is None:
        raise Http404(_("The bytes of this file were not kept."))
    data = bytes(kept.data)
    if request.GET.get("look") and documents.picture_type(data):
        return documents.picture(data)
    return documents.download(data, kept.name)
