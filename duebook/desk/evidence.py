"""What speaks for a proposal and against it, in the reader's language."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext, ngettext

from duebook.core.matching.sentences import SENTENCES
from duebook.desk import formats

Kept = Mapping[str, Any]
"""Evidence as the books keep it: kind, values, weight. Earlier versions kept a text, in English."""


def said(kept: Kept) -> str:
    """The sentence of one piece of evidence; amounts and counts as the reader writes them."""
    if "text" in kept:
        return str(kept["text"])
    values = kept["values"]
    return _sentence(kept["kind"], values.get("count", 1)).format(**_written(values))


def said_together(evidence: Sequence[Kept], otherwise: str = "") -> str:
    """All of it in one line; ``otherwise`` where there is none."""
    return "; ".join(map(said, evidence)) or otherwise


def _sentence(kind: str, count: int) -> str:
    sentence = SENTENCES.get(kind, kind)
    if isinstance(sentence, str):
        return gettext(sentence)
    return ngettext(*sentence, count)


def _written(values: Mapping[str, str | int]) -> dict[str, str]:
    written = {name: formats.number(v) if isinstance(v, int) else v for name, v in values.items()}
    if "currency" in values:
        written["amount"] = formats.money(int(values["amount"]), str(values["currency"]))
    return written
