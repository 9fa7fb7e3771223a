"""``duebook kpis``: files in, files out."""

import subprocess
import sys

import pytest
from click.testing import CliRunner

from duebook.cli import duebook
from tests.cli.examples import ROOT, csv_blocks

LIST, FIGURES = csv_blocks("docs/algorithms/kpis.md")
QUARTER = ("--from", "2025-01-01", "--to", "2025-03-31")


def run(*arguments, stdin=None):
    return CliRunner().invoke(duebook, ["kpis", "--invoices", "-", "--out", "-", *arguments], input=stdin)


def test_the_worked_example_of_the_documentation():
    done = run(*QUARTER, stdin=LIST)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == FIGURES


def test_a_period_without_sales_has_blanks_not_noughts():
    done = run("--from", "2025-06-01", "--to", "2025-06-30", stdin=LIST)
    figures = done.stdout.splitlines()[1].split(",")
    assert figures[3:7] == ["0.00", "45999.00", "45999.00", "45999.00"]
    assert figures[7:9] == ["", ""]
    assert figures[10:12] == ["", ""]


def test_before_the_first_document_there_is_no_row():
    assert run("--from", "2020-01-01", "--to", "2020-12-31", stdin=LIST).stdout.count("\n") == 1


@pytest.mark.parametrize(
    ("period", "said"),
    [(("2025-03-31", "2025-01-01"), "before it begins"), (("2025-13-01", "2025-01-01"), "2025-12-31")],
)
def test_a_period_that_is_none(period, said):
    done = run("--from", period[0], "--to", period[1], stdin=LIST)
    assert done.exit_code == 2
    assert said in done.stderr


def test_the_command_needs_no_web_framework_and_its_help_no_numbers(tmp_path):
    (tmp_path / "invoices.csv").write_text(LIST)
    told = [*QUARTER, "--invoices", f"{tmp_path}/invoices.csv", "--out", f"{tmp_path}/kpis.csv"]
    for arguments, forbidden in ((told, "django"), (["--help"], "numpy")):
        code = f"""
import sys
from duebook.cli import duebook
try:
    duebook(["kpis", *{arguments!r}])
finally:
    assert {forbidden!r} not in sys.modules
"""
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
