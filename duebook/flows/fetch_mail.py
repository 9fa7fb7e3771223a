"""Mails from a mailbox: each is kept once and read, and only then put away.

Whatever breaks, and wherever: a mail that is not kept yet is still new in the mailbox, and one that is kept
already is known by its content when it comes again.
"""

import logging
from contextlib import AbstractContextManager
from datetime import date, datetime
from email.header import decode_header, make_header
from email.parser import BytesHeaderParser
from typing import Protocol

from duebook.books.companies.models import Company
from duebook.core.problems import Problem
from duebook.flows.receive_files import Arrived, FileOutcome, receive_file

log = logging.getLogger(__name__)
_LONGEST = 120


class OpenMailbox(Protocol):
    """A mailbox's folder; messages have names of its own."""

    def new(self) -> list[str]: ...
    def fetch(self, uid: str) -> bytes | None: ...
    def put_away(self, uid: str) -> None: ...


class Mailbox(Protocol):
    """Where mails arrive: ImapMailbox, or a fake of it in tests."""

    def opened(self) -> AbstractContextManager[OpenMailbox]: ...


def fetch_mail(
    company: Company, mailbox: Mailbox, as_of: date, actor: str, now: datetime
) -> list[FileOutcome]:
    """Take in what is new in a mailbox. A mail that cannot be taken stays there, and the others go on."""
    outcomes = []
    with mailbox.opened() as folder:
        for uid in folder.new():
            data = folder.fetch(uid)
            if data is None:
                continue  # somebody else was quicker
            arrived = Arrived(name_of(data), data, as_of)
            try:
                outcomes.append(receive_file(company, arrived, actor, now))
            except Exception:
                log.exception("Message %s of the mailbox could not be taken in; it stays there.", uid)
                problem = Problem(
                    arrived.name, "mail", "could not be taken in", "see the log; it is tried again"
                )
                outcomes.append(FileOutcome(arrived.name, "refused", problems=(problem,)))
                continue
            folder.put_away(uid)
    return outcomes


def name_of(data: bytes) -> str:
    """A mail's subject as the name of a file: ``Payment advice 4711.eml``."""
    head = data[:65536].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    written = BytesHeaderParser().parsebytes(head)["Subject"] or ""
    try:
        subject = str(make_header(decode_header(written)))
    except (LookupError, ValueError):  # an unknown or wrong encoding
        subject = written
    printable = "".join(sign if sign.isprintable() else " " for sign in subject)
    return f"{' '.join(printable.split())[:_LONGEST] or 'mail'}.eml"
