"""Advices as UN/EDIFACT REMADV, D.96A."""

import re
from collections.abc import Iterator

from duebook.core.money import plain
from duebook.simulator.names import plain_letters
from duebook.simulator.values import Advice, AdvisedLine, Company

REASONS = {"quantity": "4", "quality": "3", "price": "5"}
"""UNTDID 4465: short delivery, damaged goods, price query."""

Segment = tuple[str, ...]


def remadv(advice: Advice, company: Company) -> bytes:
    """One interchange with one message, syntax UNOC 3 (ISO 8859-1); amounts with a full stop."""
    body = [*_remadv(advice, company)]
    number = re.sub(r"\W", "", advice.reference)[:14]
    made = f"{advice.sent_on:%y%m%d}:0930"
    segments: list[Segment] = [
        ("UNB", "UNOC:3", advice.payer.vat_id, _released(company.email), made, number),
        ("UNH", number, "REMADV:D:96A:UN"), *body, ("UNT", str(len(body) + 2), number), ("UNZ", "1", number),
    ]  # fmt: skip
    text = "UNA:+.? '" + "".join("+".join(segment) + "'\n" for segment in segments)
    return text.encode("latin-1", "replace")


def _remadv(advice: Advice, company: Company) -> Iterator[Segment]:
    payer = advice.payer
    yield "BGM", "481", _released(advice.reference), "9"
    yield "DTM", f"137:{advice.sent_on:%Y%m%d}:102"
    yield "DTM", f"138:{advice.paid_on:%Y%m%d}:102"
    yield "RFF", f"PQ:{_released(advice.reference)}"
    yield "FII", "OR", _released(payer.payer_account)
    yield "NAD", "PR", "", "", _released(plain_letters(payer.payer_name)[:35])
    yield "NAD", "PE", "", "", _released(company.name)
    yield "CUX", f"2:{advice.currency}:11"
    for line in advice.lines:
        yield from _remadv_line(line)
    yield "UNS", "S"
    yield "MOA", f"12:{plain(advice.total, advice.currency)}"


def _remadv_line(line: AdvisedLine) -> Iterator[Segment]:
    """DOC with what is due (9), remitted (12) and discounted (52), or adjusted for a reason (AJT, 165).
    The amounts of a credit note (381) carry no sign: its kind says that they are taken off."""
    yield "DOC", "380" if line.gross > 0 else "381", _released(line.number)
    yield "MOA", f"9:{plain(abs(line.gross), line.currency)}"
    yield "MOA", f"12:{plain(abs(line.paid), line.currency)}"
    if line.reason == "discount":
        yield "MOA", f"52:{plain(line.deducted, line.currency)}"
    yield "DTM", f"171:{line.issued:%Y%m%d}:102"
    if line.reason in REASONS:
        yield "AJT", REASONS[line.reason]
        yield "MOA", f"165:{plain(line.deducted, line.currency)}"


def _released(text: str) -> str:
    """Signs with a meaning of their own are released by a question mark."""
    return re.sub(r"([?+:'])", r"?\1", text)
