"""PostgreSQL: what each row alone allowed, and two together did not mean.

A recall ends where the records it hid were released again, not where a release row says so; whoever the review
record names as contributor does not sign; a signature is of this hour; no page goes by the id of a case.
SQLite's share of this is `publication/triggers/`.
"""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION sixdegree_publication_recall_answered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM sixdegree_publication_publicrecord record
        WHERE record.release_id = NEW.lifted_by_id AND record.subject = NEW.subject
            AND NEW.locale IN ('', record.locale)
    ) OR EXISTS (
        SELECT 1 FROM sixdegree_publication_publicrecord record
        LEFT JOIN sixdegree_publication_publicationterm term ON term.id = record.term_id
        WHERE (record.subject = NEW.subject AND NEW.locale IN ('', record.locale)
                OR NEW.locale = '' AND term.public_id = NEW.subject)
            AND record.release_id <> NEW.lifted_by_id
            AND NOT EXISTS (
                SELECT 1 FROM sixdegree_publication_recall other
                WHERE other.id <> NEW.id AND other.lifted_by_id IS NULL
                    AND other.subject IN (record.subject, term.public_id) AND other.locale IN ('', record.locale)
            )
    ) THEN
        RAISE EXCEPTION 'a recall is lifted where what it hid was released again or stays recalled'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publication_recall_answered BEFORE UPDATE OF lifted_by_id ON sixdegree_publication_recall
    FOR EACH ROW WHEN (NEW.lifted_by_id IS NOT NULL AND NEW.lifted_by_id IS DISTINCT FROM OLD.lifted_by_id)
    EXECUTE FUNCTION sixdegree_publication_recall_answered();

CREATE FUNCTION sixdegree_publication_signoff_of_now() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.at > clock_timestamp() OR NEW.at < clock_timestamp() - interval '15 minutes' THEN
        RAISE EXCEPTION 'a signature is of the moment it is written' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF EXISTS (
        SELECT 1 FROM sixdegree_publication_candidate WHERE id = NEW.candidate_id
            AND convert_from(review_bytes, 'UTF8')::jsonb -> 'contributors' @> to_jsonb(NEW.reviewer_id)
    ) THEN
        RAISE EXCEPTION 'nobody signs what the review record says they helped to write'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publication_signoff_of_now BEFORE INSERT ON sixdegree_publication_signoff
    FOR EACH ROW EXECUTE FUNCTION sixdegree_publication_signoff_of_now();

CREATE FUNCTION sixdegree_publication_record_own_id() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.kind <> 'case' AND EXISTS (
        SELECT 1 FROM sixdegree_publication_publicationterm WHERE public_id = NEW.subject
    ) OR EXISTS (
        SELECT 1 FROM sixdegree_publication_publicrecord other
        WHERE other.subject = NEW.subject
            AND (other.kind, other.term_id) IS DISTINCT FROM (NEW.kind, NEW.term_id)
    ) THEN
        RAISE EXCEPTION 'an id is one case''s, one update''s or one page''s'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publication_record_own_id BEFORE INSERT ON sixdegree_publication_publicrecord
    FOR EACH ROW EXECUTE FUNCTION sixdegree_publication_record_own_id();
"""
BACKWARDS = """
DROP FUNCTION sixdegree_publication_recall_answered() CASCADE;
DROP FUNCTION sixdegree_publication_signoff_of_now() CASCADE;
DROP FUNCTION sixdegree_publication_record_own_id() CASCADE;
"""


def run(sql):
    def operation(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(sql, params=None)

    return operation


class Migration(migrations.Migration):
    dependencies = [("sixdegree_publication", "0014_no_table_is_emptied")]
    operations = [migrations.RunPython(run(FORWARDS), run(BACKWARDS))]
