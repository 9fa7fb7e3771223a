"""The proof of a proposal as it is kept: codes and values, which any language can say."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from duebook.core.matching import Alternative, Evidence


def kept_evidence(evidence: Iterable[Evidence]) -> list[dict[str, Any]]:
    """Evidence as JSON: kind, values by name, weight."""
    return [{"kind": each.kind, "values": dict(each.values), "weight": each.weight} for each in evidence]


def kept_alternatives(alternatives: Iterable[Alternative]) -> list[dict[str, Any]]:
    """Rejected explanations as JSON: their lines, how likely each was, what speaks against it."""
    return [
        {
            "allocations": [asdict(line) for line in other.allocations],
            "probability": other.probability,
            "against": kept_evidence(other.against),
        }
        for other in alternatives
    ]
