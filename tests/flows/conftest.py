"""Books that tests may kill."""

import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest

from tests.flows.processes import BY_ITSELF, EARLIER, Books, address, copy_of, drop, write_inbox

NUMBERS = count()


@pytest.fixture(scope="session")
def server() -> str:
    """The address of the PostgreSQL server that this test run has to itself."""
    from django.db import connection

    connection.settings_dict["SERVER"].ensure()
    parameters = connection.get_connection_params()
    return "postgresql://{user}@/postgres?host={host}&port={port}".format(**parameters)


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two weeks of the files of a company with 20 customers."""
    return write_inbox(tmp_path_factory.mktemp("company"), customers=20, days=14)


@pytest.fixture(scope="module")
def week(server: str, inbox: Path) -> Iterator[str]:
    """The name of a database with a first week in it, whose letters still wait in the outbox."""
    name = f"week_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[call-overload]
    books = Books(address(server, name))
    books.run("init", "--company", str(inbox.parent / "company.toml"))
    books.run(*BY_ITSELF)
    books.run(*EARLIER, "--inbox", str(inbox), "--no-mail")
    yield name
    drop(server, name)


@pytest.fixture
def new_books(server: str, week: str) -> Iterator[Callable[[], Books]]:
    """Makes books with that first week in them."""
    names = []

    def make() -> Books:
        names.append(f"books_{os.getpid()}_{next(NUMBERS)}")
        return Books(copy_of(server, week, names[-1]))

    yield make
    for name in names:
        drop(server, name)
