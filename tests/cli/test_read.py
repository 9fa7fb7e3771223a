"""``duebook read``: files in, lines out, problems on standard error, exit codes, quick start."""

import csv
import io
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from duebook.cli.read_command import COLUMNS, command

SAMPLES = Path(__file__).parents[1] / "formats/bank/samples"
CLEAN, DAMAGED = SAMPLES / "day.camt053.xml", SAMPLES / "sgml.ofx"


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_lines_of_a_statement(tmp_path: Path) -> None:
    out = tmp_path / "lines.csv"
    done = CliRunner().invoke(command, [str(CLEAN), "--out", str(out)])
    assert (done.exit_code, done.output) == (0, "")
    lines = rows(out.read_text(encoding="utf-8"))
    assert list(lines[0]) == list(COLUMNS)
    assert [(line["status"], line["amount"], line["kind"]) for line in lines] == [
        ("booked", "750.00", "credit"), ("booked", "100.50", "credit"), ("booked", "200.00", "credit"),
        ("booked", "-104.00", "return"), ("booked", "510.00", "credit"), ("booked", "-10.00", "charge"),
        ("pending", "99.00", "credit"),
    ]  # fmt: skip
    assert lines[0]["amounts_by_reference"] == "R-100=500.00|R-101=300.00|G-9=-50.00"
    assert (lines[4]["instructed_amount"], lines[4]["instructed_currency"]) == ("560.00", "USD")
    keys = [line["key"] for line in lines[:-1]]
    assert len(set(keys)) == 6
    assert lines[-1]["key"] == ""


def test_problems_are_told_with_file_and_line() -> None:
    done = CliRunner().invoke(command, [str(DAMAGED)])
    assert done.exit_code == 1
    assert len(rows(done.stdout)) == 2
    what = "the amount '$120' is not a number; ask the bank for a corrected file"
    assert done.stderr == f"{DAMAGED}:line 14, STMTTRN[3]: {what}\n"


def test_standard_input_and_output() -> None:
    done = CliRunner().invoke(command, ["-", "--out", "-"], input=CLEAN.read_bytes())
    assert (done.exit_code, len(rows(done.stdout))) == (0, 7)


def test_a_mapped_export(tmp_path: Path) -> None:
    export = tmp_path / "export.csv"
    export.write_text("Wann,Wieviel\n03/04/2024,1.50\n")
    told = ["--map", "Wann=booking_date", "--map", "Wieviel=amount", "--map", "EUR=currency"]
    done = CliRunner().invoke(command, [str(export), *told, "--date-format", "%d/%m/%Y"])
    assert [(line["booking_date"], line["amount"]) for line in rows(done.stdout)] == [("2024-04-03", "1.50")]


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["no-such-file.xml"], "cannot be read"),
        ([str(CLEAN), "--out", "no-such-folder/lines.csv"], "cannot be written"),
        ([str(CLEAN), "--map", "amount"], "not of the form theirs=ours"),
        ([str(Path(__file__))], "no row of column names"),
    ],
)
def test_what_cannot_be_done_says_why(arguments: list[str], what: str) -> None:
    done = CliRunner().invoke(command, arguments)
    assert done.exit_code == 2
    assert what in done.stderr


def test_nothing_is_left_of_a_result_that_could_not_be_written(tmp_path: Path) -> None:
    out = tmp_path / "lines.csv"
    out.mkdir()
    assert CliRunner().invoke(command, [str(CLEAN), "--out", str(out)]).exit_code == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["lines.csv"]


def test_a_link_stays_a_link_and_a_pipe_stays_a_pipe(tmp_path: Path) -> None:
    link, there, pipe = tmp_path / "link.csv", tmp_path / "there.csv", tmp_path / "pipe"
    link.symlink_to(there)
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    for out in (link, pipe):
        assert CliRunner().invoke(command, [str(CLEAN), "--out", str(out)]).exit_code == 0
    assert (link.is_symlink(), pipe.is_fifo()) == (True, True)
    assert os.read(reader, 1_000_000) == there.read_bytes() != b""
    os.close(reader)


def test_it_starts_quickly_and_without_the_web_framework() -> None:
    program = (
        "import sys; from duebook.cli import duebook\n"
        "try: duebook(['read', sys.argv[1]])\n"
        "except SystemExit: pass\n"
        "print('django' in sys.modules, file=sys.stderr)"
    )
    best = 9.0
    for _ in range(3):
        began = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-c", program, str(CLEAN)], capture_output=True, text=True, check=True
        )
        best = min(best, time.monotonic() - began)
    assert done.stderr.strip() == "False"
    assert best < 1.5, "half a second on an idle machine"
