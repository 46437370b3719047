"""A campaign ends with the consent of its case, and pauses where a narrower consent leaves no language.

SQLite's share of the rule is `publication/triggers/`.
"""

from django.db import migrations

MOVES = """
CREATE FUNCTION sixdegree_publication_consent_moves_campaign() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE sixdegree_payments_campaign campaign SET open_until = NEW.expires_at
        FROM sixdegree_publication_publicationterm term
        WHERE term.consent_ref = NEW.consent_ref AND campaign.ref = term.campaign_ref
            AND campaign.open_until IS DISTINCT FROM NEW.expires_at;
    INSERT INTO sixdegree_payments_campaignclosure (campaign_ref, kind)
        SELECT term.campaign_ref, 'paused' FROM sixdegree_publication_publicationterm term
        WHERE term.consent_ref = NEW.consent_ref AND EXISTS (
            SELECT 1 FROM sixdegree_publication_publicrecord record
            WHERE record.term_id = term.id AND record.kind = 'case'
        ) AND NOT EXISTS (
            SELECT 1 FROM sixdegree_publication_publicrecord record
            WHERE record.term_id = term.id AND record.kind = 'case'
                AND jsonb_exists(NEW.locales, record.locale) AND jsonb_exists(NEW.channels, 'site_api')
                AND NOT EXISTS (
                    SELECT 1 FROM sixdegree_publication_recall recall
                    WHERE recall.subject = term.public_id AND recall.lifted_by_id IS NULL
                        AND recall.locale IN ('', record.locale)
                )
        ) AND NOT EXISTS (
            SELECT 1 FROM sixdegree_payments_campaignclosure closure
            WHERE closure.campaign_ref = term.campaign_ref AND closure.lifted_at IS NULL
        );
    RETURN NULL;
END $$;
CREATE TRIGGER publication_consent_moves_campaign AFTER UPDATE ON sixdegree_publication_consent
    FOR EACH ROW EXECUTE FUNCTION sixdegree_publication_consent_moves_campaign();
"""

BACKWARDS = """
DROP FUNCTION sixdegree_publication_consent_moves_campaign() CASCADE;
"""


def run(sql):
    def operation(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(sql, params=None)

    return operation


def fill(apps, schema_editor):
    campaigns = apps.get_model("sixdegree_payments", "Campaign").objects.filter(open_until=None)
    terms = apps.get_model("sixdegree_publication", "PublicationTerm").objects
    consents = apps.get_model("sixdegree_publication", "Consent").objects
    for term in terms.filter(campaign_ref__in=campaigns.values("ref")):
        ends = consents.filter(consent_ref=term.consent_ref).values_list("expires_at", flat=True).first()
        campaigns.filter(ref=term.campaign_ref).update(open_until=ends)


class Migration(migrations.Migration):
    dependencies = [
        ("sixdegree_publication", "0010_consequences_step_by_step"),
        ("sixdegree_payments", "0005_a_campaign_has_an_end"),
    ]
    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(run(MOVES), run(BACKWARDS)),
    ]
