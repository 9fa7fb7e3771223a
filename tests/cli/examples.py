"""Worked examples are run from the pages that show them."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def csv_blocks(page: str) -> list[str]:
    """The fenced CSV blocks of a page of the documentation, in order."""
    return re.findall(
        r"^```csv\n(.*?)^```", (ROOT / page).read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
