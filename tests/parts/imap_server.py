"""A small real IMAP server in a thread: the commands that reading a mailbox needs (RFC 3501, 6851, 4315).

It can be told to break off at a command, as servers and networks do.
"""

import re
import socketserver
import ssl
import threading
from base64 import b64decode
from dataclasses import dataclass, field
from typing import Any

from duebook.connectors.mailbox.imap import ImapMailbox

PASSWORD = "open sésame"


@dataclass
class Kept:
    """A message in a folder."""

    uid: int
    data: bytes
    flags: set[str] = field(default_factory=set)


class ImapServer:
    """``folders`` by name; ``breaks_at``: where the line goes dead, before or after it is done."""

    host = "127.0.0.1"

    def __init__(
        self, tls: ssl.SSLContext | None = None, capabilities: str = "MOVE UIDPLUS AUTH=PLAIN"
    ) -> None:
        self.folders: dict[str, list[Kept]] = {"INBOX": [], "Done": []}
        self.capabilities, self.tls = capabilities, tls
        self.breaks_at, self.breaks_before = "", False
        self.commands: list[str] = []
        self._uid = 0
        self._server = socketserver.ThreadingTCPServer((self.host, 0), _Conversation)
        self._server.daemon_threads = True
        self._server.mailbox = self  # type: ignore[attr-defined]
        self.port = int(self._server.server_address[1])
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def receives(self, data: bytes, folder: str = "INBOX") -> None:
        self._uid += 1
        self.folders[folder].append(Kept(self._uid, data))

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Dead(Exception):
    pass


class _Conversation(socketserver.StreamRequestHandler):
    def setup(self) -> None:
        self.mailbox: ImapServer = self.server.mailbox  # type: ignore[attr-defined]
        if self.mailbox.tls:
            self.request = self.mailbox.tls.wrap_socket(self.request, server_side=True)
        super().setup()
        self.selected = "INBOX"

    def handle(self) -> None:
        self._say("* OK ready")
        try:
            while line := self.rfile.readline().decode():
                tag, _, rest = line.strip().partition(" ")
                words = rest.split(" ", 2 if rest.upper().startswith("UID") else 1)
                verb = " ".join(words[:2]).upper() if words[0].upper() == "UID" else words[0].upper()
                argument = words[-1] if len(words) > 1 else ""
                self.mailbox.commands.append(verb)
                self._break(verb, before=True)
                answer = self._do(verb, argument)
                self._break(verb, before=False)
                self._say(f"{tag} {answer}")
                if verb == "LOGOUT":
                    return
        except (_Dead, OSError):
            return

    def _break(self, verb: str, before: bool) -> None:
        if verb == self.mailbox.breaks_at and before == self.mailbox.breaks_before:
            raise _Dead

    def _say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")

    def _do(self, verb: str, argument: str) -> str:
        known = {
            "CAPABILITY": self._capability, "AUTHENTICATE": self._authenticate, "LOGIN": self._login,
            "SELECT": self._select, "UID SEARCH": self._search, "UID FETCH": self._fetch,
            "UID STORE": self._store, "UID COPY": self._copy, "UID MOVE": self._move,
            "UID EXPUNGE": self._expunge, "LOGOUT": lambda _: "OK bye",
        }  # fmt: skip
        return known[verb](argument) if verb in known else "BAD unknown command"

    def _capability(self, _: str) -> str:
        self._say(f"* CAPABILITY IMAP4rev1 {self.mailbox.capabilities}")
        return "OK done"

    def _authenticate(self, _: str) -> str:
        self._say("+ ")
        *_, user, password = b64decode(self.rfile.readline()).decode().split("\0")
        return "OK done" if (user, password) == ("desk", PASSWORD) else "NO wrong"

    def _login(self, argument: str) -> str:
        return "OK done" if argument == f'desk "{PASSWORD}"' else "NO wrong"

    def _select(self, argument: str) -> str:
        name = argument.strip('"')
        if name not in self.mailbox.folders:
            return "NO there is no such folder"
        self.selected = name
        self._say(f"* {len(self._here())} EXISTS")
        return "OK [READ-WRITE]"

    def _here(self) -> list[Kept]:
        return self.mailbox.folders[self.selected]

    def _one(self, argument: str) -> Kept | None:
        uid = int(argument.split()[0])
        return next((kept for kept in self._here() if kept.uid == uid), None)

    def _search(self, argument: str) -> str:
        hidden = {{"UNSEEN": r"\Seen", "UNDELETED": r"\Deleted"}[word] for word in argument.split()}
        found = (str(kept.uid) for kept in self._here() if not kept.flags & hidden)
        self._say(f"* SEARCH {' '.join(found)}")
        return "OK done"

    def _fetch(self, argument: str) -> str:
        kept = self._one(argument)
        if kept:
            most = int(re.search(r"<0\.(\d+)>", argument)[1])  # type: ignore[index]
            data = kept.data[:most]
            self.wfile.write(
                f"* 1 FETCH (UID {kept.uid} BODY[]<0> {{{len(data)}}}\r\n".encode() + data + b")\r\n"
            )
        return "OK done"

    def _store(self, argument: str) -> str:
        kept = self._one(argument)
        if kept:
            kept.flags |= set(re.findall(r"\\\w+", argument))
        return "OK done"

    def _copy(self, argument: str) -> str:
        kept, target = self._one(argument), argument.split('"')[1]
        if target not in self.mailbox.folders:
            return "NO [TRYCREATE] there is no such folder"
        if kept:
            self.mailbox.receives(kept.data, target)
        return "OK done"

    def _move(self, argument: str) -> str:
        answer = self._copy(argument)
        return self._expunge(argument) if answer.startswith("OK") else answer

    def _expunge(self, argument: str) -> str:
        uid = int(argument.split()[0])
        self.mailbox.folders[self.selected] = [kept for kept in self._here() if kept.uid != uid]
        return "OK done"


def mailbox(server: ImapServer, **changes: Any) -> ImapMailbox:
    """The mailbox of the server, as the settings would describe it."""
    values = {"user": "desk", "password": PASSWORD, "tls": "none", "timeout": 5.0, **changes}
    return ImapMailbox(server.host, server.port, **values)
