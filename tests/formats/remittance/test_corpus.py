"""Real remittances, where the collection is present: read, or refused with what to do."""

from pathlib import Path

import pytest

from bench.corpus import corpus
from duebook.core.banking import RemittanceFile
from duebook.formats import remittance
from duebook.formats.reading import text_of
from duebook.formats.remittance.edifact import segments

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not corpus().is_dir(), reason="the collection of files is not here"),
]

EXACT = {"Example5_Wikipedia", "x12.820.issue140"}
"""Files whose documents add up to their payment; the others are anonymised by hand, and told."""


def found(pattern: str) -> dict[str, RemittanceFile]:
    paths = sorted(path for path in corpus().glob(pattern) if path.is_file())
    return {path.name: remittance.read(path.read_bytes(), path.name) for path in paths}


def test_every_820_is_read() -> None:
    files = found("x12/820/*/*")
    assert len(files) == 8
    for name, file in files.items():
        assert file.format == "X12 820", name
        assert len(file.remittances) == 1, name
        assert bool(file.problems) != any(part in name for part in EXACT), name


def test_every_remt_is_read() -> None:
    files = found("iso20022/remt.001.*/*/*")
    assert [(file.format, len(file.remittances)) for file in files.values()] == [
        ("remt.001", 0),
        ("remt.001", 1),
    ]


def test_nothing_else_of_the_collection_passes_for_a_remittance() -> None:
    others = ("csv", "xlsx", "ofx", "mt940", "bai2", "coda", "x12/810", "x12/835", "edifact")
    paths = [path for folder in others for path in (corpus() / folder).rglob("*") if path.is_file()]
    assert len(paths) > 100
    assert [path.name for path in paths if remittance.recognises(Path(path).read_bytes())] == []


def test_the_segments_of_every_interchange_are_told_apart() -> None:
    """No REMADV is in the collection: its invoices prove the separators, and that they are no remittance."""
    paths = [path for path in (corpus() / "edifact").rglob("*") if path.is_file()]
    assert len(paths) == 20
    for path in paths:
        text = text_of(path.read_bytes()).lstrip("\ufeff").strip()
        before_an_enclosed_file = text.partition("UNO+")[0]
        found = [segment[0][0] for segment in segments(before_an_enclosed_file)]
        assert {"UNB", "UNH", "UNT"} <= set(found), path.name
        assert all(len(name) == 3 and name.isalnum() for name in found), path.name
        assert [problem.todo != "" for problem in remittance.read(text.encode(), "f").problems]
