"""PostgreSQL: bytes become null only behind a withdrawal, whole and once; all else stays as frozen as it was.

SQLite's share of this is `publication/triggers/`. The functions of the older rules stay: their triggers on
updates are made again so that they leave this one transition to its own.
"""

from django.db import migrations, models

ERASURE = """
CREATE FUNCTION sixdegree_publication_erased() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    content jsonb;
    of_case text;
    erased text[];
    whole boolean;
BEGIN
    IF TG_TABLE_NAME = 'sixdegree_publication_candidate' THEN
        erased := ARRAY['public_bytes', 'review_bytes'];
        content := convert_from(OLD.public_bytes, 'UTF8')::jsonb;
        whole := NEW.review_bytes IS NULL AND OLD.kind IN ('case', 'update')
            AND (NEW.superseded_at IS NOT NULL OR NEW.release_id IS NOT NULL);
        of_case := content ->> (CASE OLD.kind WHEN 'case' THEN 'id' ELSE 'case' END);
    ELSIF TG_TABLE_NAME = 'sixdegree_publication_publicrecord' THEN
        erased := ARRAY['bytes', 'card', 'first_published_on'];
        whole := NEW.card = '{}'::jsonb AND NEW.first_published_on IS NULL;
        SELECT term.public_id INTO of_case FROM sixdegree_publication_publicationterm term
            WHERE term.id = OLD.term_id;
    ELSE
        erased := ARRAY['checklist'];
        whole := OLD.checklist ? 'overrides' AND NEW.checklist = OLD.checklist - 'overrides';
        SELECT convert_from(candidate.public_bytes, 'UTF8')::jsonb
            ->> (CASE candidate.kind WHEN 'case' THEN 'id' ELSE 'case' END)
            INTO of_case FROM sixdegree_publication_candidate candidate
            WHERE candidate.id = OLD.candidate_id AND candidate.kind IN ('case', 'update');
    END IF;
    IF NOT whole OR to_jsonb(NEW) - erased <> to_jsonb(OLD) - erased OR NOT EXISTS (
        SELECT 1 FROM sixdegree_publication_withdrawal withdrawal WHERE withdrawal.public_id = of_case
    ) THEN
        RAISE EXCEPTION 'only a withdrawn case is erased, and whole'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION sixdegree_publication_has_bytes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% begins with its bytes', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;

DROP TRIGGER publication_candidate_frozen ON sixdegree_publication_candidate;
CREATE TRIGGER publication_candidate_frozen BEFORE DELETE ON sixdegree_publication_candidate
    FOR EACH ROW EXECUTE FUNCTION sixdegree_publication_frozen();
CREATE TRIGGER publication_candidate_changed BEFORE UPDATE ON sixdegree_publication_candidate
    FOR EACH ROW WHEN (NOT (OLD.public_bytes IS NOT NULL AND NEW.public_bytes IS NULL))
    EXECUTE FUNCTION sixdegree_publication_frozen('superseded_at', 'release_id');
CREATE TRIGGER publication_candidate_erased BEFORE UPDATE ON sixdegree_publication_candidate
    FOR EACH ROW WHEN (OLD.public_bytes IS NOT NULL AND NEW.public_bytes IS NULL)
    EXECUTE FUNCTION sixdegree_publication_erased();
CREATE TRIGGER publication_candidate_has_bytes BEFORE INSERT ON sixdegree_publication_candidate
    FOR EACH ROW WHEN (NEW.public_bytes IS NULL OR NEW.review_bytes IS NULL)
    EXECUTE FUNCTION sixdegree_publication_has_bytes();

DROP TRIGGER publication_record_signed ON sixdegree_publication_publicrecord;
CREATE TRIGGER publication_record_signed BEFORE INSERT OR DELETE ON sixdegree_publication_publicrecord
    FOR EACH ROW EXECUTE FUNCTION sixdegree_publication_record();
CREATE TRIGGER publication_record_changed BEFORE UPDATE ON sixdegree_publication_publicrecord
    FOR EACH ROW WHEN (NOT (OLD.bytes IS NOT NULL AND NEW.bytes IS NULL))
    EXECUTE FUNCTION sixdegree_publication_record();
CREATE TRIGGER publication_record_erased BEFORE UPDATE ON sixdegree_publication_publicrecord
    FOR EACH ROW WHEN (OLD.bytes IS NOT NULL AND NEW.bytes IS NULL)
    EXECUTE FUNCTION sixdegree_publication_erased();
CREATE TRIGGER publication_record_has_bytes BEFORE INSERT ON sixdegree_publication_publicrecord
    FOR EACH ROW WHEN (NEW.bytes IS NULL) EXECUTE FUNCTION sixdegree_publication_has_bytes();

DROP TRIGGER publication_signoff_frozen ON sixdegree_publication_signoff;
CREATE TRIGGER publication_signoff_frozen BEFORE DELETE ON sixdegree_publication_signoff
    FOR EACH ROW EXECUTE FUNCTION sixdegree_publication_frozen();
CREATE TRIGGER publication_signoff_changed BEFORE UPDATE ON sixdegree_publication_signoff
    FOR EACH ROW WHEN (NEW.checklist = OLD.checklist)
    EXECUTE FUNCTION sixdegree_publication_frozen('release_id');
CREATE TRIGGER publication_signoff_erased BEFORE UPDATE ON sixdegree_publication_signoff
    FOR EACH ROW WHEN (NEW.checklist <> OLD.checklist)
    EXECUTE FUNCTION sixdegree_publication_erased();
"""

BACKWARDS = """
DROP FUNCTION sixdegree_publication_erased() CASCADE;
DROP FUNCTION sixdegree_publication_has_bytes() CASCADE;
DROP TRIGGER publication_candidate_changed ON sixdegree_publication_candidate;
DROP TRIGGER publication_candidate_frozen ON sixdegree_publication_candidate;
CREATE TRIGGER publication_candidate_frozen BEFORE UPDATE OR DELETE ON sixdegree_publication_candidate
    FOR EACH ROW EXECUTE FUNCTION sixdegree_publication_frozen('superseded_at', 'release_id');
DROP TRIGGER publication_record_changed ON sixdegree_publication_publicrecord;
DROP TRIGGER publication_record_signed ON sixdegree_publication_publicrecord;
CREATE TRIGGER publication_record_signed BEFORE INSERT OR UPDATE OR DELETE ON sixdegree_publication_publicrecord
    FOR EACH ROW EXECUTE FUNCTION sixdegree_publication_record();
DROP TRIGGER publication_signoff_changed ON sixdegree_publication_signoff;
DROP TRIGGER publication_signoff_frozen ON sixdegree_publication_signoff;
CREATE TRIGGER publication_signoff_frozen BEFORE UPDATE OR DELETE ON sixdegree_publication_signoff
    FOR EACH ROW EXECUTE FUNCTION sixdegree_publication_frozen('release_id');
"""


def run(sql):
    def operation(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(sql, params=None)

    return operation


class Migration(migrations.Migration):
    dependencies = [("sixdegree_publication", "0008_whoever_signs_has_just_proved_who_they_are")]
    operations = [
        migrations.AlterField("candidate", "public_bytes", models.BinaryField(null=True)),
        migrations.AlterField("candidate", "review_bytes", models.BinaryField(null=True)),
        migrations.AlterField("publicrecord", "bytes", models.BinaryField(null=True)),
        migrations.AddIndex(
            "logentry", models.Index(fields=["subject", "at"], name="publication_log_subject")
        ),
        migrations.RunPython(run(ERASURE), run(BACKWARDS)),
    ]
