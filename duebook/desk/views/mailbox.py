"""The demo's letters: what the local mail server took in. Only where Duebook serves this machine alone."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from duebook.connectors.channel.postbox import Letter, Postbox
from duebook.desk.letters import letter_page
from duebook.desk.paging import page_of


@login_required
def mailbox(request: HttpRequest) -> HttpResponse:
    """All letters, the newest first."""
    postbox = _postbox()
    page = page_of(request, postbox.keys())
    return render(request, "desk/mailbox.html", {"page": page, "letters": [postbox.letter(k) for k in page]})


@login_required
def mail(request: HttpRequest, key: str) -> HttpResponse:
    """One letter."""
    return render(request, "desk/mail.html", {"letter": _letter(key)})


@login_required
def mail_body(request: HttpRequest, key: str) -> HttpResponse:  # noqa: ARG001
    """The letter's own HTML, for a frame."""
    return letter_page(_letter(key).html)


def _postbox() -> Postbox:
    if not settings.LOCAL:
        raise Http404
    return Postbox(settings.POSTBOX)


def _letter(key: str) -> Letter:
    try:
        return _postbox().letter(key)
    except KeyError:
        raise Http404 from None
