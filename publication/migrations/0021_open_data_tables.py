"""A year's table: its bytes have their digest, are made before they are approved by another, and never change.

SQLite's share of this is `publication/triggers/`.
"""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

FORWARDS = """
ALTER TABLE sixdegree_publication_opendatatable ADD CONSTRAINT publication_open_data_digest
    CHECK (digest = encode(sha256(content), 'hex'));
CREATE TRIGGER publication_open_data_frozen BEFORE UPDATE OR DELETE ON sixdegree_publication_opendatatable
    FOR EACH ROW EXECUTE FUNCTION sixdegree_publication_frozen(
        'superseded_at', 'approved_at', 'approved_by_id', 'recalled_at'
    );
CREATE TRIGGER publication_open_data_not_emptied BEFORE TRUNCATE ON sixdegree_publication_opendatatable
    FOR EACH STATEMENT EXECUTE FUNCTION sixdegree_publication_not_emptied();

CREATE FUNCTION sixdegree_publication_open_data_made() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.approved_at IS NOT NULL OR NEW.superseded_at IS NOT NULL
        OR NEW.year >= extract(year FROM now() AT TIME ZONE 'UTC') THEN
        RAISE EXCEPTION 'a table is made of a year that is over, and before anybody approves it'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publication_open_data_made BEFORE INSERT ON sixdegree_publication_opendatatable
    FOR EACH ROW EXECUTE FUNCTION sixdegree_publication_open_data_made();

CREATE FUNCTION sixdegree_publication_open_data_by_another() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.approved_by_id = NEW.made_by_id OR NOT EXISTS (
        SELECT 1 FROM {user} person WHERE person.{key} = NEW.approved_by_id AND person.is_active
    ) THEN
        RAISE EXCEPTION 'a table is approved by an active account that did not make it'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publication_open_data_by_another BEFORE UPDATE ON sixdegree_publication_opendatatable
    FOR EACH ROW WHEN (NEW.approved_by_id IS DISTINCT FROM OLD.approved_by_id)
    EXECUTE FUNCTION sixdegree_publication_open_data_by_another();
"""
BACKWARDS = """
DROP FUNCTION sixdegree_publication_open_data_made() CASCADE;
DROP FUNCTION sixdegree_publication_open_data_by_another() CASCADE;
"""


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        user = apps.get_model(settings.AUTH_USER_MODEL)._meta
        names = {"user": user.db_table, "key": user.pk.column}
        quoted = {name: schema_editor.quote_name(table) for name, table in names.items()}
        schema_editor.execute(FORWARDS.format(**quoted), params=None)


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(BACKWARDS, params=None)


def person():
    return models.ForeignKey(
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("sixdegree_publication", "0020_a_note_before_a_milestone_is_words"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="OpenDataTable",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("content", models.BinaryField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "made_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("made_by", person()),
                ("superseded_at", models.DateTimeField(null=True)),
                ("approved_at", models.DateTimeField(null=True)),
                ("approved_by", person()),
                ("recalled_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["year"],
                        condition=models.Q(superseded_at=None),
                        name="publication_open_data_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(approved_at=None, approved_by=None, recalled_at=None)
                        | models.Q(
                            approved_at__isnull=False, approved_by__isnull=False, superseded_at=None
                        ),
                        name="publication_open_data_approved",
                    ),
                ]
            },
        ),
        migrations.RunPython(forwards, backwards),
    ]
