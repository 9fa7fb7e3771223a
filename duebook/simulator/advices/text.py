"""An advice in the body of a mail, as text; the layouts are those that software and people make."""

from collections.abc import Iterator

from duebook.simulator.advices.wording import Wording, printed, wording_of
from duebook.simulator.values import Advice, AdvisedLine, Company, MailBody


def in_text(advice: Advice, company: Company) -> MailBody:
    writes = wording_of(advice.payer)
    words = writes.words
    lines = [
        words["greeting"], "", words["intro"], "",
        *writes.pick(LAYOUTS)(advice, writes, company), "",
        words["closing"], advice.payer.payer_name,
    ]  # fmt: skip
    return MailBody("\n".join(line.rstrip() for line in lines) + "\n")


def _columns(advice: Advice, writes: Wording, company: Company) -> Iterator[str]:
    """A table of padded columns, the facts above, the total below a rule."""
    page = printed(advice, company)
    for label, value in page.facts:
        yield f"{label}: {value}"
    yield ""
    table = [page.heads, *page.rows]
    widths = [max(len(row[at]) for row in table) for at in range(len(page.heads))]
    for number, row in enumerate(table):
        cells = [
            cell.rjust(width) if at in (2, 3, 4) else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells)
        if number in (0, len(table) - 1):
            yield "-" * (sum(widths) + 2 * len(widths) - 2)
    yield f"{writes.words['total']}: {page.total}"


def _sentences(advice: Advice, writes: Wording, _: Company) -> Iterator[str]:
    """One line for each document, as a person writes it."""
    for line in advice.lines:
        paid = f"{writes.amount(line.paid, line.currency)} {line.currency}"
        yield f"- {line.number}: {paid}{_kept(line, writes)}"
    yield ""
    total = f"{writes.amount(advice.total, advice.currency)} {advice.currency}"
    yield f"{writes.words['total']} {total}, {writes.day(advice.paid_on)}, {advice.reference}"


def _kept(line: AdvisedLine, writes: Wording) -> str:
    if not line.reason:
        return ""
    kept = f" {writes.amount(line.deducted, line.currency)}" if line.deducted else ""
    return f" ({writes.reason(line)}{kept})"


def _blocks(advice: Advice, writes: Wording, _: Company) -> Iterator[str]:
    """A block of labelled values for each document."""
    words = writes.words
    for line in advice.lines:
        yield f"{words['number']}: {line.number}"
        yield f"{words['issued']}: {writes.day(line.issued)}"
        yield f"{words['gross']}: {writes.amount(line.gross, line.currency)} {line.currency}"
        if line.deducted:
            yield f"{words['deducted']}: {writes.amount(line.deducted, line.currency)} {line.currency}"
        if line.reason:
            yield f"{words['reason']}: {writes.reason(line)}"
        yield f"{words['paid']}: {writes.amount(line.paid, line.currency)} {line.currency}"
        yield ""
    yield f"{words['payment']}: {advice.reference}"
    yield f"{words['paid_on']}: {writes.day(advice.paid_on)}"
    yield f"{words['total']}: {writes.amount(advice.total, advice.currency)} {advice.currency}"


LAYOUTS = (_columns, _sentences, _blocks)
