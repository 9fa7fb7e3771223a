"""Files that browsers fetch: their addresses carry their content, so browsers may keep them for good."""

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


class AddressedByContent(StaticFilesStorage):
    """``desk.css?0c1f...``: another content is another address, with nothing to collect beforehand."""

    def url(self, name: str | None) -> str:
        address = super().url(name)
        return f"{address}?{fingerprint(name)}" if name and not settings.DEBUG else address


@cache
def fingerprint(name: str) -> str:
    """The first digits of the SHA-256 of a file's content; it is read once in the life of the process."""
    path = finders.find(name)
    if path is None:
        raise FileNotFoundError(f"no app has the static file {name}")
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:12]
