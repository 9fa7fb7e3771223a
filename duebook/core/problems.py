"""What is wrong with an input, said so that a clerk can mend it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One located, plain-language complaint about an input.

    ``place`` says where inside the file: ``"line 12"``, ``"row 7, column amount"``,
    ``"Stmt[1]/Ntry[3]"``. ``what`` is wrong; ``todo`` is what the reader does next.
    """

    file: str
    place: str
    what: str
    todo: str = ""

    def __str__(self) -> str:
        tail = f"; {self.todo}" if self.todo else ""
        return f"{self.file}:{self.place}: {self.what}{tail}"
