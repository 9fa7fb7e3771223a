"""How a letter's own HTML is shown: alone in a frame, without scripts, forms or anything from outside."""

from django.http import HttpResponse

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox"


def letter_page(html: str) -> HttpResponse:
    """The letter as a page of its own, which only pages of this site may frame."""
    headers = {"Content-Security-Policy": POLICY, "X-Frame-Options": "SAMEORIGIN"}
    return HttpResponse(html, headers=headers)
