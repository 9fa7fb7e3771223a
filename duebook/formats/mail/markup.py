"""The text of an HTML mail as blocks of rows: innermost tables keep their cells, all else is lines."""

import re
from collections.abc import Iterator

from lxml import etree

from duebook.formats.document.typed import Row
from duebook.formats.reading import Element, Unreadable

MOST_CELLS = 200_000
_WIDEST_SPAN = 20
_BREAKS = frozenset({
    "address", "article", "blockquote", "br", "center", "dd", "div", "dl", "dt", "footer", "form", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_UNSPOKEN = frozenset({"head", "script", "style", "title", "template", "object", "noscript"})
_QUOTE = re.compile(r"\b(?:gmail_quote|yahoo_quoted|moz-cite-prefix|OLK_SRC_BODY_SECTION)\b")


def blocks_of(markup: str) -> list[list[Row]]:
    """Blocks from top to bottom; quoted messages are left out. Raises Unreadable for more than MOST_CELLS."""
    parser = etree.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", markup), parser)
    except (etree.XMLSyntaxError, ValueError):
        return []
    blocks: list[list[Row]] = []
    count = 0
    for block in _blocks(root) if root is not None else ():
        count += sum(map(len, block))
        if count > MOST_CELLS:
            raise Unreadable(f"the mail has more than {MOST_CELLS:,} cells", "send it as a list (CSV, XLSX)")
        blocks.append(block)
    return blocks


def _blocks(root: Element) -> Iterator[list[Row]]:
    spoken: list[str] = []
    skipped: Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if skipped is not None:
            if event == "end" and element is skipped:
                skipped = None
                spoken.append(element.tail or "")
            continue
        breaks = element.tag in _BREAKS
        if breaks:
            yield from _line(spoken)
            spoken = []
        if event == "end":
            spoken.append(element.tail or "")
        elif _is_unspoken(element):
            skipped = element
        elif element.tag == "table" and next(element.iterdescendants("table"), None) is None:
            yield [_row(row) for row in element.iter("tr")]
            skipped = element
        else:
            spoken.append(element.text or "")
    yield from _line(spoken)


def _is_unspoken(element: Element) -> bool:
    cited = element.tag == "blockquote" or _QUOTE.search(element.get("class") or element.get("id") or "")
    hidden = "display:none" in (element.get("style") or "").replace(" ", "").lower()
    return element.tag in _UNSPOKEN or bool(cited) or hidden


def _line(spoken: list[str]) -> Iterator[list[Row]]:
    text = " ".join("".join(spoken).split())
    if text:
        yield [[text]]


def _row(row: Element) -> Row:
    cells: list[str] = []
    for cell in row.iterchildren("td", "th"):
        cells.append(" ".join("".join(map(str, cell.itertext())).split()))
        cells += [""] * (_span(cell) - 1)
    return cells


def _span(cell: Element) -> int:
    told = cell.get("colspan") or "1"
    return min(int(told), _WIDEST_SPAN) if re.fullmatch(r"[1-9]\d{0,3}", told, re.ASCII) else 1
