"""Small questions to an element whose names are local already."""

from collections.abc import Iterator
from datetime import date

from duebook.formats.reading import Element, Unreadable, exact_amount, iso_day, shown


def text(element: Element | None, *paths: str) -> str:
    """The first non-empty text at one of the paths, on one line; "" when there is none."""
    if element is None:
        return ""
    for path in paths:
        found = element.findtext(path)
        if found and found.strip():
            return " ".join(found.split())
    return ""


def texts(element: Element, path: str) -> Iterator[str]:
    """Every non-empty text at the path, line breaks kept."""
    for found in element.iterfind(path):
        if found.text and found.text.strip():
            yield found.text.strip()


def money(element: Element | None) -> tuple[int, str]:
    """Minor units (unsigned) and currency of an ``Amt`` with its ``Ccy``; raises Unreadable."""
    if element is None:
        raise Unreadable("the amount is missing")
    currency = (element.get("Ccy") or "").strip()
    if not currency:
        raise Unreadable(f"the amount {shown(element.text or '')!r} has no currency")
    return exact_amount(element.text or "", currency), currency


def sign(element: Element) -> int:
    """+1 for money in, -1 for money out; raises Unreadable when the file does not say."""
    indicator = text(element, "CdtDbtInd")
    if indicator not in ("CRDT", "DBIT"):
        raise Unreadable(f"credit or debit is not told (CdtDbtInd is {shown(indicator)!r})")
    return 1 if indicator == "CRDT" else -1


def day(element: Element | None) -> date | None:
    """The day of a choice of ``Dt`` and ``DtTm``, or of a bare date; None when there is none."""
    found = text(element, "Dt", "DtTm", "Dt/Dt", "Dt/DtTm") if element is not None else ""
    bare = (element.text or "").strip() if element is not None else ""
    return iso_day(found or bare) if found or bare else None


def account_number(element: Element | None) -> str:
    """IBAN or other identification of an account, without spaces."""
    return text(element, "Id/IBAN", "Id/Othr/Id", "Id/PrtryAcct/Id", "Id/BBAN", "Id/UPIC").replace(" ", "")
