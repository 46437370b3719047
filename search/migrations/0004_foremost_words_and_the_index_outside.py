from django.db import migrations, models

# What a record is named and filed by, apart: small enough to be looked at again without unpacking its story.
FOREMOST = """
ALTER TABLE sixdegree_search_indexedrecord ADD COLUMN foremost tsvector;
UPDATE sixdegree_search_indexedrecord SET foremost = ts_filter(vector, '{a,c}');
CREATE INDEX sixdegree_search_foremost ON sixdegree_search_indexedrecord USING gin (foremost);
"""
NO_FOREMOST = "ALTER TABLE sixdegree_search_indexedrecord DROP COLUMN foremost"


def on_postgresql(sql):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(sql, params=None)

    return run


class Migration(migrations.Migration):
    dependencies = [("sixdegree_search", "0003_what_is_public_is_to_be_indexed")]

    operations = [
        migrations.CreateModel(
            name="FollowedIndex",
            fields=[("name", models.CharField(max_length=255, primary_key=True, serialize=False))],
        ),
        migrations.RunPython(on_postgresql(FOREMOST), on_postgresql(NO_FOREMOST)),
    ]
