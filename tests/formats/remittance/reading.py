"""What the tests of remittances share."""

from pathlib import Path

from duebook.core.banking import Remittance, RemittanceFile
from duebook.formats import remittance

SAMPLES = Path(__file__).parent / "samples"
Lines = list[tuple[str, int | None, int, str]]


def read_sample(name: str, **manner: object) -> RemittanceFile:
    return remittance.read((SAMPLES / name).read_bytes(), name, **manner)  # type: ignore[arg-type]


def read_text(text: str, **manner: object) -> RemittanceFile:
    return remittance.read(text.encode(), "list.csv", **manner)  # type: ignore[arg-type]


def lines(found: Remittance) -> Lines:
    return [(line.reference, line.amount, line.deduction, line.reason) for line in found.lines]
