"""The same thing twice in one file: harmless when both rows say the same, a Problem when they do not."""

from array import array
from collections.abc import Hashable
from typing import Literal

from duebook.core.problems import Problem


class Repeats:
    """Remembers by hash alone what was seen: a million rows take some 100 MB, not the rows again."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._places: dict[int, int] = {}
        self._rows = array("q")
        self._contents = array("q")

    def check(
        self, row: int, thing: str, identity: Hashable, content: Hashable
    ) -> Problem | Literal["same"] | None:
        """None for the first of its kind, "same" for an exact repetition, a Problem for a contradiction."""
        place = self._places.setdefault(hash(identity), len(self._rows))
        if place == len(self._rows):
            self._rows.append(row)
            self._contents.append(hash(content))
            return None
        if self._contents[place] == hash(content):
            return "same"
        return Problem(
            self._file, f"row {row}",
            f"{thing} stands already in row {self._rows[place]} with other content; that row was taken",
            "keep the right one of the two",
        )  # fmt: skip
