"""Which encoding a text file is written in: by mark, by validity, and by which languages its letters spell.

One byte such as E8 is an è in western Europe and a č in central Europe. All its non-English letters together
mostly fit the alphabets of one reading only; where they fit both equally well, the file is refused.
"""

import codecs
import re
from itertools import combinations

from duebook.formats.reading import Unreadable, shown

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CHUNK = 1 << 20
_LOOKED_AT = 32 << 20
_WORDS = re.compile(rb"[A-Za-z]*[\x80-\xff]+[A-Za-z\x80-\xff]*")
_SINGLE_BYTE = ("cp1252", "cp1250", "iso8859-2")
"""Tried in this order; where two give the same text the first is as good as the other."""

_ALPHABETS = tuple(
    frozenset(letters)
    for letters in (
        "äöüß", "àâæçèéêëîïôœùûü", "àèéìíòóùú", "áéíñóúü", "àáâãçéêíóôõú", "àçèéíïòóúü",
        "æøåé", "äåöé", "áéíóúýðþæö", "éëïóöü", "ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž",
        "áéíóöőúüű", "čšž", "čćđšž", "ăâîșşțţ",
    )
)  # fmt: skip
"""German, French, Italian, Spanish, Portuguese, Catalan, Danish, Swedish, Icelandic, Dutch, Polish, Czech,
Slovak, Hungarian, Slovene, Croatian, Romanian."""

_STRANGERS = re.compile(
    r"[^\W\d_]([¤¦¨¬¯±²³¸¹¼½¾¿¢¥ˇ˘˛˙˝¡×÷\x80-\x9f])|([¤¦¨¬¯¹±³¸¾¼½¢¥ˇ˛÷×\x80-\x9f])[^\W\d_]"
)


def encoding_of(data: bytes) -> str:
    """The Python name of the encoding. Raises Unreadable for what is no text, or text in two readings."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    if b"\0" in data:
        return _without_mark(data)
    if _valid(data, "utf-8"):
        return "utf-8"
    return _single_byte(data)


def _without_mark(data: bytes) -> str:
    """UTF-16 that lost its mark has a NUL in nearly every other byte of its column names."""
    head = data[:400]
    for encoding, nuls in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        if nuls.count(0) > 0.8 * len(nuls) and head.count(0) == nuls.count(0) and _valid(data, encoding):
            return encoding
    line = data.count(b"\n", 0, data.index(b"\0")) + 1
    raise Unreadable("the file is not text: it holds a NUL byte", "export it as CSV or XLSX", f"line {line}")


def _single_byte(data: bytes) -> str:
    words = b" ".join(sorted(set(_WORDS.findall(data, 0, _LOOKED_AT))))
    readings: dict[str, str] = {}
    for encoding in _SINGLE_BYTE:
        if _valid(data, encoding) and (text := words.decode(encoding)) not in readings.values():
            readings[encoding] = text
    costs = {encoding: _cost(text) for encoding, text in readings.items()}
    best = [encoding for encoding in costs if costs[encoding] == min(costs.values(), default=0)]
    if len(best) == 1:
        return best[0]
    examples = " or ".join(f"{shown(_telling(words, encoding, best))} ({encoding})" for encoding in best)
    raise Unreadable(
        f"the text can be read in more than one encoding: {examples}" if best else "the file is not text",
        "save the file as UTF-8, or name the encoding (--encoding)",
    )


def _telling(words: bytes, encoding: str, others: list[str]) -> str:
    """The first word that the readings spell differently, as this encoding spells it."""
    apart = (word for word in words.split() if len({word.decode(other) for other in others}) > 1)
    return next(apart, b"").decode(encoding)


def _cost(text: str) -> int:
    """How many languages it takes to spell the text, and ten for every kind of sign that no word holds."""
    letters = frozenset(character for character in text.lower() if character.isalpha() and character > "\x7f")
    strangers = {found for pair in _STRANGERS.findall(text) for found in pair if found}
    unknown = letters - frozenset().union(*_ALPHABETS)
    return _languages(letters - unknown) + 10 * (len(strangers) + len(unknown))


def _languages(letters: frozenset[str]) -> int:
    for count in range(4):
        if any(letters <= frozenset().union(*some) for some in combinations(_ALPHABETS, count)):
            return count
    return 4


def _valid(data: bytes, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(data), _CHUNK):
            decoder.decode(data[start : start + _CHUNK])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
