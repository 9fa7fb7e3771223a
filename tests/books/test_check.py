"""``duebook check`` as a controller runs it, and the fingerprint that two runs are compared by."""

import pytest
from click.testing import CliRunner
from django.db import connection

from duebook.cli.check_command import command
from duebook.flows.verify import books_digest
from tests.books.story import Story


def check(*arguments: str):
    return CliRunner().invoke(command, arguments, catch_exceptions=False)


def edit(statement: str, *values: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.fixture
def books(transactional_db: None) -> Story:
    """Committed: the command connects by itself."""
    return live(Story.new())


def live(story: Story) -> Story:
    story.invoice("R1", "100.00")
    story.apply(story.receipt("60.00"), ("R1", "60.00"))
    return story


def test_sound_books_exit_with_0_and_say_what_was_looked_at(books):
    done = check()
    assert done.exit_code == 0
    assert "Acme (acme)" in done.output
    lines = {line.split("  ")[1]: line for line in done.output.splitlines()[1:]}
    assert lines["entries balance"].split()[-3:] == ["4", "rows", "ok"]
    assert lines["audit chain"].endswith("ok")
    assert done.stderr == ""


def test_an_edited_row_exits_with_1_and_says_what_to_do(books):
    edit("UPDATE ledger_openitem SET due_date = '2027-01-01'")
    done = check("--company", "acme")
    assert done.exit_code == 1
    assert "1 finding" in done.stdout
    assert "sealed rows: open item C1/R1 does not say what it said when it was recorded" in done.stderr
    assert "restore" in done.stderr


def test_a_company_that_does_not_exist_is_said(books):
    done = check("--company", "nobody")
    assert done.exit_code == 2
    assert "'nobody'" in done.stderr


def test_only_the_company_named_is_looked_at(books):
    other = live(Story.new("other"))
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE ledger_openitem SET due_date = '2027-01-01' WHERE company_id = %s", [other.company.pk]
        )
    assert check("--company", "acme").exit_code == 0
    assert check("--company", "other").exit_code == 1
    assert check().exit_code == 1


def test_two_runs_of_the_same_day_have_the_same_fingerprint(books):
    """Row ids differ; what was recorded and what stands does not."""
    twin = live(Story.new("twin"))
    assert books_digest(twin.company) == books_digest(books.company)
    assert check("--digest").output.split() == [
        "acme", *books_digest(books.company).split(), "twin", *books_digest(twin.company).split(),
    ]  # fmt: skip
    twin.invoice("R2", "1.00")
    assert books_digest(twin.company) != books_digest(books.company)


def test_a_changed_row_changes_the_fingerprint_without_any_event(books):
    before = books_digest(books.company).split()
    edit("UPDATE ledger_receipt SET unapplied = 1")
    after = books_digest(books.company).split()
    assert before[0] == after[0]
    assert before[1] != after[1]
