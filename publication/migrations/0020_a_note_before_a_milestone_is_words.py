"""A milestone's note before a hard part is a translation's own words, as its heading and narrative are."""

from django.db import migrations

FRAME = """
CREATE OR REPLACE FUNCTION sixdegree_publication_frame(content bytea) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT told - ARRAY['summary', 'content_note', 'title', 'body', 'storymap', 'milestones']
        || jsonb_build_object('milestones', (
            SELECT COALESCE(jsonb_agg(milestone - ARRAY[%s] ORDER BY place), '[]'::jsonb)
            FROM jsonb_array_elements(COALESCE(told -> 'milestones', '[]'::jsonb))
                WITH ORDINALITY AS listed (milestone, place)
        ))
    FROM (SELECT convert_from(content, 'UTF8')::jsonb AS told) AS whole
$$;
"""


def framing(*words):
    def operation(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            named = ", ".join(f"'{word}'" for word in words)
            schema_editor.execute(FRAME % named, params=None)

    return operation


class Migration(migrations.Migration):
    dependencies = [("sixdegree_publication", "0019_a_picture_is_named_as_a_picture")]
    operations = [
        migrations.RunPython(
            framing("heading", "narrative", "content_note"), framing("heading", "narrative")
        ),
    ]
