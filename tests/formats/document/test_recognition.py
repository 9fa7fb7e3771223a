"""Scans and pictures, where character recognition is installed; and what is said where it is not."""

import io

import pypdfium2
import pytest

from duebook.formats import remittance
from duebook.formats.document import recognition
from tests.formats.remittance.advices import READ, ROWS, TOTAL, page
from tests.formats.remittance.drawing import pdf

needs_recognition = pytest.mark.skipif(not recognition.is_installed(), reason="duebook[ocr] is not installed")


def scanned(kind: str) -> bytes:
    """A picture of the paper, as PNG or as a PDF of nothing else."""
    picture = pypdfium2.PdfDocument(pdf([page([*ROWS, TOTAL])]))[0].render(scale=200 / 72).to_pil()
    stream = io.BytesIO()
    picture.save(stream, kind, dpi=(200, 200), resolution=200)
    return stream.getvalue()


@needs_recognition
@pytest.mark.parametrize("kind", ["PNG", "PDF"])
def test_a_scan_is_read_as_the_paper_is(kind: str) -> None:
    found = remittance.read(scanned(kind), "scan")
    (told,) = found.remittances
    assert [(line.reference, line.amount, line.deduction) for line in told.lines] == READ
    assert (told.total, told.payment_reference, told.doubt, found.problems) == (150000, "AV-4711", "", ())
    box = told.lines[0].box
    assert box is not None
    assert abs(box.left - 50) < 10, "in points, whatever the picture's resolution"


@pytest.mark.parametrize("slope", [0.0, 0.02, -0.02])
def test_a_page_that_lies_askew_is_straightened(slope: float) -> None:
    """Two words of one line, 400 pixels apart, come to stand at the same height."""
    left, right = [(0.0, 0.0), (100.0, slope * 100)], [(500.0, slope * 500), (600.0, slope * 600)]
    straight = recognition._straightened([left, right])
    assert max(abs(a[1] - b[1]) for a, b in zip(straight[0], straight[1], strict=True)) < 0.3


@pytest.mark.parametrize("kind", ["PNG", "PDF"])
def test_without_recognition_it_is_said_what_to_install(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "is_installed", lambda: False)
    found = remittance.read(scanned(kind), "scan")
    (problem,) = found.problems
    assert (found.remittances, problem.place) == ((), "page 1")
    assert "duebook[ocr]" in problem.todo
