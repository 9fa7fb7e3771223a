"""A real mail server in a process of its own that can be told to misbehave.

    python mail_server.py FOLDER [MISCHIEF] [CERTIFICATE KEY]

It prints its port and keeps every mail that it took in FOLDER, one file each. With a certificate it
offers STARTTLS, or encrypts at once. MISCHIEF is one of the names in ``MISCHIEFS`` below.
"""

# ruff: noqa: N802 - aiosmtpd finds its handlers by these names
import asyncio
import os
import ssl
import sys
import time
from pathlib import Path

from aiosmtpd.smtp import SMTP

OK = "250 OK"


class Handler:
    def __init__(self, folder: Path, mischief: str) -> None:
        self.folder = folder
        self.mischief = mischief

    async def handle_MAIL(self, server, session, envelope, address, options):
        if self.mischief == "dies_before_data":
            os._exit(9)
        envelope.mail_from = address
        return "550 5.7.1 sender not welcome" if self.mischief == "refuses_sender" else OK

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.mischief == "refuses_recipient":
            return "550 5.1.1 no such person here"
        if self.mischief == "greylists":
            return "451 4.7.1 greylisted, come back later"
        envelope.rcpt_tos.append(address)
        return OK

    async def handle_DATA(self, server, session, envelope):
        if self.mischief == "refuses_content":
            return "554 5.6.0 not this content"
        if self.mischief == "too_busy_after_data":
            return "452 4.3.1 disk full"
        if self.mischief == "talks_nonsense":
            return "what? a letter?"
        kept = self.folder / f"{time.time_ns()}.eml"
        kept.write_bytes(f"X-Envelope-To: {envelope.rcpt_tos}\r\n".encode() + envelope.original_content)
        if self.mischief == "dies_after_data":
            os._exit(9)
        if self.mischief == "silent_after_data":
            await asyncio.sleep(60)
        return "250 2.0.0 kept"


class DiesWhileReading(SMTP):
    """Invites the mail and dies before it has read it."""

    async def smtp_DATA(self, arg):
        await self.push("354 go ahead")
        os._exit(9)


class ShutsTheDoor(SMTP):
    async def _handle_client(self):
        await self.push("554 no service here")
        self.transport.close()


MISCHIEFS = {
    **dict.fromkeys(("refuses_sender", "refuses_recipient", "greylists", "refuses_content"), SMTP),
    **dict.fromkeys(("dies_before_data", "dies_after_data", "silent_after_data"), SMTP),
    **dict.fromkeys(("too_busy_after_data", "talks_nonsense", "encrypts_at_once", ""), SMTP),
    "dies_while_reading": DiesWhileReading,
    "shuts_the_door": ShutsTheDoor,
}


async def serve(folder: Path, mischief: str, certificate: list[str]) -> None:
    tls = None
    if certificate:
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        tls.load_cert_chain(*certificate)
    kind, handler = MISCHIEFS[mischief], Handler(folder, mischief)
    outer, inner = (tls, None) if mischief == "encrypts_at_once" else (None, tls)
    server = await asyncio.get_running_loop().create_server(
        lambda: kind(handler, tls_context=inner, require_starttls=bool(inner)), "127.0.0.1", 0, ssl=outer
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), sys.argv[2], sys.argv[3:]))
