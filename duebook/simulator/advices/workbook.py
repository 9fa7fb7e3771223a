"""The smallest XLSX (ECMA-376) that spreadsheets open: one sheet of texts, numbers and days."""

import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

Cell = str | Decimal | date | None

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OPEN = "http://schemas.openxmlformats.org"
_MAIN = f'xmlns="{_OPEN}/spreadsheetml/2006/main"'
_RELATION = f"{_OPEN}/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_OPEN}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_OPEN}/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_OPEN}/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATION}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_RELATION}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook {_MAIN} xmlns:r="{_RELATION}"><sheets><sheet name="1" sheetId="1" r:id="rId1"/></sheets>'
        "</workbook>"
    ),
    "xl/styles.xml": (
        f'<styleSheet {_MAIN}><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="3"><xf/><xf numFmtId="4" applyNumberFormat="1"/>'
        '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
    ),
}  # fmt: skip
_EPOCH = date(1899, 12, 30)
"""Day 0 of spreadsheets, as it counts from March 1900 on."""


def xlsx(rows: Iterable[Sequence[Cell]]) -> bytes:
    """The file; the same rows give the same bytes."""
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in (*_PARTS.items(), ("xl/worksheets/sheet1.xml", _sheet(rows))):
            archive.writestr(ZipInfo(name), _HEAD + content, compress_type=ZIP_DEFLATED)
    return out.getvalue()


def _sheet(rows: Iterable[Sequence[Cell]]) -> str:
    lines = "".join(_row(number, row) for number, row in enumerate(rows, 1))
    return f"<worksheet {_MAIN}><sheetData>{lines}</sheetData></worksheet>"


def _row(number: int, row: Sequence[Cell]) -> str:
    cells = "".join(_cell(f"{chr(65 + at)}{number}", cell) for at, cell in enumerate(row))
    return f'<row r="{number}">{cells}</row>'


def _cell(place: str, cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'
    if isinstance(cell, date):
        return f'<c r="{place}" s="2"><v>{(cell - _EPOCH).days}</v></c>'
    return f'<c r="{place}" s="1"><v>{cell}</v></c>'
