"""Which encoding a text file is written in."""

import codecs

from duebook.formats.reading import Unreadable

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CHUNK = 1 << 20


def encoding_of(data: bytes) -> str:
    """The Python name of the encoding, by byte-order mark, validity and letters.

    Raises Unreadable when the bytes are no text, or text in two different readings.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    if b"\0" in data:
        raise Unreadable("the file is not text: it holds NUL bytes", "export it as CSV, XLSX or Parquet")
    return "utf-8" if _valid(data, "utf-8") else "cp1252"


def _valid(data: bytes, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(data), _CHUNK):
            decoder.decode(data[start : start + _CHUNK])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
