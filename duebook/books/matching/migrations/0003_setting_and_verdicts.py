import django.db.models.deletion
from django.db import migrations, models

POSTED_UNTIL_NOW = """
UPDATE matching_proposal SET unattended = true
WHERE state = 'applied' AND decision IN ('auto', 'not_customer')
"""
APPEND_ONLY = "CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {} FOR EACH STATEMENT EXECUTE FUNCTION duebook_append_only()"
TABLES = ('matching_cashsetting', 'matching_verdict')


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0002_append_only'),
        ('companies', '0001_initial'),
        ('customers', '0001_initial'),
        ('ledger', '0002_append_only_and_balanced'),
        ('matching', '0002_situation'),
    ]

    operations = [
        migrations.CreateModel(
            name='CashSetting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64)),
                ('mode', models.CharField(choices=[('off', 'off'), ('suggest', 'suggest'), ('automatic', 'automatic')], max_length=10)),
                ('max_error', models.FloatField()),
                ('review_share', models.FloatField()),
                ('seed', models.CharField(blank=True, max_length=64)),
                ('set_at', models.DateTimeField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Verdict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64)),
                ('right', models.BooleanField()),
                ('source', models.CharField(choices=[('accepted', 'took it'), ('rejected', 'turned it down'), ('settled', 'decided about the receipt by hand'), ('undone', 'took an allocation back'), ('reviewed', 'looked at it again')], max_length=10)),
                ('given_at', models.DateTimeField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='proposal',
            name='for_review',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='proposal',
            name='unattended',
            field=models.BooleanField(default=False),
        ),
        migrations.AddIndex(
            model_name='proposal',
            index=models.Index(condition=models.Q(('for_review', True)), fields=['company', 'for_review'], name='drawn'),
        ),
        migrations.AddField(
            model_name='cashsetting',
            name='company',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='companies.company'),
        ),
        migrations.AddField(
            model_name='cashsetting',
            name='event',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.event'),
        ),
        migrations.AddField(
            model_name='verdict',
            name='event',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.event'),
        ),
        migrations.AddField(
            model_name='verdict',
            name='proposal',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='verdicts', to='matching.proposal'),
        ),
        migrations.RunSQL(POSTED_UNTIL_NOW, migrations.RunSQL.noop),
        *[migrations.RunSQL(APPEND_ONLY.format(table), f'DROP TRIGGER append_only ON {table}') for table in TABLES],
    ]
