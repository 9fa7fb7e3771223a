"""Whatever the bytes: an answer with Problems, never an exception, in bounded time and memory."""

import time
import zlib
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duebook.core.banking import RemittanceFile
from duebook.formats import remittance
from duebook.formats.document import recognition
from tests.formats.remittance.advices import ROWS, TOTAL, mail, page, with_attachments
from tests.formats.remittance.drawing import pdf
from tests.formats.remittance.reading import SAMPLES
from tests.parts.damage import damaged

PAPER = pdf([page([*ROWS, TOTAL]), page([*ROWS, TOTAL])])
WHOLE = {path.name: path.read_bytes() for path in sorted(SAMPLES.iterdir())} | {
    "paper.pdf": PAPER,
    "text.eml": mail("Rechnung 4711   1.234,56 EUR\nabz. 2% Skonto  24,69\nSumme  1.209,87 EUR\n"),
    "table.eml": mail("<table><tr><td>Invoice<td>Paid<tr><td>I-1<td>5.00 EUR</table>", kind="text/html"),
    "parts.eml": with_attachments(("a.pdf", PAPER), ("b.remadv", (SAMPLES / "retail.remadv").read_bytes())),
}  # fmt: skip
NAMES = sorted(WHOLE)


@pytest.fixture(autouse=True, scope="module")
def without_recognition() -> Iterator[None]:
    """A damaged paper may look like a scan; recognising thousands of them would take hours."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(recognition, "is_installed", lambda: False)
        yield


def sound(data: bytes) -> RemittanceFile:
    """Reads, and checks what must hold of any answer."""
    remittance.recognises(data)
    found = remittance.read(data, "f")
    assert found.remittances or found.problems
    assert all(problem.place and problem.what and problem.file == "f" for problem in found.problems)
    for one in found.remittances:
        told = bool(one.doubt) and bool(found.problems)
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
     b"Summe", b"EUR", b"'", b"?", b"+", b"UNH+1+REMADV'", b"UNS+S'", b"AJT+3'", b"DOC+380+1'",
     b"<table>", b"</td>", b"boundary=", b"--", b"endobj", b"stream", b"/Kids", b"(", b"\\", b"1.234"]
)  # fmt: skip


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(damaged([WHOLE[name] for name in NAMES], HOSTILE))
def test_damaged_files(data: bytes) -> None:
    sound(data)


@settings(max_examples=100, deadline=None)
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
    "mail of nothing": (b"From: a@b.example\nSubject: x\n\n", b"\n"),
    "mail of amounts": (b"From: a@b.example\nSubject: remittance\n\n", b"R-1 1.00 EUR\n"),
    "mail of one line": (b"From: a@b.example\nSubject: remittance\n\n", b"1 "),
    "mail of headers": (b"From: a@b.example\nSubject: x\n", b"X: y\n"),
    "mail of parts": (
        b"From: a@b.example\nSubject: x\nContent-Type: multipart/mixed; boundary=b\n\n",
        b"--b\n\nx\n",
    ),
    "mail of parts within parts": (
        b"From: a@b.example\nSubject: x\n",
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\n",
    ),
    "mail of tables": (
        b"From: a@b.example\nSubject: x\nContent-Type: text/html\n\n",
        b"<table><tr><td>",
    ),
    "mail of cells": (
        b"From: a@b.example\nSubject: x\nContent-Type: text/html\n\n<table><tr>",
        b"<td colspan=999>x",
    ),
    "paper of nothing": (b"%PDF-1.4\n", b"1 0 obj<</Kids[1 0 R]>>endobj "),
    "paper of brackets": (b"%PDF-1.4\n1 0 obj", b"[<<"),
    "lockbox of checks": (b"100021000021 NORDWIND H2506190930\n2\n5001001\n", b"6001001\n"),
    "list of separators": (b"invoice,paid,currency\n", b","),
    "list of rows": (b"invoice,paid,currency\n", b"1,x,EUR\n"),
}
"""How each begins, and what is then repeated to fill it."""


@pytest.mark.parametrize("case", LARGE)
def test_megabytes_of_nonsense(case: str) -> None:
    beginning, piece = LARGE[case]
    began = time.process_time()
    found = sound(beginning + piece * (3_000_000 // len(piece)))
    assert len(found.problems) <= 1010
    assert time.process_time() - began < 30


def test_a_paper_of_thousands_of_pages_is_refused_at_once() -> None:
    began = time.process_time()
    found = sound(pdf([[]] * 3000))
    assert "3000 pages" in found.problems[0].what
    assert time.process_time() - began < 5


def test_a_picture_of_a_billion_pixels_is_refused_before_it_is_unpacked() -> None:
    header = b"IHDR" + (40_000).to_bytes(4) * 2 + b"\x01\x00\x00\x00\x00"
    bomb = b"\x89PNG\r\n\x1a\n" + (13).to_bytes(4) + header + zlib.crc32(header).to_bytes(4)
    data = zlib.compress(bytes(5001 * 1000), 9)
    bomb += len(data).to_bytes(4) + b"IDAT" + data + zlib.crc32(b"IDAT" + data).to_bytes(4)
    began = time.process_time()
    assert sound(bomb).remittances == ()
    assert time.process_time() - began < 5


def test_a_page_that_unpacks_to_a_hundred_megabytes_is_refused_before_it_is() -> None:
    packed = zlib.compress(b"BT /F1 9 Tf (x) Tj ET\n" * 5_000_000, 9)
    whole = pdf([[]])
    content = b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed)
    began = time.process_time()
    found = sound(whole.replace(b"<</Length 5>>stream\nBT\nET\nendstream", content))
    assert "unpacks to more than" in found.problems[0].what
    assert time.process_time() - began < 5
