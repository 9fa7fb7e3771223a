"""Entries and lines are only ever added, and what one statement adds to an entry balances."""

from django.db import migrations

TABLES = ("ledger_journalentry", "ledger_journalline", "ledger_openitemchange")
BALANCE = """
CREATE FUNCTION duebook_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wrong record;
BEGIN
    SELECT entry_id, currency, sum(amount) AS amount INTO wrong FROM added
        GROUP BY entry_id, currency HAVING sum(amount) <> 0 LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'entry % is out of balance by % %', wrong.entry_id, wrong.amount, wrong.currency;
    END IF;
    SELECT entry_id, sum(base) AS base INTO wrong FROM added GROUP BY entry_id HAVING sum(base) <> 0 LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'entry % is out of balance by % in company currency', wrong.entry_id, wrong.base;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER balanced AFTER INSERT ON ledger_journalline REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION duebook_balanced();
"""
UNDO_BALANCE = "DROP TRIGGER balanced ON ledger_journalline; DROP FUNCTION duebook_balanced();"


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial"), ("audit", "0002_append_only")]
    operations = [
        *[
            migrations.RunSQL(
                f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION duebook_append_only()",
                f"DROP TRIGGER append_only ON {table}",
            )
            for table in TABLES
        ],
        migrations.RunSQL(BALANCE, UNDO_BALANCE),
    ]
