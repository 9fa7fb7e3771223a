"""An advice as a table in an HTML mail; its plain part only says so."""

from collections.abc import Iterable
from html import escape

from duebook.simulator.advices.wording import Printed, printed, wording_of
from duebook.simulator.values import Advice, Company, MailBody

SPARED = (1, 2)
"""Columns that the sparing layout leaves out: day and amount of the invoice."""


def in_html(advice: Advice, company: Company) -> MailBody:
    page = printed(advice, company)
    return MailBody(html=wording_of(advice.payer).pick(LAYOUTS)(page))


def _wide(page: Printed) -> str:
    """All columns, and the facts in a table of their own."""
    facts = "".join(
        f"<tr><td>{escape(label)}</td><td>{escape(value)}</td></tr>" for label, value in page.facts
    )
    total = _row([page.words["total"], "", "", "", page.total, ""], "th")
    rows = [_row(page.heads, "th"), *(_row(row) for row in page.rows), total]
    return _mail(page, f"<table>{facts}</table><table border='1'>{''.join(rows)}</table>")


def _sparing(page: Printed) -> str:
    """A few columns as pasted from a spreadsheet."""
    table = [page.heads, *page.rows, (page.words["total"], "", "", "", page.total, "")]
    cells = "".join(_row(cell for at, cell in enumerate(row) if at not in SPARED) for row in table)
    return _mail(page, f"<table class=MsoNormalTable>{cells}</table>")


LAYOUTS = (_wide, _wide, _sparing)


def _row(cells: Iterable[str], tag: str = "td") -> str:
    return f"<tr>{''.join(f'<{tag}>{escape(cell)}</{tag}>' for cell in cells)}</tr>\n"


def _mail(page: Printed, tables: str) -> str:
    words = page.words
    return (
        f"<html><head><style>td {{ padding: 2pt }}</style></head><body><p>{escape(words['greeting'])}</p>"
        f"<p>{escape(words['intro'])}</p>{tables}<p>{escape(words['closing'])}<br>{escape(page.payer[0])}</p>"
        "</body></html>\n"
    )
