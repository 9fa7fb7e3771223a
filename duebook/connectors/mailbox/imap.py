"""Reading a mailbox by IMAP (RFC 3501): what is new, message by message, and putting it away once it is kept.

Nothing is marked by reading. A message is put away only when its caller has kept it, so that whatever breaks
in between, it is there at the next visit.
"""

import imaplib
import re
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Literal

Tls = Literal["tls", "starttls", "none"]

LARGEST = 50 << 20
"""Bytes that are fetched of one message; what is longer is cut there, and no mail server sends it."""
MOST_AT_ONCE = 500
"""Messages of one visit; the others wait for the next."""

_HERE = {"localhost", "127.0.0.1", "::1"}
_NAME = re.compile(r"[\x20-\x7e]+")


class MailboxError(OSError):
    """The mailbox cannot be read now; the text says why and never holds the password."""


@dataclass(frozen=True, slots=True)
class ImapMailbox:
    """A folder of a mailbox. Messages not seen are new, and are marked as seen when they are kept; with
    ``move_to`` all messages are new, and are moved to that folder, so that people may read them as well.

    ``timeout`` in seconds for each step. ``trust`` replaces the system's certificates. Raises ValueError when
    the password would travel in the clear, or a folder's name is not written as the server writes it.
    """

    host: str
    port: int = 993
    user: str = ""
    password: str = field(default="", repr=False)
    folder: str = "INBOX"
    move_to: str = ""
    tls: Tls = "tls"
    timeout: float = 30.0
    trust: ssl.SSLContext | None = None

    def __post_init__(self) -> None:
        if self.tls == "none" and self.host not in _HERE:
            raise ValueError(f"the password would travel in the clear to {self.host}; use tls or starttls")
        for name in filter(None, (self.folder, self.move_to)):
            if not _NAME.fullmatch(name):
                raise ValueError(f"write the folder {name!r} in ASCII, as the server does (modified UTF-7)")

    @contextmanager
    def opened(self) -> Iterator["OpenMailbox"]:
        """The folder, open until the end of the block. Raises MailboxError for what server and network do."""
        try:
            server = self._connect()
        except (OSError, imaplib.IMAP4.error) as failure:
            if isinstance(failure, MailboxError):
                raise
            raise MailboxError(f"no connection to {self.host}:{self.port}: {failure}") from None
        try:
            yield OpenMailbox(server, self.folder, self.move_to)
        finally:
            with suppress(OSError, imaplib.IMAP4.error):
                server.logout()

    def _connect(self) -> "_Server":
        trust = self.trust or ssl.create_default_context()
        if self.tls == "tls":
            server: _Server = _TlsServer(self.host, self.port, ssl_context=trust, timeout=self.timeout)
        else:
            server = _Server(self.host, self.port, timeout=self.timeout)
        try:
            if self.tls == "starttls":
                server.starttls(trust)
            self._sign_in(server)
        except BaseException:
            server.shutdown()
            raise
        return server

    def _sign_in(self, server: "_Server") -> None:
        """By SASL PLAIN (RFC 4616) where the server knows it: passwords need not be ASCII there."""
        secret = f"\0{self.user}\0{self.password}".encode()
        try:
            if "AUTH=PLAIN" in server.capabilities:
                server.authenticate("PLAIN", lambda _: secret)
            else:
                server.login(self.user, self.password)
        except (imaplib.IMAP4.error, UnicodeError):
            raise MailboxError(
                f"{self.host} does not let {self.user!r} in: check user and password"
            ) from None


class OpenMailbox:
    """A folder that is open. Messages are named by their UID."""

    def __init__(self, server: "_Server", folder: str, move_to: str) -> None:
        self._server, self._move_to = server, _quoted(move_to) if move_to else ""
        self._ask(f"open the folder {folder}", server.select, _quoted(folder))

    def new(self) -> list[str]:
        """The messages that nobody has put away, oldest first, at most MOST_AT_ONCE."""
        wanted = ("UNDELETED",) if self._move_to else ("UNSEEN", "UNDELETED")
        data = self._ask("look for new messages", self._server.uid, "SEARCH", *wanted)
        found = {uid for line in data if isinstance(line, bytes) for uid in line.decode("ascii").split()}
        return sorted(filter(str.isdecimal, found), key=int)[:MOST_AT_ONCE]

    def fetch(self, uid: str) -> bytes | None:
        """The message as it is, up to LARGEST bytes, unmarked; None when it is there no more."""
        data = self._ask("read a message", self._server.uid, "FETCH", uid, f"(BODY.PEEK[]<0.{LARGEST}>)")
        return next((part[1] for part in data if isinstance(part, tuple)), None)

    def put_away(self, uid: str) -> None:
        """The message is kept elsewhere: it is new no more."""
        if not self._move_to:
            self._mark(uid, r"(\Seen)")
        elif "MOVE" in self._server.capabilities:
            self._ask("move a message", self._server.uid, "MOVE", uid, self._move_to)
        else:
            self._ask("copy a message", self._server.uid, "COPY", uid, self._move_to)
            self._mark(uid, r"(\Seen \Deleted)")
            if "UIDPLUS" in self._server.capabilities:
                self._ask("remove a message", self._server.uid, "EXPUNGE", uid)

    def _mark(self, uid: str, flags: str) -> None:
        self._ask("mark a message", self._server.uid, "STORE", uid, "+FLAGS.SILENT", flags)

    def _ask(self, what: str, command: Callable[..., tuple[str, list[Any]]], *values: str) -> list[Any]:
        """What the server answers to a command: lines, and pairs of a line and the bytes after it."""
        try:
            state, data = command(*values)
        except (OSError, imaplib.IMAP4.error) as failure:
            raise MailboxError(f"the mail server broke off when asked to {what}: {failure}") from None
        if state != "OK":
            told = data[0].decode("utf-8", "replace") if data and isinstance(data[0], bytes) else state
            raise MailboxError(f"the mail server does not {what}: {told}")
        return data


class _Server(imaplib.IMAP4):
    """May not send more at a time than was asked for."""

    def read(self, size: int) -> bytes:
        if size > LARGEST:
            raise self.abort(f"it sends {size} bytes at a time")
        return super().read(size)


class _TlsServer(_Server, imaplib.IMAP4_SSL):
    """The same with TLS from the start."""


def _quoted(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
