"""A translation made of a source that waits follows that candidate, and is never released before it.

SQLite's share of this is `publication/triggers/`.
"""

import django.db.models.deletion
from django.db import migrations, models

FOLLOWS = """
CREATE FUNCTION sixdegree_publication_frame(content bytea) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT told - ARRAY['summary', 'content_note', 'title', 'body', 'storymap', 'milestones']
        || jsonb_build_object('milestones', (
            SELECT COALESCE(jsonb_agg(milestone - ARRAY['heading', 'narrative'] ORDER BY place), '[]'::jsonb)
            FROM jsonb_array_elements(COALESCE(told -> 'milestones', '[]'::jsonb))
                WITH ORDINALITY AS listed (milestone, place)
        ))
    FROM (SELECT convert_from(content, 'UTF8')::jsonb AS told) AS whole
$$;

CREATE FUNCTION sixdegree_publication_candidate_follows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    named jsonb := convert_from(NEW.review_bytes, 'UTF8')::jsonb -> 'source';
BEGIN
    IF NEW.follows_id IS NULL THEN
        IF COALESCE(named ->> 'waits', 'false') = 'true' THEN
            RAISE EXCEPTION 'a candidate made of a waiting source follows it'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    ELSIF NOT EXISTS (
        SELECT 1 FROM sixdegree_publication_candidate source
        WHERE source.id = NEW.follows_id AND (source.kind, source.subject) = (NEW.kind, NEW.subject)
            AND source.locale <> NEW.locale AND source.digest = named ->> 'digest'
            AND source.superseded_at IS NULL AND source.release_id IS NULL
    ) THEN
        RAISE EXCEPTION 'a candidate follows the open candidate its review record names'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publication_candidate_follows BEFORE INSERT ON sixdegree_publication_candidate
    FOR EACH ROW EXECUTE FUNCTION sixdegree_publication_candidate_follows();

CREATE FUNCTION sixdegree_publication_record_follows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    source sixdegree_publication_candidate;
BEGIN
    SELECT followed.* INTO source FROM sixdegree_publication_candidate candidate
        JOIN sixdegree_publication_candidate followed ON followed.id = candidate.follows_id
        WHERE candidate.id = NEW.candidate_id;
    IF FOUND AND source.release_id IS NULL AND (
        source.superseded_at IS NOT NULL OR NOT EXISTS (
            SELECT 1 FROM sixdegree_publication_publicrecord record
            WHERE (record.kind, record.subject, record.locale) = (source.kind, source.subject, source.locale)
                AND sixdegree_publication_frame(record.bytes) = sixdegree_publication_frame(source.public_bytes)
        )
    ) THEN
        RAISE EXCEPTION 'a translation is released with the source it was made of, or after it'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publication_record_follows BEFORE INSERT OR UPDATE OF candidate_id, release_id
    ON sixdegree_publication_publicrecord
    FOR EACH ROW EXECUTE FUNCTION sixdegree_publication_record_follows();
"""

BACKWARDS = """
DROP FUNCTION sixdegree_publication_candidate_follows() CASCADE;
DROP FUNCTION sixdegree_publication_record_follows() CASCADE;
DROP FUNCTION sixdegree_publication_frame(bytea) CASCADE;
"""


def run(sql):
    def operation(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(sql, params=None)

    return operation


class Migration(migrations.Migration):
    dependencies = [("sixdegree_publication", "0011_a_campaign_ends_with_its_consent")]
    operations = [
        migrations.AddField(
            model_name="candidate",
            name="follows",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="followers",
                to="sixdegree_publication.candidate",
            ),
        ),
        migrations.RunPython(run(FOLLOWS), run(BACKWARDS)),
    ]
