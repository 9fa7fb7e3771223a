"""A PostgreSQL server like a company's own: over TCP, with a password, not started by Duebook."""

from pathlib import Path

from duebook.project.programs import Programs
from tests.parts.mail_server import free_port


class SecondPostgreSQL:
    """``url`` is what a company would write in DATABASE_URL."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "second"
        self.port = free_port()
        self.url = f"postgresql://accountant:p%40ss@127.0.0.1:{self.port}/postgres"
        self._programs = Programs.usable_by_the_server(folder)

    def start(self) -> None:
        password = self.folder / "password"
        password.write_text("p@ss\n")
        self.data.mkdir(mode=0o700)
        for path in (password, self.data):
            self._programs.give_to_server(path)
        who = ("-U", "accountant", "--auth=scram-sha-256", f"--pwfile={password}", "--no-sync")
        self._programs.run("initdb", "-D", str(self.data), "--encoding=UTF8", *who)
        options = f"-h 127.0.0.1 -p {self.port} -k '{self.data}' -F"
        log = str(self.data / "server.log")
        self._programs.run("pg_ctl", "start", "-w", "-D", str(self.data), "-l", log, "-o", options)

    def stop(self) -> None:
        if (self.data / "postmaster.pid").exists():
            self._programs.run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", str(self.data))
