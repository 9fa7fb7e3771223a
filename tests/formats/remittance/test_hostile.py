"""Whatever the bytes: an answer with Problems, never an exception, in bounded time and memory."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duebook.core.banking import RemittanceFile
from duebook.formats import remittance
from tests.formats.remittance.reading import SAMPLES
from tests.parts.damage import damaged

NAMES = sorted(path.name for path in SAMPLES.iterdir())
WHOLE = {name: (SAMPLES / name).read_bytes() for name in NAMES}


def sound(data: bytes) -> RemittanceFile:
    """Reads, and checks what must hold of any answer."""
    remittance.recognises(data)
    found = remittance.read(data, "f")
    assert found.remittances or found.problems
    assert all(problem.place and problem.what and problem.file == "f" for problem in found.problems)
    told = any("add up" in problem.what for problem in found.problems)
    for one in found.remittances:
        amounts = [line.amount for line in one.lines if line.amount is not None]
        complete = one.total is not None and amounts and len(amounts) == len(one.lines)
        assert told or not complete or sum(amounts) == one.total
    return found


@pytest.mark.parametrize("name", NAMES)
def test_broken_off_after_every_line(name: str) -> None:
    lines = WHOLE[name].splitlines(keepends=True)
    for count in range(len(lines)):
        sound(b"".join(lines[:count]))


HOSTILE = (
    [b"\x00", b"\xff\xfe", b"<", b">", b"&a;", b'"', b"\n", b";", b",", b"9" * 400, b"1e999999999", b"-",
     b"~", b"*", b"NaN", b"ST*820*1~", b"SE*1~", b"ISA", b"RMR*IV*1*PO*1~", b"<r:Strd>", b"\xc3",
     b"Summe", b"EUR", b"'", b"?", b"+", b"UNH+1+REMADV'", b"UNS+S'", b"AJT+3'", b"DOC+380+1'"]
)  # fmt: skip


@settings(max_examples=500, deadline=2000, suppress_health_check=[HealthCheck.too_slow])
@given(damaged([WHOLE[name] for name in NAMES], HOSTILE))
def test_damaged_files(data: bytes) -> None:
    sound(data)


@settings(max_examples=100, deadline=2000)
@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    sound(data)


ISA = b"ISA*00*          *00*          *01*A              *01*B              *250314*0900*U*00401*1*0*P*>~"
LARGE = {
    "x12 of nothing": (ISA + b"ST*820*1~", b"~"),
    "x12 of one segment": (ISA + b"ST*820*1~RMR", b"*"),
    "x12 of documents": (ISA + b"ST*820*1~", b"RMR*IV*1*PO*x~"),
    "header without end": (b"ISA", b"*ST*820"),
    "remt of nothing": (b"<Document><RmtAdvc><RmtInf>", b"<a/>"),
    "remt of advices": (b"<Document><RmtAdvc>", b"<RmtInf><Strd/></RmtInf>"),
    "remadv of nothing": (b"UNB+UNOC:3'UNH+1+REMADV:D:96A'", b"'"),
    "remadv of releases": (b"UNB+UNOC:3'UNH+1+REMADV:D:96A'DOC+380+", b"?"),
    "remadv of messages": (b"UNB+UNOC:3'", b"UNH+1+REMADV:D:96A'"),
    "list of separators": (b"invoice,paid,currency\n", b","),
    "list of rows": (b"invoice,paid,currency\n", b"1,x,EUR\n"),
}
"""How each begins, and what is then repeated to fill it."""


@pytest.mark.parametrize("case", LARGE)
def test_megabytes_of_nonsense(case: str) -> None:
    beginning, piece = LARGE[case]
    began = time.monotonic()
    found = sound(beginning + piece * (3_000_000 // len(piece)))
    assert len(found.problems) <= 1010
    assert time.monotonic() - began < 30
