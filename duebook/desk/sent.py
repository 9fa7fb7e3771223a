"""What a person sent with a form: who it was and when, and a line of text."""

from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone

_LONGEST_LINE = 300


def who_and_when(request: HttpRequest) -> tuple[str, datetime]:
    """Whom an operation is recorded for, and the instant, as the last arguments of every operation."""
    return request.user.get_username(), timezone.now()


def one_line(request: HttpRequest, name: str) -> str:
    """A field of the form as one line, without stray blanks, at most 300 characters."""
    return " ".join(request.POST.get(name, "").split())[:_LONGEST_LINE]
