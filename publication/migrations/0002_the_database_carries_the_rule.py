"""PostgreSQL: a record exists only as signed bytes; what happened cannot be changed; withdrawal closes by itself.

SQLite's share of this is `publication/triggers/`.
"""

from django.db import migrations

DIGESTS = """
ALTER TABLE sixdegree_publication_candidate ADD CONSTRAINT publication_candidate_digest
    CHECK (digest = encode(sha256(public_bytes), 'hex') AND review_digest = encode(sha256(review_bytes), 'hex'));
ALTER TABLE sixdegree_publication_publicrecord ADD CONSTRAINT publication_record_digest
    CHECK (digest = encode(sha256(bytes), 'hex'));
ALTER TABLE sixdegree_publication_media ADD CONSTRAINT publication_media_digest
    CHECK (sha256 = encode(sha256(content), 'hex'));
"""

# The trigger's arguments name the columns that may be filled, once, from null; all else is final.
FROZEN = """
CREATE FUNCTION sixdegree_publication_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    fillable text[] := COALESCE(TG_ARGV, '{}');
    former jsonb := to_jsonb(OLD);
    latter jsonb;
    name text;
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION '% keeps what happened: nothing is deleted from it', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    latter := to_jsonb(NEW);
    FOREACH name IN ARRAY fillable LOOP
        IF former -> name <> 'null'::jsonb AND former -> name <> latter -> name THEN
            RAISE EXCEPTION '% keeps what happened: % is set once', TG_TABLE_NAME, name
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    END LOOP;
    IF former - fillable <> latter - fillable THEN
        RAISE EXCEPTION '% keeps what happened: it cannot be changed', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publication_term_frozen BEFORE UPDATE OR DELETE ON sixdegree_publication_publicationterm
    FOR EACH ROW EXECUTE FUNCTION sixdegree_publication_frozen();
CREATE TRIGGER publication_candidate_frozen BEFORE UPDATE OR DELETE ON sixdegree_publication_candidate
    FOR EACH ROW EXECUTE FUNCTION sixdegree_publication_frozen('superseded_at', 'release_id');
CREATE TRIGGER publication_contributor_frozen BEFORE UPDATE OR DELETE ON sixdegree_publication_candidatecontributor
    FOR EACH ROW EXECUTE FUNCTION sixdegree_publication_frozen();
CREATE TRIGGER publication_signoff_frozen BEFORE UPDATE OR DELETE ON sixdegree_publication_signoff
    FOR EACH ROW EXECUTE FUNCTION sixdegree_publication_frozen('release_id');
CREATE TRIGGER publication_release_frozen BEFORE UPDATE OR DELETE ON sixdegree_publication_release
    FOR EACH ROW EXECUTE FUNCTION sixdegree_publication_frozen();
CREATE TRIGGER publication_withdrawal_frozen BEFORE UPDATE OR DELETE ON sixdegree_publication_withdrawal
    FOR EACH ROW EXECUTE FUNCTION sixdegree_publication_frozen();
CREATE TRIGGER publication_recall_frozen BEFORE UPDATE OR DELETE ON sixdegree_publication_recall
    FOR EACH ROW EXECUTE FUNCTION sixdegree_publication_frozen('lifted_by_id');
CREATE TRIGGER publication_log_frozen BEFORE UPDATE OR DELETE ON sixdegree_publication_logentry
    FOR EACH ROW EXECUTE FUNCTION sixdegree_publication_frozen('position', 'previous', 'hash');
"""

CONSENT = """
CREATE FUNCTION sixdegree_publication_consent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a consent is never deleted: withdraw it'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.consent_ref <> OLD.consent_ref OR NEW.version <> OLD.version + 1 THEN
        RAISE EXCEPTION 'a change of consent keeps its reference and counts its version up by one'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publication_consent_versioned BEFORE UPDATE OR DELETE ON sixdegree_publication_consent
    FOR EACH ROW EXECUTE FUNCTION sixdegree_publication_consent();
"""

