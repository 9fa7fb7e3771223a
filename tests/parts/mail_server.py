"""A real SMTP server in a process of its own, which can be told to misbehave as real ones do."""

import asyncio
import os
import smtplib
import socket
import subprocess
import sys
import time
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

from duebook.connectors.channel.postbox import KEPT, Clerk, Letter, Postbox, serve

MOODS = {
    "well": "keeps every letter",
    "refuses": "refuses every letter for good (550)",
    "later": "asks to try later (451)",
    "slow": "keeps every letter, and takes a fifth of a second for each",
    "dies before": "is killed before it has kept the letter",
    "dies after": "is killed when it has kept the letter and not yet said so",
}


class MoodyClerk(Clerk):
    """Looks up its mood in a file at every letter."""

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        mood = (self.postbox.folder / "mood").read_text()
        if mood == "refuses":
            return "550 5.7.1 no letters here"
        if mood == "later":
            return "451 4.3.0 come back later"
        if mood == "slow":
            await asyncio.sleep(0.2)
        if mood == "dies before":
            os._exit(9)
        self.postbox.keep(envelope)
        if mood == "dies after":
            os._exit(9)
        return KEPT


class MailServer:
    """Start it, kill it, change its mood, read what it got. Host and port stay the same."""

    host = "127.0.0.1"

    def __init__(self, folder: Path) -> None:
        self.postbox = Postbox(folder)
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        folder.mkdir(parents=True, exist_ok=True)
        self.be("well")

    def be(self, mood: str) -> None:
        """One of ``MOODS``, from the next letter on."""
        assert mood in MOODS, f"moods are {', '.join(MOODS)}"
        (self.postbox.folder / "mood").write_text(mood)

    def start(self) -> None:
        """Start it, or start it again, and wait until it answers."""
        command = [sys.executable, __file__, str(self.postbox.folder), str(self.port)]
        self._process = subprocess.Popen(command)
        deadline = time.monotonic() + 20
        while not self._answers():
            assert time.monotonic() < deadline, "the mail server does not answer"
            time.sleep(0.02)

    def kill(self) -> None:
        """As by kill -9."""
        if self._process:
            self._process.kill()
            self._process.wait()

    def letters(self) -> list[Letter]:
        """Everything it has kept, the oldest first."""
        return self.postbox.letters(at_most=1_000_000)[::-1]

    def _answers(self) -> bool:
        try:
            with smtplib.SMTP(self.host, self.port, timeout=5) as smtp:
                return smtp.noop()[0] == 250
        except OSError:
            return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    serve(MoodyClerk(Postbox(Path(sys.argv[1]))), MailServer.host, int(sys.argv[2]))
