"""Events are only ever added."""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION duebook_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: a mistake is reversed, never edited', TG_TABLE_NAME;
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION duebook_append_only();
"""
UNDO = """
DROP TRIGGER append_only ON audit_event;
DROP FUNCTION duebook_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(FUNCTION, UNDO)]
