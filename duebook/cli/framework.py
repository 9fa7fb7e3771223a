"""Commands that need the books load the web framework when they run, not when they are listed."""

from collections.abc import Iterator
from contextlib import contextmanager

import django

from duebook.cli.files import not_done


def load_framework() -> None:
    """Make models, settings and jobs usable."""
    django.setup()


@contextmanager
def connected() -> Iterator[None]:
    """A database that does not answer is said in plain words."""
    from django.db import OperationalError

    try:
        yield
    except OperationalError as wrong:
        not_done(f"The database does not answer. {wrong}\nCheck DATABASE_URL.")


def require_ready_books() -> None:
    """Connect, and stop with advice if the tables are not those of this version."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    with connected():
        plan = MigrationExecutor(connection)
        missing = plan.migration_plan(plan.loader.graph.leaf_nodes())
        connection.close()
    if missing:
        not_done("The books are not set up for this version. Run: duebook init")
