"""Advices as ASC X12 820, version 004010."""

import re
from collections.abc import Iterator

from duebook.core.money import plain
from duebook.simulator.names import plain_letters
from duebook.simulator.values import Advice, Company

REASONS = {"quantity": "06", "quality": "04", "price": "01"}
"""Data element 426: quantity contested, item not accepted (damaged), pricing error."""

Segment = tuple[str, ...]


def set_820(advice: Advice, company: Company) -> bytes:
    """One transaction set: BPR the payment, TRN its reference, RMR each document, ADX a claim after it."""
    day = f"{advice.sent_on:%y%m%d}"
    number = f"{int(re.sub(r'[^0-9]', '', advice.reference)) % 10**9:09d}"
    body = [("ST", "820", "0001"), *_body(advice, company)]
    segments: list[Segment] = [
        ("ISA", "00", " " * 10, "00", " " * 10, "ZZ", f"{advice.payer.customer_id:<15}", "ZZ",
         f"{'NORDWIND':<15}", day, "0930", "U", "00401", number, "0", "P", ">"),
        ("GS", "RA", advice.payer.customer_id, "NORDWIND", f"20{day}", "0930", str(int(number)), "X",
         "004010"),
        *body, ("SE", str(len(body) + 1), "0001"), ("GE", "1", str(int(number))), ("IEA", "1", number),
    ]  # fmt: skip
    return "".join("*".join(segment) + "~\n" for segment in segments).encode("ascii")


def _body(advice: Advice, company: Company) -> Iterator[Segment]:
    account = advice.payer.payer_account
    total = plain(advice.total, advice.currency)
    yield ("BPR", "I", total, "C", "ACH", "CTX", "01", "021000089", "DA", account, "", "", "01", "021000021",
           "DA", "4410093", f"{advice.paid_on:%Y%m%d}")  # fmt: skip
    yield "TRN", "1", advice.reference
    yield "CUR", "PR", advice.currency
    yield "N1", "PR", _bare(advice.payer.payer_name)
    yield "N1", "PE", _bare(company.name)
    yield "ENT", "1"
    for line in advice.lines:
        kind = "IV" if line.gross > 0 else "CM"
        kept = plain(line.deducted, line.currency) if line.reason == "discount" else ""
        gross, paid = (plain(minor, line.currency) for minor in (line.gross, line.paid))
        yield ("RMR", kind, line.number, "", paid, gross, *([kept] if kept else []))
        yield "DTM", "003", f"{line.issued:%Y%m%d}"
        if line.reason in REASONS:
            yield "ADX", plain(-line.deducted, line.currency), REASONS[line.reason]


def _bare(name: str) -> str:
    """Letters that stand for themselves in an X12 element."""
    return re.sub(r"[^A-Za-z0-9 .&'-]", "", plain_letters(name))[:60]
