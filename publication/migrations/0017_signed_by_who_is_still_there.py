"""PostgreSQL: signatures of who was deactivated since release nothing, nor does a release of another name; a
signature answers its checklist; a picture stays while a public record names it.

SQLite's share of this is `publication/triggers/`.
"""

from typing import Any

from django.conf import settings
from django.db import migrations

FORWARDS = """
CREATE FUNCTION sixdegree_publication_record_signers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM sixdegree_publication_candidate candidate
        WHERE candidate.id = NEW.candidate_id AND candidate.signers_required > (
            SELECT count(DISTINCT signed.reviewer_id) FROM sixdegree_publication_signoff signed
            JOIN {user} person ON person.{key} = signed.reviewer_id AND person.is_active
            WHERE signed.candidate_id = candidate.id AND signed.digest = NEW.digest
                AND signed.release_id = NEW.release_id AND signed.reviewer_id <> candidate.submitted_by_id
                AND NOT EXISTS (
                    SELECT 1 FROM sixdegree_publication_candidatecontributor contributed
                    WHERE contributed.candidate_id = candidate.id AND contributed.user_id = signed.reviewer_id
                )
        )
    ) THEN
        RAISE EXCEPTION 'a public record needs the sign-offs of people whose accounts are active'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publication_record_signers_active BEFORE INSERT ON sixdegree_publication_publicrecord
    FOR EACH ROW EXECUTE FUNCTION sixdegree_publication_record_signers();
CREATE TRIGGER publication_record_resigners_active BEFORE UPDATE ON sixdegree_publication_publicrecord
    FOR EACH ROW WHEN (NEW.release_id <> OLD.release_id)
    EXECUTE FUNCTION sixdegree_publication_record_signers();

CREATE FUNCTION sixdegree_publication_candidate_released() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM sixdegree_publication_release
        WHERE id = NEW.release_id AND kind = NEW.kind AND subject = NEW.subject
    ) THEN
        RAISE EXCEPTION 'a release names the kind and the subject of what it releases'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publication_candidate_released BEFORE UPDATE ON sixdegree_publication_candidate
    FOR EACH ROW WHEN (NEW.release_id IS NOT NULL AND NEW.release_id IS DISTINCT FROM OLD.release_id)
    EXECUTE FUNCTION sixdegree_publication_candidate_released();

CREATE FUNCTION sixdegree_publication_signoff_answers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF jsonb_typeof(NEW.checklist) <> 'object' OR NEW.checklist - 'overrides' = '{{}}' THEN
        RAISE EXCEPTION 'whoever signs has answered the checklist'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publication_signoff_answers BEFORE INSERT ON sixdegree_publication_signoff
    FOR EACH ROW EXECUTE FUNCTION sixdegree_publication_signoff_answers();

CREATE FUNCTION sixdegree_publication_media_named() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Asked of the signed bytes, for facets can be deleted. A withdrawal lets erasure take the picture.
    IF EXISTS (
        SELECT 1 FROM sixdegree_publication_publicrecord record
        LEFT JOIN sixdegree_publication_publicationterm term ON term.id = record.term_id
        WHERE position(convert_to(OLD.sha256, 'UTF8') IN record.bytes) > 0 AND NOT EXISTS (
            SELECT 1 FROM sixdegree_publication_withdrawal withdrawal WHERE withdrawal.public_id = term.public_id
        )
    ) THEN
        RAISE EXCEPTION 'a picture stays while a public record names it'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER publication_media_named BEFORE DELETE ON sixdegree_publication_media
    FOR EACH ROW EXECUTE FUNCTION sixdegree_publication_media_named();
"""
BACKWARDS = """
DROP FUNCTION sixdegree_publication_record_signers() CASCADE;
DROP FUNCTION sixdegree_publication_candidate_released() CASCADE;
DROP FUNCTION sixdegree_publication_signoff_answers() CASCADE;
DROP FUNCTION sixdegree_publication_media_named() CASCADE;
"""


def forwards(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        user = apps.get_model(settings.AUTH_USER_MODEL)._meta
        names = {"user": user.db_table, "key": user.pk.column}
        quoted = {name: schema_editor.quote_name(table) for name, table in names.items()}
        schema_editor.execute(FORWARDS.format(**quoted), params=None)


def backwards(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(BACKWARDS, params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("sixdegree_publication", "0016_no_time_to_come_no_lost_consequence"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [migrations.RunPython(forwards, backwards)]
