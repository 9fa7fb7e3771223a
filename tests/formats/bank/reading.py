"""What the tests of bank files share."""

from pathlib import Path

from duebook.core.banking import BankEntry, StatementFile
from duebook.formats import bank

SAMPLES = Path(__file__).parent / "samples"


def read_sample(name: str, **manner: object) -> StatementFile:
    return bank.read((SAMPLES / name).read_bytes(), name, **manner)  # type: ignore[arg-type]


def told(entry: BankEntry, *names: str) -> dict[str, object]:
    """The entry's values that are not empty; only the named ones when names are given."""
    values = {name: getattr(entry, name) for name in names or entry.__slots__}
    return {name: value for name, value in values.items() if value not in ("", (), 0, None)}


def amounts(found: StatementFile) -> list[int]:
    return [entry.amount for statement in found.statements for entry in statement.entries]
