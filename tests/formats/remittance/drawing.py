"""Documents that payers draw, as small PDF files of our own: words at places, nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDE = {".": 278, ",": 278, " ": 278, "-": 333, "(": 333, ")": 333, ":": 278, "'": 191}
"""Widths of Helvetica (Adobe's metrics) in thousandths of its height; digits and most letters have 556."""

HEIGHT, WIDTH = 842, 595


@dataclass(frozen=True)
class Text:
    """``left`` or, where ``right`` is given, right-aligned; ``top`` counts down; points."""

    words: str
    top: float
    left: float = 0
    right: float | None = None
    size: float = 10

    def at(self) -> float:
        return self.left if self.right is None else self.right - width(self.words, self.size)


def width(words: str, size: float = 10) -> float:
    return sum(WIDE.get(sign, 556) for sign in words) * size / 1000


def pdf(pages: Sequence[Sequence[Text]], extra: str = "") -> bytes:
    """A PDF 1.4 with Helvetica in the Windows alphabet; ``extra`` goes into each page's dictionary."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
    objects.append(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
    kids = []
    for page in pages:
        content = b"BT\n" + b"".join(map(_shown, page)) + b"ET"
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Contents {len(objects)} 0 R"
            f"/Resources<</Font<</F1 3 0 R>>>>{extra}>>".encode()
        )
    objects[1] = f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(kids)}]>>".encode()
    return _file(objects)


def _shown(text: Text) -> bytes:
    words = text.words.encode("cp1252", "replace")
    for sign in (b"\\", b"(", b")"):
        words = words.replace(sign, b"\\" + sign)
    place = f"/F1 {text.size} Tf 1 0 0 1 {text.at():.2f} {HEIGHT - text.top:.2f} Tm ("
    return place.encode() + words + b") Tj\n"


def _file(objects: Sequence[bytes]) -> bytes:
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + trailer
