"""When the signer last proved who they are; on PostgreSQL a trigger holds it within 15 minutes of signing.

SQLite's share of this is `publication/triggers/`. Sign-offs from before keep their null.
"""

from django.db import migrations, models

REAUTHENTICATED = """
CREATE FUNCTION sixdegree_publication_signoff_reauthenticated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.reauthenticated_at IS NULL OR NEW.reauthenticated_at > NEW.at
        OR NEW.reauthenticated_at < NEW.at - interval '15 minutes' THEN
        RAISE EXCEPTION 'whoever signs has proved who they are within the last 15 minutes'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publication_signoff_reauthenticated BEFORE INSERT ON sixdegree_publication_signoff
    FOR EACH ROW EXECUTE FUNCTION sixdegree_publication_signoff_reauthenticated();
"""

BACKWARDS = """
DROP FUNCTION sixdegree_publication_signoff_reauthenticated() CASCADE;
"""


def run(sql):
    def operation(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(sql, params=None)

    return operation


class Migration(migrations.Migration):
    dependencies = [("sixdegree_publication", "0007_a_minor_has_two_signers")]
    operations = [
        migrations.AddField(
            model_name="signoff",
            name="reauthenticated_at",
            field=models.DateTimeField(
                null=True,
                help_text="When the signer last proved who they are. Null only in rows older than the rule.",
            ),
        ),
        migrations.RunPython(run(REAUTHENTICATED), run(BACKWARDS)),
    ]
