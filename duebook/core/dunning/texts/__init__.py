"""The words of reminders, one module per language."""

from collections.abc import Mapping

from duebook.core.dunning.texts import de, en, es, fr, fy, it, nl, pl, ro
from duebook.core.dunning.texts.values import Labels, Letter, Texts

LANGUAGES: Mapping[str, Texts] = {
    "de": de.TEXTS,
    "en": en.TEXTS,
    "es": es.TEXTS,
    "fr": fr.TEXTS,
    "fy": fy.TEXTS,
    "it": it.TEXTS,
    "nl": nl.TEXTS,
    "pl": pl.TEXTS,
    "ro": ro.TEXTS,
}
"""By ISO 639-1 code."""

__all__ = ["LANGUAGES", "Labels", "Letter", "Texts"]
