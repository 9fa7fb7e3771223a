"""Remittances in mails: in attachments of any format that is read, and in the words of the mail itself."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from duebook.core.banking import Remittance, RemittanceFile
from duebook.core.problems import Problem
from duebook.formats import mail
from duebook.formats.document import Page
from duebook.formats.reading import MOST_COMPLAINTS, Unreadable, shown

DEEPEST = 3
"""Mails within mails."""

ReadPart = Callable[[bytes], RemittanceFile]
ReadText = Callable[[Sequence[Page], str], RemittanceFile]
_SMALL = 20_000
"""Bytes of a picture under a mail that is a logo and no document."""


def read(data: bytes, name: str, read_part: ReadPart, read_text: ReadText) -> RemittanceFile:
    """Every remittance of a mail, each once, however often it is told. ``read_part`` reads an attachment,
    ``read_text`` the words of the mail (its second argument: the subject).

    Parts that hold no remittance are passed over in silence where others do.
    """
    try:
        message = mail.read(data)
    except Unreadable as error:
        return RemittanceFile("mail", (), (Problem(name, error.place or "header", str(error), error.todo),))
    found = [
        _within(read_part(one.data), f"attachment {shown(one.name, 80)}")
        for one in message.attachments
        if one.data.strip() and not (one.inline and len(one.data) < _SMALL)
    ]
    found += [read_text(message.pages, message.subject)] if message.pages else []
    telling = [one for one in found if one.remittances] or [one for one in found if one.format] or found
    problems = tuple(problem for one in telling for problem in one.problems)[:MOST_COMPLAINTS]
    if not telling:
        problems = (Problem(name, "text", "the mail is empty", "ask the sender what was paid"),)
    remittances = _each_once(one for file in telling for one in file.remittances)
    sender, sent_on = message.sender, message.sent_on
    brought = tuple(
        replace(one, sender=one.sender or sender, sent_on=one.sent_on or sent_on) for one in remittances
    )
    formats = dict.fromkeys(one.format for one in telling if one.format)
    return RemittanceFile(", ".join(["mail", *formats]), brought, problems)


def _within(found: RemittanceFile, where: str) -> RemittanceFile:
    """The same, with every place told as one within an attachment."""
    remittances = (
        replace(
            one,
            place=f"{where}, {one.place}",
            lines=tuple(replace(line, place=f"{where}, {line.place}") for line in one.lines),
        )
        for one in found.remittances
    )
    problems = (replace(problem, place=f"{where}, {problem.place}") for problem in found.problems)
    return RemittanceFile(found.format, tuple(remittances), tuple(problems))


def _each_once(remittances: Iterable[Remittance]) -> list[Remittance]:
    """The same payment told twice (a PDF and its list, a text and its PDF) is one: the first, with what only
    the other says of the payment."""
    kept: list[Remittance] = []
    for one in remittances:
        same = next((at for at, other in enumerate(kept) if _content(other) == _content(one)), None)
        if same is None:
            kept.append(one)
        else:
            kept[same] = _completed(kept[same], one)
    return kept


def _content(remittance: Remittance) -> tuple[object, ...]:
    lines = sorted((line.reference, line.amount is None, line.amount or 0) for line in remittance.lines)
    return remittance.currency, remittance.total, lines


def _completed(one: Remittance, other: Remittance) -> Remittance:
    return replace(
        one,
        payment_reference=one.payment_reference or other.payment_reference,
        payment_date=one.payment_date or other.payment_date,
        payer_name=one.payer_name or other.payer_name,
        payer_account=one.payer_account or other.payer_account,
    )
