"""What was read is only ever added."""

from django.db import migrations

TABLES = ("remittances_document", "remittances_remittanceline")
TRIGGERS = "".join(
    f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION duebook_append_only();\n"
    for table in TABLES
)
UNDO = "".join(f"DROP TRIGGER append_only ON {table};\n" for table in TABLES)


class Migration(migrations.Migration):
    dependencies = [("remittances", "0001_initial"), ("audit", "0002_append_only")]
    operations = [migrations.RunSQL(TRIGGERS, UNDO)]