CANDIDATE = """
CREATE FUNCTION sixdegree_publication_candidate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    content jsonb := convert_from(NEW.public_bytes, 'UTF8')::jsonb;
BEGIN
    IF (content ->> 'kind', content ->> 'id', content ->> 'locale')
        IS DISTINCT FROM (NEW.kind::text, NEW.subject::text, NEW.locale::text)
    THEN
        RAISE EXCEPTION 'a candidate''s bytes name its own kind, subject and locale'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.superseded_at IS NOT NULL OR NEW.release_id IS NOT NULL THEN
        RAISE EXCEPTION 'a candidate begins open' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publication_candidate_named BEFORE INSERT ON sixdegree_publication_candidate
    FOR EACH ROW EXECUTE FUNCTION sixdegree_publication_candidate();

CREATE FUNCTION sixdegree_publication_contributor() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM sixdegree_publication_signoff WHERE candidate_id = NEW.candidate_id) THEN
        RAISE EXCEPTION 'who contributed is settled before anyone signs'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publication_contributor_settled BEFORE INSERT ON sixdegree_publication_candidatecontributor
    FOR EACH ROW EXECUTE FUNCTION sixdegree_publication_contributor();

CREATE FUNCTION sixdegree_publication_signoff() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    candidate sixdegree_publication_candidate;
BEGIN
    SELECT * INTO candidate FROM sixdegree_publication_candidate WHERE id = NEW.candidate_id;
    IF candidate.digest IS DISTINCT FROM NEW.digest OR candidate.review_digest IS DISTINCT FROM NEW.review_digest THEN
        RAISE EXCEPTION 'a sign-off names both digests of its candidate'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF candidate.superseded_at IS NOT NULL OR candidate.release_id IS NOT NULL OR NEW.release_id IS NOT NULL THEN
        RAISE EXCEPTION 'only an open candidate is signed' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.reviewer_id = candidate.submitted_by_id OR EXISTS (
        SELECT 1 FROM sixdegree_publication_candidatecontributor
        WHERE candidate_id = NEW.candidate_id AND user_id = NEW.reviewer_id
    ) THEN
        RAISE EXCEPTION 'nobody signs what they helped to write' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publication_signoff_by_another BEFORE INSERT ON sixdegree_publication_signoff
    FOR EACH ROW EXECUTE FUNCTION sixdegree_publication_signoff();
"""

RECORD = """
CREATE FUNCTION sixdegree_publication_record() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    candidate sixdegree_publication_candidate;
    term sixdegree_publication_publicationterm;
    content jsonb;
    mirrored text[] := ARRAY['status', 'funding_version'];
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a public record is never deleted: withdraw or recall it'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'UPDATE' THEN
        IF NEW.release_id = OLD.release_id THEN
            IF to_jsonb(NEW) - mirrored <> to_jsonb(OLD) - mirrored THEN
                RAISE EXCEPTION 'a public record changes only by a release'
                    USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NEW;
        END IF;
        IF (NEW.kind, NEW.subject, NEW.locale) IS DISTINCT FROM (OLD.kind, OLD.subject, OLD.locale)
            OR NEW.term_id IS DISTINCT FROM OLD.term_id OR NEW.release_id < OLD.release_id
        THEN
            RAISE EXCEPTION 'a later release keeps the record''s kind, subject, locale and term'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    END IF;
    SELECT * INTO candidate FROM sixdegree_publication_candidate WHERE id = NEW.candidate_id;
    IF (candidate.kind, candidate.subject, candidate.locale, candidate.digest, candidate.public_bytes)
        IS DISTINCT FROM (NEW.kind, NEW.subject, NEW.locale, NEW.digest, NEW.bytes)
        OR candidate.superseded_at IS NOT NULL OR candidate.release_id IS DISTINCT FROM NEW.release_id
    THEN
        RAISE EXCEPTION 'a public record holds the bytes of the candidate its release names'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM sixdegree_publication_candidatecontributor WHERE candidate_id = NEW.candidate_id
    ) OR candidate.signers_required > (
        SELECT count(DISTINCT signed.reviewer_id) FROM sixdegree_publication_signoff signed
        WHERE signed.candidate_id = NEW.candidate_id AND signed.digest = NEW.digest
            AND signed.release_id = NEW.release_id AND signed.reviewer_id <> candidate.submitted_by_id
            AND NOT EXISTS (
                SELECT 1 FROM sixdegree_publication_candidatecontributor contributed
                WHERE contributed.candidate_id = NEW.candidate_id AND contributed.user_id = signed.reviewer_id
            )
    ) THEN
        RAISE EXCEPTION 'a public record needs the sign-offs its candidate requires, by people who did not write it'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    content := convert_from(NEW.bytes, 'UTF8')::jsonb;
    IF NOT content @> NEW.card THEN
        RAISE EXCEPTION 'a card holds only what was signed' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.kind IN ('case', 'update') THEN
        SELECT * INTO term FROM sixdegree_publication_publicationterm WHERE id = NEW.term_id;
        IF term.public_id IS DISTINCT FROM content ->> (CASE NEW.kind WHEN 'case' THEN 'id' ELSE 'case' END)
            OR NOT EXISTS (
                SELECT 1 FROM sixdegree_publication_consent
                WHERE id = NEW.consent_id AND consent_ref = term.consent_ref
            )
        THEN
            RAISE EXCEPTION 'a case''s record belongs to the term its bytes name and to that term''s consent'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF EXISTS (SELECT 1 FROM sixdegree_publication_withdrawal WHERE public_id = term.public_id) THEN
            RAISE EXCEPTION 'nothing is released after a withdrawal'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publication_record_signed BEFORE INSERT OR UPDATE OR DELETE ON sixdegree_publication_publicrecord
    FOR EACH ROW EXECUTE FUNCTION sixdegree_publication_record();

CREATE FUNCTION sixdegree_publication_facet() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM sixdegree_publication_publicrecord
        WHERE id = NEW.record_id AND position(NEW.value IN convert_from(bytes, 'UTF8')) > 0
    ) THEN
        RAISE EXCEPTION 'a facet''s value is found in the signed bytes'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publication_facet_signed BEFORE INSERT OR UPDATE ON sixdegree_publication_recordfacet
    FOR EACH ROW EXECUTE FUNCTION sixdegree_publication_facet();
"""

