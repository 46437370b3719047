"""PostgreSQL: a recall ends only by a release of its own subject, of what was submitted after it.

SQLite's share of this is `publication/triggers/`.
"""

from django.db import migrations

LIFTED = """
CREATE FUNCTION sixdegree_publication_recall_lifted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM sixdegree_publication_release release
        JOIN sixdegree_publication_candidate candidate ON candidate.release_id = release.id
        WHERE release.id = NEW.lifted_by_id AND release.subject = NEW.subject
            AND candidate.subject = NEW.subject AND NEW.locale IN ('', candidate.locale)
    ) OR EXISTS (
        SELECT 1 FROM sixdegree_publication_candidate candidate
        WHERE candidate.release_id = NEW.lifted_by_id AND NEW.locale IN ('', candidate.locale)
            AND candidate.submitted_at < NEW.at
    ) THEN
        RAISE EXCEPTION 'a recall is lifted by a release of its subject, submitted after it'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publication_recall_lifted BEFORE UPDATE OF lifted_by_id ON sixdegree_publication_recall
    FOR EACH ROW WHEN (NEW.lifted_by_id IS NOT NULL AND NEW.lifted_by_id IS DISTINCT FROM OLD.lifted_by_id)
    EXECUTE FUNCTION sixdegree_publication_recall_lifted();
"""

BACKWARDS = """
DROP FUNCTION sixdegree_publication_recall_lifted() CASCADE;
"""


def run(sql):
    def operation(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(sql, params=None)

    return operation


class Migration(migrations.Migration):
    dependencies = [("sixdegree_publication", "0005_the_place_ledger_only_grows")]
    operations = [migrations.RunPython(run(LIFTED), run(BACKWARDS))]
