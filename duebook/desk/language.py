"""The desk's language: the browser's, where the desk speaks it; English otherwise."""

from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

SPOKEN = ("en", "de")
"""Languages with a catalogue here. The site's other languages are for letters to customers."""


class DeskLanguage(LocaleMiddleware):
    """Like Django's own, but a page never mixes English words with another language's numbers."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        if (translation.get_language() or "").split("-")[0] not in SPOKEN:
            translation.activate("en")
            request.LANGUAGE_CODE = "en"
