"""Remittances: what payers say their payments are for.

Messages (ISO 20022 remt.001, X12 820, EDIFACT REMADV), lists, documents (PDF, pictures), mails, and what a
bank passes on (camt, BAI2 lockbox).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from duebook.core.banking import Remittance, RemittanceFile
from duebook.core.money import plain
from duebook.core.problems import Problem
from duebook.formats import mail
from duebook.formats.document import Page, pdf, picture
from duebook.formats.reading import Unreadable, head_of, shown
from duebook.formats.remittance import banked, lockbox, mailed, pages, remadv, remt, x12

if TYPE_CHECKING:
    from duebook.formats.table.records import Manner

LARGEST = 64 << 20
"""Bytes: a remittance for 100,000 documents has 50 MB as remt.001, the wordiest of the formats."""

MESSAGES = (remt, x12, remadv, lockbox)
"""One module per format of machines, in the order they are asked."""

_APPLY_BY_HAND = "the amounts per document are not believed; ask the payer for a corrected advice"


def recognises(data: bytes, mapping: Mapping[str, str] | None = None) -> bool:
    """Whether a file holds remittances and nothing else; a bank's camt.054 is a statement first."""
    if _is_document(data):
        return True
    head = head_of(data)
    if any(reader.recognises(head) for reader in MESSAGES) or mail.is_message(head):
        return True
    if head.startswith("<") or banked.recognises(head):
        return False
    from duebook.formats.remittance import columns

    return columns.recognises(data, mapping)


def read(
    data: bytes,
    name: str,
    mapping: Mapping[str, str] | None = None,
    date_format: str | None = None,
    decimal: str | None = None,
    encoding: str | None = None,
) -> RemittanceFile:
    """What a file of remittances says. Never raises for what the file holds: that is in ``problems``.

    ``name`` is only for messages. The rest is for lists and documents: ``mapping`` names their columns
    (``{"Zahlung": "paid"}``), ``date_format`` as in ``%d/%m/%Y``, ``decimal`` is the decimal mark,
    ``encoding`` where it is unclear.
    """
    from duebook.formats.table.records import Manner  # what reads tables takes longer to load than the others

    return _read(data, name, Manner(mapping, date_format, decimal, encoding), 0)


def _read(data: bytes, name: str, manner: "Manner", depth: int) -> RemittanceFile:
    if len(data) > LARGEST:
        return _refused(name, f"the file is larger than {LARGEST >> 20} MB", "split it into several files")
    if not data.strip():
        return _refused(name, "the file is empty", "ask the payer to send it again")
    if _is_document(data):
        return _document(data, name, manner)
    head = head_of(data)
    for reader in MESSAGES:
        if reader.recognises(head):
            return _checked(reader.read(data, name))
    if banked.recognises(head):
        return _checked(banked.read(data, name, head))
    if mail.is_message(head):
        return _mail(data, name, manner, depth)
    if head.startswith("<"):
        what = f"this XML file is no remittance; it begins with {shown(head)!r}"
        return _refused(name, what, "ask the payer for remt.001, X12 820 or a list")
    from duebook.formats.remittance import listed

    return _checked(
        listed.read(data, name, manner.mapping, manner.date_format, manner.decimal, manner.encoding)
    )


def _is_document(data: bytes) -> bool:
    return pdf.is_pdf(data) or picture.is_picture(data)


def _document(data: bytes, name: str, manner: "Manner") -> RemittanceFile:
    reader, kind = (pdf, "PDF") if pdf.is_pdf(data) else (picture, "picture")
    try:
        return _on(reader.pages_of(data), name, kind, manner)
    except Unreadable as error:
        return RemittanceFile(kind, (), (Problem(name, error.place or "page 1", str(error), error.todo),))


def _mail(data: bytes, name: str, manner: "Manner", depth: int) -> RemittanceFile:
    if depth > mailed.DEEPEST:
        return _refused(name, "a mail within mails, too deep", "forward the document itself")
    return mailed.read(
        data, name,
        lambda part: _read(part, name, manner, depth + 1),
        lambda words, subject: _on(words, name, "text", manner, subject),
    )  # fmt: skip


def _on(words: Sequence[Page], name: str, kind: str, manner: "Manner", about: str = "") -> RemittanceFile:
    return _checked(pages.read(words, name, kind, manner.mapping, manner.decimal, about))


def _checked(found: RemittanceFile) -> RemittanceFile:
    """The same, with a doubt and a Problem for each remittance whose lines do not add up to its total."""
    doubts = [_contradiction(remittance) for remittance in found.remittances]
    remittances = tuple(
        replace(one, doubt=one.doubt or doubt) for one, doubt in zip(found.remittances, doubts, strict=True)
    )
    problems = (
        Problem(one.file, one.place, doubt, _APPLY_BY_HAND)
        for one, doubt in zip(found.remittances, doubts, strict=True)
        if doubt
    )
    return RemittanceFile(found.format, remittances, (*found.problems, *problems))


def _contradiction(remittance: Remittance) -> str:
    amounts = [line.amount for line in remittance.lines if line.amount is not None]
    incomplete = not amounts or len(amounts) < len(remittance.lines)
    if remittance.total is None or incomplete or sum(amounts) == remittance.total:
        return ""
    added, total = plain(sum(amounts), remittance.currency), plain(remittance.total, remittance.currency)
    return f"the {len(amounts)} documents add up to {added}, the payment is {total}"


def _refused(name: str, what: str, todo: str) -> RemittanceFile:
    return RemittanceFile("", (), (Problem(name, "line 1", what, todo),))
