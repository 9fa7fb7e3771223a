"""Which PostgreSQL the books are kept in: the one of ``DATABASE_URL``, else the embedded one."""

import os
from typing import Any

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from duebook.project import state
from duebook.project.embedded import OWNER, PORT, EmbeddedServer

WORDS = {"dbname": "NAME", "host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}


def embedded() -> EmbeddedServer | None:
    """The server of this machine, or ``None`` when ``DATABASE_URL`` names another one."""
    if os.environ.get("DATABASE_URL"):
        return None
    return EmbeddedServer(state.folder() / "postgresql")


def parameters() -> dict[str, Any]:
    """The entry for Django's ``DATABASES``. The embedded server starts with the first connection."""
    server = embedded()
    if server is None:
        return _named_server(os.environ["DATABASE_URL"])
    return {
        "ENGINE": "duebook.project.postgresql",
        "NAME": OWNER,
        "USER": OWNER,
        "HOST": str(server.sockets),
        "PORT": str(PORT),
        "CONN_HEALTH_CHECKS": True,
        "SERVER": server,
    }


def _named_server(url: str) -> dict[str, Any]:
    try:
        parts = dict(conninfo_to_dict(url))
    except ProgrammingError as wrong:
        raise ValueError(
            "DATABASE_URL is not understood; write it as postgresql://user:password@host:5432/database"
        ) from wrong
    known = {word: str(parts.pop(name)) for name, word in WORDS.items() if name in parts}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": parts,
        **known,
    }
