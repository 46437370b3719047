"""Reconciliations, each kept as it came out. SQLite's share of the triggers is `payments/triggers.py`."""

import django.db.models.functions.datetime
from django.db import migrations, models

TABLE = "sixdegree_payments_reconciliation"
FORWARDS = f"""
CREATE TRIGGER {TABLE}_immutable BEFORE UPDATE OR DELETE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION sixdegree_payments_refuse();
CREATE TRIGGER {TABLE}_not_emptied BEFORE TRUNCATE ON {TABLE}
    FOR EACH STATEMENT EXECUTE FUNCTION sixdegree_payments_not_emptied();
"""
BACKWARDS = f"""
DROP TRIGGER {TABLE}_immutable ON {TABLE};
DROP TRIGGER {TABLE}_not_emptied ON {TABLE};
"""


def run(sql):
    def operation(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(sql, params=None)

    return operation


class Migration(migrations.Migration):
    dependencies = [("sixdegree_payments", "0014_attempts_are_counted_for_an_hour")]
    operations = [
        migrations.CreateModel(
            name="Reconciliation",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("compared", models.IntegerField(default=0)),
                ("repaired", models.IntegerField(default=0)),
                ("findings", models.JSONField(default=list)),
                ("failed", models.TextField(blank=True)),
            ],
            options={"indexes": [models.Index(fields=["started_at"], name="reconciliation_started")]},
        ),
        migrations.RunPython(run(FORWARDS), run(BACKWARDS)),
    ]
