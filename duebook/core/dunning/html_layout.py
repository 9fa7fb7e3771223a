"""A letter as HTML that survives mail programs: tables, inline styles, nothing fetched, all escaped."""

from html import escape

from duebook.core.dunning.letter import ItemTable, LetterContent, Row

_FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
_PARAGRAPH = "margin:0 0 16px;font-size:15px;line-height:1.55;color:#1f2933"
_HEAD = "padding:8px 6px;font-size:12px;font-weight:600;color:#52606d;border-bottom:2px solid #cbd2d9"
_CELL = "padding:8px 6px;font-size:13px;color:#1f2933;border-bottom:1px solid #e4e7eb;vertical-align:top"
_SUM = "padding:8px 6px;font-size:13px;color:#1f2933;text-align:right;white-space:nowrap"
_TO_PAY = "padding:10px 6px;font-size:15px;font-weight:700;color:#102a43;text-align:right;white-space:nowrap"
_SHEET = "max-width:640px;background:#ffffff;border:1px solid #d9e2ec;border-radius:6px"
_BANK_BOX = "width:100%;background:#f0f4f8;border-radius:4px;margin:0 0 20px"
_BANK_LABEL = "padding:3px 16px 3px 0;font-size:13px;color:#52606d;vertical-align:top;text-align:left"
_BANK_VALUE = "padding:3px 0;font-size:14px;font-weight:600;color:#102a43;text-align:left"
_PLAIN_TABLE = 'role="presentation" cellpadding="0" cellspacing="0" border="0"'


def as_html(content: LetterContent) -> str:
    """A whole HTML document, 640 pixels at most, with the language marked for screen readers."""
    body = "\n".join(
        (
            *(_paragraph(text) for text in (content.greeting, *content.before)),
            *(_table(table) for table in content.tables),
            *(_paragraph(text) for text in content.after),
            *_bank_details(content),
            _signature(content),
        )
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{content.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f"<title>{escape(content.subject)}</title>\n</head>\n"
        f'<body style="margin:0;padding:0;background:#f0f4f8;{_FONT}">\n'
        f'<table {_PLAIN_TABLE} width="100%" style="background:#f0f4f8"><tr><td align="center" '
        'style="padding:24px 8px">\n'
        f'<table {_PLAIN_TABLE} width="100%" style="{_SHEET}"><tr>'
        '<td style="padding:28px 24px;text-align:left">\n'
        f"{body}\n</td></tr></table>\n</td></tr></table>\n</body>\n</html>\n"
    )


def _paragraph(text: str) -> str:
    return f'<p style="{_PARAGRAPH}">{escape(text)}</p>'


def _table(table: ItemTable) -> str:
    rows = [_row("th", _HEAD, table.header, table.figures_from, ' scope="col"')]
    rows += [_row("td", _CELL, row, table.figures_from) for row in table.rows]
    rows += [_sum_row(row, len(table.header), _SUM) for row in table.sums[:-1]]
    rows.append(_sum_row(table.sums[-1], len(table.header), _TO_PAY))
    return (
        '<table cellpadding="0" cellspacing="0" border="0" width="100%" '
        'style="border-collapse:collapse;margin:0 0 20px">\n' + "\n".join(rows) + "\n</table>"
    )


def _row(tag: str, style: str, cells: Row, figures_from: int, attributes: str = "") -> str:
    figure = ";text-align:right;white-space:nowrap" if tag == "td" else ";text-align:right"
    return (
        "<tr>"
        + "".join(
            f'<{tag}{attributes} style="{style}{figure if column >= figures_from else ";text-align:left"}">'
            f"{escape(cell)}</{tag}>"
            for column, cell in enumerate(cells)
        )
        + "</tr>"
    )


def _sum_row(row: Row, columns: int, style: str) -> str:
    label, amount = row
    return (
        f'<tr><td colspan="{columns - 1}" style="{style}">{escape(label)}</td>'
        f'<td style="{style}">{escape(amount)}</td></tr>'
    )


def _bank_details(content: LetterContent) -> list[str]:
    if not content.bank_details:
        return []
    rows = "\n".join(
        f'<tr><td style="{_BANK_LABEL}">{escape(label)}</td>'
        f'<td style="{_BANK_VALUE}">{escape(value)}</td></tr>'
        for label, value in content.bank_details
    )
    title = f'<p style="margin:0 0 8px;font-size:14px;color:#1f2933">{escape(content.bank_title)}</p>'
    box = f'<table {_PLAIN_TABLE} style="{_BANK_BOX}"><tr><td style="padding:14px 16px">'
    return [f"{box}{title}\n<table {_PLAIN_TABLE}>\n{rows}\n</table></td></tr></table>"]


def _signature(content: LetterContent) -> str:
    name, *contact = content.signature
    lines = "<br>".join(escape(line) for line in contact)
    small = f'<p style="margin:0;font-size:12px;line-height:1.5;color:#52606d">{lines}</p>' if lines else ""
    return (
        f'{_paragraph(content.closing)}\n<p style="{_PARAGRAPH};font-weight:600">{escape(name)}</p>\n{small}'
    )