# Inserts only, so that neither waits on a lock that a release, a gift or a worker holds.
ENDINGS = """
CREATE FUNCTION sixdegree_publication_withdrawal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO sixdegree_payments_campaignclosure (campaign_ref, kind, at)
        SELECT campaign_ref, 'closed', statement_timestamp() FROM sixdegree_publication_publicationterm
        WHERE public_id = NEW.public_id;
    INSERT INTO sixdegree_publication_outboxentry (kind, payload)
        VALUES ('withdrawal', jsonb_build_object('public_id', NEW.public_id));
    RETURN NULL;
END $$;
CREATE TRIGGER publication_withdrawal_closes AFTER INSERT ON sixdegree_publication_withdrawal
    FOR EACH ROW EXECUTE FUNCTION sixdegree_publication_withdrawal();

CREATE FUNCTION sixdegree_publication_recall() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO sixdegree_payments_campaignclosure (campaign_ref, kind, at)
        SELECT term.campaign_ref, 'paused', statement_timestamp()
        FROM sixdegree_publication_publicationterm term
        WHERE term.public_id = NEW.subject AND NOT EXISTS (
            SELECT 1 FROM sixdegree_publication_publicrecord record
            WHERE record.term_id = term.id AND record.kind = 'case' AND NOT EXISTS (
                SELECT 1 FROM sixdegree_publication_recall recall
                WHERE recall.subject = NEW.subject AND recall.lifted_by_id IS NULL
                    AND recall.locale IN ('', record.locale)
            )
        );
    INSERT INTO sixdegree_publication_outboxentry (kind, payload)
        VALUES ('recall', jsonb_build_object('public_id', NEW.subject, 'subject', NEW.subject, 'locale', NEW.locale));
    RETURN NULL;
END $$;
CREATE TRIGGER publication_recall_pauses AFTER INSERT ON sixdegree_publication_recall
    FOR EACH ROW EXECUTE FUNCTION sixdegree_publication_recall();
"""

BACKWARDS = """
ALTER TABLE sixdegree_publication_candidate DROP CONSTRAINT publication_candidate_digest;
ALTER TABLE sixdegree_publication_publicrecord DROP CONSTRAINT publication_record_digest;
ALTER TABLE sixdegree_publication_media DROP CONSTRAINT publication_media_digest;
DROP FUNCTION sixdegree_publication_frozen() CASCADE;
DROP FUNCTION sixdegree_publication_consent() CASCADE;
DROP FUNCTION sixdegree_publication_candidate() CASCADE;
DROP FUNCTION sixdegree_publication_contributor() CASCADE;
DROP FUNCTION sixdegree_publication_signoff() CASCADE;
DROP FUNCTION sixdegree_publication_record() CASCADE;
DROP FUNCTION sixdegree_publication_facet() CASCADE;
DROP FUNCTION sixdegree_publication_withdrawal() CASCADE;
DROP FUNCTION sixdegree_publication_recall() CASCADE;
"""


def run(sql):
    def operation(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(sql, params=None)

    return operation


class Migration(migrations.Migration):
    dependencies = [
        ("sixdegree_publication", "0001_initial"),
        ("sixdegree_payments", "0001_initial"),
    ]
    operations = [
        migrations.RunPython(
            run(DIGESTS + FROZEN + CONSENT + CANDIDATE + RECORD + ENDINGS),
            run(BACKWARDS),
        )
    ]
