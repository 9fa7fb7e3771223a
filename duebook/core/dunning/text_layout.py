"""A letter as plain text, with the table in aligned columns."""

from duebook.core.dunning.letter import ItemTable, LetterContent, Row


def as_text(content: LetterContent) -> str:
    """Paragraphs are not wrapped: mail programs wrap to the width of the screen; lines end in a line feed."""
    blocks = [
        content.greeting,
        *content.before,
        *(_table(table) for table in content.tables),
        *content.after,
        *_bank_details(content),
        "\n".join((content.closing, *content.signature)),
    ]
    return "\n\n".join(blocks) + "\n"


def _table(table: ItemTable) -> str:
    widths = [max(map(len, column)) for column in zip(table.header, *table.rows, strict=True)]
    lines = [_row(row, widths, table.figures_from) for row in (table.header, *table.rows)]
    total_width = sum(widths) + 2 * (len(widths) - 1)
    sums = [f"{label}  {amount}".rjust(total_width) for label, amount in table.sums]
    rule = "-" * total_width
    return "\n".join((lines[0], rule, *lines[1:], rule, *sums))


def _row(row: Row, widths: list[int], figures_from: int) -> str:
    cells = (
        cell.rjust(width) if column >= figures_from else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    return "  ".join(cells).rstrip()


def _bank_details(content: LetterContent) -> list[str]:
    if not content.bank_details:
        return []
    width = max(len(label) for label, _ in content.bank_details)
    lines = (f"{label + ':':<{width + 2}}{value}" for label, value in content.bank_details)
    return ["\n".join((content.bank_title, *lines))]
