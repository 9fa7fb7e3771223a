"""Which database: the embedded one, or the one of DATABASE_URL and then nothing of ours is started."""

import os
import subprocess
import sys

import pytest

from duebook.project import database

# fmt: off
ADDRESSES = [
    ("postgresql://ann:p%40ss@db.example:6543/books",
     {"NAME": "books", "USER": "ann", "PASSWORD": "p@ss", "HOST": "db.example", "PORT": "6543"}),
    ("postgresql://ann@db.example/books?sslmode=require",
     {"NAME": "books", "USER": "ann", "HOST": "db.example", "OPTIONS": {"sslmode": "require"}}),
    ("postgresql:///books?host=/run/postgresql",
     {"NAME": "books", "HOST": "/run/postgresql", "OPTIONS": {}}),
]
# fmt: on


@pytest.mark.parametrize(("url", "expected"), ADDRESSES)
def test_database_url_is_understood(monkeypatch, url, expected):
    monkeypatch.setenv("DATABASE_URL", url)
    parameters = database.parameters()
    assert parameters.pop("ENGINE") == "django.db.backends.postgresql"
    assert expected.items() <= parameters.items()
    assert database.embedded() is None


def test_a_wrong_database_url_says_how_to_write_it(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "db.example, user ann, password secret")
    with pytest.raises(ValueError, match="postgresql://user:password@host:5432/database") as wrong:
        database.parameters()
    assert "secret" not in str(wrong.value)


def duebook(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "duebook", *arguments]
    return subprocess.run(
        command, env={**os.environ, **environment}, capture_output=True, text=True, timeout=120
    )


def test_everything_runs_on_a_server_of_the_company_and_nothing_else_is_started(
    second_postgresql, short_folder
):
    place = {"DATABASE_URL": second_postgresql.url, "DUEBOOK_STATE": str(short_folder / "state")}
    first = duebook("init", **place)
    assert first.returncode == 0, first.stderr
    assert "127.0.0.1" in first.stdout
    assert duebook("init", **place).returncode == 0
    worked = duebook("worker", "--until-idle", **place)
    assert worked.returncode == 0, worked.stderr
    stopped = duebook("stop", **place)
    assert "DATABASE_URL" in stopped.stdout
    assert not (short_folder / "state" / "postgresql").exists()


def test_a_server_that_is_away_is_said_in_plain_words(second_postgresql, short_folder):
    second_postgresql.stop()
    place = {"DATABASE_URL": second_postgresql.url, "DUEBOOK_STATE": str(short_folder / "state")}
    tried = duebook("serve", **place)
    assert tried.returncode == 2
    assert "The database does not answer" in tried.stderr
    assert "Traceback" not in tried.stderr
    assert "p@ss" not in tried.stderr
