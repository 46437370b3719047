"""PostgreSQL: a page type stays guarded once it is, and no page leaves its guarded type.

SQLite's share of this is `review/guard/sqlite.py`.
"""

from typing import Any

import swapper
from django.db import migrations

FORWARDS = """
CREATE FUNCTION sixdegree_review_stays_guarded() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'sixdegree_review_guardedtype' THEN
        RAISE EXCEPTION 'a guarded page type stays guarded' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM sixdegree_review_guardedtype WHERE content_type_id = OLD.content_type_id)
        AND NOT EXISTS (SELECT 1 FROM sixdegree_review_guardedtype WHERE content_type_id = NEW.content_type_id)
    THEN
        RAISE EXCEPTION 'a page stays of its guarded type' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sixdegree_review_type_kept BEFORE DELETE ON sixdegree_review_guardedtype
    FOR EACH ROW EXECUTE FUNCTION sixdegree_review_stays_guarded();
CREATE TRIGGER sixdegree_review_type_same BEFORE UPDATE ON sixdegree_review_guardedtype
    FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION sixdegree_review_stays_guarded();
CREATE TRIGGER sixdegree_review_page_type BEFORE UPDATE OF content_type_id ON {page}
    FOR EACH ROW WHEN (OLD.content_type_id <> NEW.content_type_id)
    EXECUTE FUNCTION sixdegree_review_stays_guarded();
"""


def forwards(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        page = apps.get_model(*swapper.split(swapper.get_model_name("wagtailcore", "Page")))
        schema_editor.execute(
            FORWARDS.format(page=schema_editor.quote_name(page._meta.db_table)), params=None
        )


def backwards(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION sixdegree_review_stays_guarded() CASCADE", params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("sixdegree_review", "0008_term_checks"),
        swapper.dependency("wagtailcore", "Page"),
    ]
    operations = [migrations.RunPython(forwards, backwards)]
