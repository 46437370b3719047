"""PostgreSQL: nobody signs a story that says a stage of a journey which they worded, whatever was written down
as contributors.

SQLite's share of this is `review/guard/four_eyes.py`.
"""

from typing import Any

from django.db import migrations

FORWARDS = """
CREATE FUNCTION sixdegree_review_signer_stages() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM sixdegree_publication_candidate candidate
        CROSS JOIN LATERAL jsonb_path_query(
            convert_from(candidate.public_bytes, 'UTF8')::jsonb, '$.milestones[*].stage'
        ) AS told(code)
        JOIN sixdegree_casepages_stage stage ON stage.slug = told.code #>> '{}'
        JOIN sixdegree_casepages_stageedit edit ON edit.stage_id = stage.id
        WHERE candidate.id = NEW.candidate_id AND edit.user_id = NEW.reviewer_id
    ) THEN
        RAISE EXCEPTION 'nobody signs what they helped to write' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sixdegree_review_signer_stages BEFORE INSERT ON sixdegree_publication_signoff
    FOR EACH ROW EXECUTE FUNCTION sixdegree_review_signer_stages();
"""


def forwards(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(FORWARDS, params=None)


def backwards(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION sixdegree_review_signer_stages() CASCADE", params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("sixdegree_review", "0010_accounts_as_the_database_sees_them"),
        ("sixdegree_publication", "0014_no_table_is_emptied"),
        ("sixdegree_casepages", "0009_who_worded_a_stage"),
    ]
    operations = [migrations.RunPython(forwards, backwards)]
