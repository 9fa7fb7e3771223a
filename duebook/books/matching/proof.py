"""The proof of a proposal as it is kept: codes and values, which any language can say."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from duebook.core.matching import Allocation, Alternative, Evidence
from duebook.core.matching.sentences import in_english


def kept_evidence(evidence: Iterable[Evidence]) -> list[dict[str, Any]]:
    """Evidence as JSON: kind, values by name, weight."""
    return [{"kind": each.kind, "values": dict(each.values), "weight": each.weight} for each in evidence]


def kept_alternatives(alternatives: Iterable[Alternative]) -> list[dict[str, Any]]:
    """Rejected explanations as JSON: their lines, how likely each was, what speaks against it."""
    return [
        {
            "allocations": [_line(line) for line in other.allocations],
            "probability": other.probability,
            "against": kept_evidence(other.against),
        }
        for other in alternatives
    ]


def _line(line: Allocation) -> dict[str, Any]:
    """As ``dataclasses.asdict``, twenty times as fast: a large day keeps a million of them."""
    return {name: getattr(line, name) for name in _CELLS}


_CELLS = tuple(field.name for field in fields(Allocation))


def speaks_any_language(evidence: Iterable[Mapping[str, Any]]) -> bool:
    """Whether kept evidence can be said in any language; that of earlier versions is English text."""
    return all("values" in each for each in evidence)


def said_in_english(kept: Mapping[str, Any]) -> str:
    """One kept piece of evidence as a sentence; earlier versions kept nothing but the sentence."""
    text: str = kept.get("text") or in_english(kept["kind"], kept["values"])
    return text


def objections(alternative: Mapping[str, Any]) -> list[str]:
    """Why a kept alternative was not taken, in English."""
    if "rejected_because" in alternative:
        return [alternative["rejected_because"]]
    return [said_in_english(each) for each in alternative["against"]]
