"""Whatever the bytes: an answer with Problems, never an exception, in bounded time and memory."""

import subprocess
import sys
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duebook.core.banking import StatementFile, entry_keys
from duebook.formats import bank
from tests.formats.bank.reading import SAMPLES
from tests.parts.damage import damaged

NAMES = sorted(path.name for path in SAMPLES.iterdir())
WHOLE = {name: (SAMPLES / name).read_bytes() for name in NAMES}
ENTRIES = {name: sum(len(s.entries) for s in bank.read(WHOLE[name], name).statements) for name in NAMES}


def sound(data: bytes) -> StatementFile:
    """Reads, and checks what must hold of any answer."""
    found = bank.read(data, "f")
    assert found.statements or found.problems
    assert all(problem.place and problem.what and problem.file == "f" for problem in found.problems)
    keys = entry_keys(*found.statements)
    assert len(keys) == len(set(keys))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_broken_off_after_every_line(name: str) -> None:
    lines = WHOLE[name].splitlines(keepends=True)
    for count in range(len(lines)):
        found = sound(b"".join(lines[:count]))
        assert sum(len(statement.entries) for statement in found.statements) <= ENTRIES[name]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "cp500"])
def test_in_another_encoding(name: str, encoding: str) -> None:
    text = WHOLE[name].decode("utf-8", errors="replace")
    sound(text.encode(encoding, errors="replace"))


HOSTILE = (
    [b"\x00", b"\xff\xfe", b"<", b">", b"&a;", b'"', b"\n", b",", b"9" * 400, b"1e999999999", b"-", b"]]>",
     b"NaN", b"00000000", b":61:", b":86:", b"88,", b"<Ntry>", b":1:", b"<STMTTRN>", b"\xc3", b"{1:"]
)  # fmt: skip


@settings(max_examples=1000, deadline=2000, suppress_health_check=[HealthCheck.too_slow])
@given(damaged([WHOLE[name] for name in NAMES], HOSTILE))
def test_damaged_files(data: bytes) -> None:
    sound(data)


@settings(max_examples=200, deadline=2000)
@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    sound(data)


MB = 1_000_000
LARGE: dict[str, tuple[bytes, bytes]] = {
    "zeros": (b"", b"\0"),
    "noise": (b"", bytes(range(256))),
    "one line": (b"", b"x"),
    "camt of nothing": (b"<Document><BkToCstmrStmt><Stmt>", b"<a/>"),
    "deep camt": (b"<BkToCstmrStmt>", b"<Stmt>"),
    "mt940 of text": (b":20:1\n:60F:C240301EUR0,\n:61:2403040304C1,NTRF\n:86:", b"/REMI/a?20+"),
    "mt940 of movements": (b":20:1\n:60F:C240301EUR0,\n", b":61:2403040304CX\n"),
    "ofx of tags": (b"<OFX>", b"<A"),
    "bai2 of commas": (b"01,a,b,240304,\n02,a,b,1,240304\n03,1,EUR", b","),
    "csv of commas": (b"Date,Amount,Currency\n", b","),
    "csv of quotes": (b'Date,Amount,Currency\n"', b",\n"),
}
"""How each begins, and what is then repeated to fill it."""


def large(case: str, size: int) -> bytes:
    beginning, piece = LARGE[case]
    return beginning + piece * (size // len(piece))


PROGRAM = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (3_500_000_000, 3_500_000_000))
from duebook.formats import bank
found = bank.read(sys.stdin.buffer.read(), "f")
print(len(found.problems), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.slow
@pytest.mark.parametrize("case", LARGE)
def test_a_hundred_megabytes_of_nonsense(case: str) -> None:
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input=large(case, 100 * MB),
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    problems, peak = map(int, done.stdout.split())
    assert 0 < problems <= 1001
    assert peak < 2_500_000, f"{peak} kB"
    assert time.monotonic() - began < 60


@pytest.mark.parametrize("case", LARGE)
def test_two_megabytes_of_nonsense_are_refused_quickly(case: str) -> None:
    began = time.process_time()
    assert bank.read(large(case, 2 * MB), "f").problems
    assert time.process_time() - began < 10
