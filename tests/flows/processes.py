"""Duebook as its users run it: processes on books of their own, which tests start, kill and look into."""

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

BOOKS = "^(audit|banking|companies|customers|dunning|imports|ledger|matching|messaging|remittances)_"
Row = tuple[Any, ...]

BY_ITSELF = ("cash", "--mode", "automatic", "--draw", "known to the tests", "--now", "2025-05-08T05:00:00")
EARLIER = ("day", "--as-of", "2025-05-08", "--now", "2025-05-08T06:00:00")
"""The day on which the books of these tests begin: a week of files, letters waiting in the outbox."""


@dataclass
class Books:
    """Books at ``url``; ``environment`` names the mail server, if any."""

    url: str
    environment: dict[str, str] = field(default_factory=dict)

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """A `duebook` process, not waited for."""
        environment = {**os.environ, "DATABASE_URL": self.url, **self.environment}
        command = [sys.executable, "-m", "duebook", *arguments]
        return subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def run(self, *arguments: str, code: int = 0) -> str:
        """What `duebook` with these arguments prints; it must end with ``code``."""
        process = self.start(*arguments)
        out, err = process.communicate(timeout=120)
        assert process.returncode == code, f"{arguments} ended with {process.returncode}:\n{out}\n{err}"
        return out + err

    def ask(self, query: str) -> list[Row]:
        with psycopg.connect(self.url) as connection:
            return connection.execute(query).fetchall()  # type: ignore[call-overload]

    def execute(self, statement: str) -> None:
        """Write to the database behind Duebook's back."""
        with psycopg.connect(self.url) as connection:
            connection.execute(statement)  # type: ignore[call-overload]

    def by_mail(self, host: str, port: int) -> "Books":
        """The same books with a mail server."""
        return Books(self.url, {**self.environment, "SMTP_HOST": host, "SMTP_PORT": str(port)})

    def steps(self) -> int:
        """How far the books have come: events recorded, letters taken in hand and done with."""
        ((events, attempts, answers),) = self.ask(
            "SELECT (SELECT count(*) FROM audit_event), count(*), count(finished_at) FROM messaging_delivery"
        )
        return int(events + attempts + answers)

    def states(self) -> dict[str, str]:
        """The state of each message, by its Message-ID."""
        return dict(self.ask("SELECT message_id, state FROM messaging_message"))  # type: ignore[arg-type]

    def content(self) -> dict[str, list[Row]]:
        """Every row of the books but the attempts to send, with row ids replaced by their place in line:
        an attempt to write that was killed uses up ids."""
        names = self.ask(f"SELECT tablename FROM pg_tables WHERE tablename ~ '{BOOKS}' ORDER BY 1")
        tables = {name: self._table(name) for (name,) in names}
        places = {name: {row["id"]: at for at, row in enumerate(rows)} for name, rows in tables.items()}
        for table, column, target in self.ask(FOREIGN_KEYS):
            for row in tables.get(table, ()):
                row[column] = places.get(target, {}).get(row[column])
        tables.pop("messaging_delivery")
        return {name: [_without_state(name, row) for row in rows] for name, rows in tables.items()}

    def _table(self, name: str) -> list[dict[str, Any]]:
        with psycopg.connect(self.url, row_factory=psycopg.rows.dict_row) as connection:
            query = sql.SQL("SELECT * FROM {} ORDER BY id").format(sql.Identifier(name))
            return connection.execute(query).fetchall()


FOREIGN_KEYS = """
SELECT c.conrelid::regclass::text, a.attname::text, c.confrelid::regclass::text
FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
WHERE c.contype = 'f'
"""


def _without_state(table: str, row: dict[str, Any]) -> Row:
    """Whether a letter is known to have arrived may differ; that is looked at for itself."""
    hidden = {"id"} | ({"state"} if table == "messaging_message" else set())
    return tuple(value for name, value in row.items() if name not in hidden)


def copy_of(url: str, template: str, name: str) -> str:
    """A new database ``name`` with the content of ``template``, on the server of ``url``."""
    with psycopg.connect(url, autocommit=True) as connection:
        query = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        connection.execute(query.format(sql.Identifier(name), sql.Identifier(template)))
    return address(url, name)


def drop(url: str, name: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def address(url: str, name: str) -> str:
    """The address of another database on the server of ``url``."""
    parts = psycopg.conninfo.conninfo_to_dict(url)
    return "postgresql://{user}@/{name}?host={host}&port={port}".format(name=name, **parts)


def write_inbox(folder: Path, customers: int, days: int) -> Path:
    """The files of a simulated company from 2025-05-01 on; master data and rates come on the first day."""
    from datetime import date, timedelta

    from duebook.simulator import COMPANY, simulate, write_days

    start = date(2025, 5, 1)
    for _ in write_days(simulate(5, customers, start, start + timedelta(days)), COMPANY, folder):
        pass
    for name in ("customers.csv", "rates.csv"):
        (folder / name).rename(folder / "inbox" / str(start) / name)
    return folder / "inbox"
