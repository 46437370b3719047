"""Published figures are public without anybody's signature, so the database takes no word among them.

SQLite's share of the rule on degrees is `payments/triggers.py`.
"""

from django.db import migrations, models

FORWARDS = """
ALTER TABLE sixdegree_payments_fundingsnapshot ADD CONSTRAINT snapshot_degrees CHECK (
    jsonb_typeof(degrees) = 'object' AND degrees - ARRAY['1', '2', '3', '4', '5', '6'] = '{}'::jsonb
    AND NOT jsonb_path_exists(degrees, '$.* ? (@.type() != "number")')
);
"""
BACKWARDS = "ALTER TABLE sixdegree_payments_fundingsnapshot DROP CONSTRAINT snapshot_degrees"


def run(sql):
    def operation(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(sql, params=None)

    return operation


class Migration(migrations.Migration):
    dependencies = [("sixdegree_payments", "0006_no_table_is_emptied")]
    operations = [
        migrations.AddConstraint(
            model_name="fundingsnapshot",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["open", "funded", "closed"])), name="snapshot_status"
            ),
        ),
        migrations.RunPython(run(FORWARDS), run(BACKWARDS)),
    ]
