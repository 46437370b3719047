"""A picture is served as what it is and is never changed: another picture has another digest, and another row."""

from django.db import migrations, models

FINAL = """
CREATE FUNCTION sixdegree_publication_media_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a picture is never changed: another one has another digest'
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER publication_media_final BEFORE UPDATE ON sixdegree_publication_media
    FOR EACH ROW EXECUTE FUNCTION sixdegree_publication_media_final();
"""
BACKWARDS = "DROP FUNCTION sixdegree_publication_media_final() CASCADE;"


def run(sql):
    def operation(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(sql, params=None)

    return operation


class Migration(migrations.Migration):
    dependencies = [("sixdegree_publication", "0012_a_translation_follows_its_source")]
    operations = [
        migrations.AddConstraint(
            model_name="media",
            constraint=models.CheckConstraint(
                condition=models.Q(("content_type", "image/webp")), name="publication_media_is_a_picture"
            ),
        ),
        migrations.RunPython(run(FINAL), run(BACKWARDS)),
    ]
