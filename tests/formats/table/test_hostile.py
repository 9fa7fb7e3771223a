"""Broken and hostile files give a located Problem, in bounded time and memory, and never an exception."""

import io
import random
import time
import tracemalloc
import zipfile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from duebook.formats.reading import MOST_COMPLAINTS
from duebook.formats.table import read_invoices, stream_invoices
from tests.formats.table.lists import HEAD
from tests.formats.table.test_containers import ROWS, parquet, workbook

GOOD = "C1,Käfer,{},2025-01-02,2025-02-01,EUR,10.00"
MEGABYTE = 1 << 20


def archive(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return stream.getvalue()


def far_cell() -> bytes:
    """A workbook of a few kilobytes with a second cell in the farthest corner."""
    packed = zipfile.ZipFile(io.BytesIO(workbook([])))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as changed:
        for part in packed.infolist():
            content = packed.read(part)
            if part.filename.startswith("xl/worksheets/"):
                far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
                content = content.replace(b"</sheetData>", far)
            changed.writestr(part.filename, content)
    return stream.getvalue()


def long_text_in_many_cells() -> bytes:
    """A workbook whose cells share one long text: a hundred kilobytes that ask for gigabytes."""
    cells = b"".join(
        b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (row, row) for row in range(1, 50_000)
    )
    return archive(
        xl__workbook_xml=b"<workbook/>",
        xl__worksheets__sheet1_xml=b"<worksheet><sheetData>" + cells + b"</sheetData></worksheet>",
        xl__sharedStrings_xml=b"<sst><si><t>" + b"x" * 100_000 + b"</t></si></sst>",
    )


HOSTILE = {
    "nothing": b"",
    "blank": b" \n\n\t\n",
    "garbage": random.Random(1).randbytes(MEGABYTE),
    "high bytes": bytes(range(128, 256)) * 1000,
    "NULs": b"\0" * MEGABYTE,
    "a NUL in the middle": f"{HEAD}\n{GOOD.format(1)}\n".encode() + b"C1,\0,,,\n",
    "an open quotation mark": f'{HEAD}\n{GOOD.format(1)}\n"'.encode() + b"x,y\n" * 100_000,
    "one huge field": f"{HEAD}\nC1,{'x' * 200_000},1,2025-01-02,2025-02-01,EUR,1".encode(),
    "only separators": b"," * 20 * MEGABYTE,
    "one endless line": b"x" * 20 * MEGABYTE,
    "half a UTF-16": b"\xff\xfea\0b",
    "a broken UTF-16": b"\xff\xfe\x00\xd8a\0" * 10,
    "an old workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000,
    "a PDF": b"%PDF-1.7\n",
    "an archive of something": archive(readme=b"x"),
    "a cut archive": workbook(ROWS)[:-300],
    "an archive that unpacks to too much": archive(xl__workbook_xml=b"x", bomb=b"\0" * 600 * MEGABYTE),
    "a workbook without sheets": archive(xl__workbook_xml=b"<workbook/>"),
    "a workbook with a cell far away": far_cell(),
    "a workbook that repeats a long text": long_text_in_many_cells(),
    "the beginning of a Parquet file": b"PAR1" + b"\0" * 100,
    "a Parquet file of garbage": b"PAR1" + random.Random(2).randbytes(5000) + b"PAR1",
    "XML": b"<?xml version='1.0'?><Document><BkToCstmrStmt/></Document>",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_files(kind):
    tracemalloc.start()
    began = time.monotonic()
    table = read_invoices(HOSTILE[kind], "list")
    took, (_, peak) = time.monotonic() - began, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert table.problems
    assert all(problem.file == "list" and problem.place and problem.what for problem in table.problems)
    assert len(table.invoices) <= 1
    assert took < 10
    assert peak < 300 * MEGABYTE


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("an archive that unpacks to too much", "unpacks to more than"),
        ("a workbook with a cell far away", "too large"),
        ("a workbook that repeats a long text", "too large"),
        ("one endless line", "longer than"),
    ],
)
def test_what_is_too_much_is_refused_before_it_is_unfolded(kind, said):
    assert said in read_invoices(HOSTILE[kind], "list").problems[0].what


@pytest.mark.parametrize("encoding", ["nonsense", "base64", "rot13", "ascii", "utf-16"])
def test_an_encoding_that_does_not_fit(encoding):
    table = read_invoices(f"{HEAD}\n{GOOD.format(1)}\n".encode(), "list", encoding=encoding)
    assert table.problems
    assert not table.invoices


def test_a_million_complaints_are_not_listed():
    rows = "\n".join(["C1,A,1,2025-01-02,2025-02-01,EUR,x"] * 5000)
    assert len(read_invoices(f"{HEAD}\n{rows}".encode(), "list").problems) == MOST_COMPLAINTS + 1


def test_a_stream_remembers_little():
    rows = "\n".join(GOOD.format(number) for number in range(20_000))
    data = f"{HEAD}\n{rows}".encode()
    tracemalloc.start()
    count = sum(1 for _ in stream_invoices(data, "list"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 20_000
    assert peak < 6 * MEGABYTE


def test_a_formula_is_its_value_or_a_complaint_never_run():
    rows = [["C1", "x", 1, "2025-01-02", "2025-02-01", "EUR", "=1+1"]]
    (problem,) = read_invoices(workbook(rows), "list").problems
    assert problem.place == "row 2, column amount"
    text = f"{HEAD}\nC1,=cmd|' /C calc'!A0,1,2025-01-02,2025-02-01,EUR,=1+1"
    (problem,) = read_invoices(text.encode(), "list").problems
    assert problem.place == "row 2, column amount"


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
@example(b"\xef\xbb\xbf")
@example(b"\xff\xfe")
def test_any_bytes(data):
    table = read_invoices(data, "list")
    assert not table.invoices
    assert len(table.problems) == 1


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_good_list_with_bytes_changed(data):
    text = bytearray("\n".join([HEAD, *(GOOD.format(number) for number in range(5))]).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        text[data.draw(st.integers(0, len(text) - 1))] = data.draw(st.integers(0, 255))
    table = read_invoices(bytes(text), "list")
    assert all(isinstance(invoice.amount, int) for invoice in table.invoices)
    assert all(problem.place and problem.what for problem in table.problems)


def test_a_workbook_cut_at_every_so_many_bytes():
    whole = workbook(ROWS)
    for length in range(0, len(whole), 97):
        assert read_invoices(whole[:length], "list").problems


@pytest.mark.parametrize("seed", range(40))
def test_a_workbook_or_parquet_file_with_bytes_changed(seed, tmp_path):
    chance = random.Random(seed)
    for whole in (workbook(ROWS), parquet(tmp_path, "select 'C1' as customer_id, 10.00 as amount")):
        changed = bytearray(whole)
        for _ in range(5):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        table = read_invoices(bytes(changed), "list")
        assert table.problems or table.invoices
