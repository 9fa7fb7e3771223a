"""Real invoice lists, where they are present: every row is read."""

import os
from pathlib import Path

import pytest

from duebook.formats.table import read_applied, read_invoices

DATA = Path(os.environ.get("DUEBOOK_DATA", Path(__file__).parents[4] / "shared" / "data"))

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not DATA.is_dir(), reason="the collection of real files is not present"),
]


def lists(pattern: str) -> list[Path]:
    return sorted(DATA.glob(pattern)) if DATA.is_dir() else []


@pytest.mark.parametrize("path", lists("receivables/*.csv") + lists("cash/*/invoices.csv"), ids=str)
def test_every_invoice_is_read(path):
    data = path.read_bytes()
    table = read_invoices(data, path.name)
    assert not table.problems
    assert len(table.invoices) == data.count(b"\n") - 1


@pytest.mark.parametrize("path", lists("cash/*/applied.csv"), ids=str)
def test_every_past_allocation_is_read(path):
    data = path.read_bytes()
    table = read_applied(data, path.name)
    assert not table.problems
    assert len(table.allocations) == data.count(b"\n") - 1
