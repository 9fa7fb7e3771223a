"""Real files of banks, where the collection is present: no exception, nothing wrong in silence."""

import pytest

from bench.corpus import Reading, corpus, readings

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not corpus().is_dir(), reason="the collection of bank files is not here"),
]

LEAST_RIGHT = {
    "camt.052": 36, "camt.053": 43, "camt.054": 56, "MT940": 163, "MT942": 4, "BAI2": 4, "OFX": 57,
    "CODA": 18, "CFONB 120": 5, "Norma 43": 8,
}  # fmt: skip
"""Files whose number of movements and signed sum equal the blind count; the others are damaged and say so."""


@pytest.fixture(scope="module")
def found() -> list[Reading]:
    return list(readings(corpus()))


def test_nothing_deviates_in_silence(found: list[Reading]) -> None:
    assert [each.path.name for each in found if not each.agrees and not each.found.problems] == []


@pytest.mark.parametrize(("name", "least"), LEAST_RIGHT.items())
def test_files_read_right(found: list[Reading], name: str, least: int) -> None:
    assert sum(each.agrees for each in found if each.format == name) >= least


def test_every_file_is_read_or_refused_with_what_to_do(found: list[Reading]) -> None:
    for each in found:
        assert each.found.statements or each.found.problems, each.path.name
        assert all(problem.place and problem.todo for problem in each.found.problems), each.path.name
