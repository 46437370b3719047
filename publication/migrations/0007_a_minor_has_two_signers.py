"""PostgreSQL: a candidate asks for no fewer signers than its review record says, and for two of a minor's story.

SQLite's share of this is `publication/triggers/`.
"""

from django.db import migrations

SIGNERS = """
CREATE FUNCTION sixdegree_publication_candidate_signers() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    review jsonb := convert_from(NEW.review_bytes, 'UTF8')::jsonb;
    disclosure jsonb := COALESCE(review -> 'disclosure', '{}');
BEGIN
    IF NEW.signers_required < COALESCE((review ->> 'signers_required')::integer, 1) THEN
        RAISE EXCEPTION 'a candidate asks for as many signers as its review record says'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.signers_required < 2 AND (
        COALESCE(disclosure ->> 'under_18_today', 'no') <> 'no' OR EXISTS (
            SELECT 1 FROM jsonb_each_text(COALESCE(disclosure -> 'under_18', '{}')) WHERE value <> 'no'
        )
    ) THEN
        RAISE EXCEPTION 'where the person may have been under 18, two people sign'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publication_candidate_signers BEFORE INSERT ON sixdegree_publication_candidate
    FOR EACH ROW EXECUTE FUNCTION sixdegree_publication_candidate_signers();
"""

BACKWARDS = """
DROP FUNCTION sixdegree_publication_candidate_signers() CASCADE;
"""


def run(sql):
    def operation(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(sql, params=None)

    return operation


class Migration(migrations.Migration):
    dependencies = [("sixdegree_publication", "0006_a_recall_is_lifted_by_what_came_after_it")]
    operations = [migrations.RunPython(run(SIGNERS), run(BACKWARDS))]
