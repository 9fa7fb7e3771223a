import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_append_only"),
        ("companies", "0001_initial"),
        ("matching", "0003_setting_and_verdicts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Run",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("as_of", models.DateField()),
                ("policy", models.JSONField()),
                ("seen", models.JSONField()),
                ("engine", models.JSONField()),
                (
                    "company",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="companies.company"),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="audit.event"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.RunSQL(
            "CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON matching_run FOR EACH STATEMENT EXECUTE FUNCTION duebook_append_only()",
            "DROP TRIGGER append_only ON matching_run",
        ),
    ]
