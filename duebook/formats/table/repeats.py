"""The same thing twice in one file: harmless when both rows say the same, refused when they do not."""

from array import array
from collections.abc import Hashable

from duebook.formats.reading import Unreadable


class Repeats:
    """Remembers by hash alone what was seen: a million rows take some 100 MB, not the rows again."""

    def __init__(self) -> None:
        self._places: dict[int, int] = {}
        self._rows = array("q")
        self._contents = array("q")

    def is_first(self, row: int, thing: str, identity: Hashable, content: Hashable) -> bool:
        """False for an exact repetition; raises Unreadable when an earlier row says something else."""
        place = self._places.setdefault(hash(identity), len(self._rows))
        if place == len(self._rows):
            self._rows.append(row)
            self._contents.append(hash(content))
            return True
        if self._contents[place] == hash(content):
            return False
        raise Unreadable(
            f"the {thing} stands already in row {self._rows[place]} with other content; that row was taken",
            "keep the right one of the two",
            f"row {row}",
        )
