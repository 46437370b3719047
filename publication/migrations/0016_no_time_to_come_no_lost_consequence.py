"""PostgreSQL: no submission lies in the future, where a recall of today would seem to be older; and a consequence
that is still to be carried out is neither rewritten nor deleted.

SQLite's share of this is `publication/triggers/`.
"""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION sixdegree_publication_candidate_of_now() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a candidate is submitted now or was before' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER publication_candidate_of_now BEFORE INSERT ON sixdegree_publication_candidate
    FOR EACH ROW WHEN (NEW.submitted_at > clock_timestamp()) EXECUTE FUNCTION sixdegree_publication_candidate_of_now();

CREATE FUNCTION sixdegree_publication_outbox_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a consequence is carried out as it was committed, not rewritten and not lost'
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER publication_outbox_kept BEFORE DELETE ON sixdegree_publication_outboxentry
    FOR EACH ROW WHEN (OLD.done_at IS NULL) EXECUTE FUNCTION sixdegree_publication_outbox_kept();
CREATE TRIGGER publication_outbox_as_committed BEFORE UPDATE ON sixdegree_publication_outboxentry
    FOR EACH ROW WHEN (OLD.kind <> NEW.kind OR OLD.payload <> NEW.payload)
    EXECUTE FUNCTION sixdegree_publication_outbox_kept();
"""
BACKWARDS = """
DROP FUNCTION sixdegree_publication_candidate_of_now() CASCADE;
DROP FUNCTION sixdegree_publication_outbox_kept() CASCADE;
"""


def run(sql):
    def operation(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(sql, params=None)

    return operation


class Migration(migrations.Migration):
    dependencies = [("sixdegree_publication", "0015_a_recall_ends_by_records")]
    operations = [migrations.RunPython(run(FORWARDS), run(BACKWARDS))]
