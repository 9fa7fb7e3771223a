"""What a camt transaction says it is for (``RmtInf``)."""

from dataclasses import dataclass

from duebook.formats.bank.camt.elements import money, text, texts
from duebook.formats.reading import Element


@dataclass(frozen=True, slots=True)
class Remittance:
    text: str
    references: tuple[str, ...]
    amounts: tuple[tuple[str, int], ...]


def remittance_of(detail: Element, currency: str) -> Remittance:
    """Free text (all lines) and structured references with their amounts; else ``AddtlTxInf``."""
    lines = [*texts(detail, "RmtInf/Ustrd"), *texts(detail, "RmtInf/Strd/AddtlRmtInf")]
    references: dict[str, None] = {}
    amounts: list[tuple[str, int]] = []
    for structured in detail.iterfind("RmtInf/Strd"):
        named = _references(structured)
        references.update(dict.fromkeys(named))
        if len(named) == 1:
            amounts += [(named[0], part) for part in _amounts(structured, currency)]
    free = "\n".join(lines) or ("" if references else text(detail, "AddtlTxInf"))
    return Remittance(free, tuple(references), tuple(amounts))


def _references(structured: Element) -> list[str]:
    """Creditor reference and document numbers of one structured block, in order, each once."""
    found = [text(structured, "CdtrRefInf/Ref", "CdtrRefInf/CdtrRef")]
    found += [text(document, "Nb", "RfrdDocNb") for document in structured.iterfind("RfrdDocInf")]
    return list(dict.fromkeys(filter(None, found)))


def _amounts(structured: Element, currency: str) -> list[int]:
    """What the block's one document gets: remitted, or, for a credit note, taken off (negative)."""
    for path, factor in (("RmtdAmt", 1), ("CdtNoteAmt", -1)):
        found = structured.find(f"RfrdDocAmt/{path}")
        if found is not None and found.get("Ccy") == currency:
            return [factor * money(found)[0]]
    return []
