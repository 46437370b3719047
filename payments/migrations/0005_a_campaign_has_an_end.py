"""A campaign may have an end; the database takes no gift to one that is past it, closed or paused.

The reservation's statement asks the same, but with what it saw when it began: where it then waited for the
campaign's row, a closure or the end may have come meanwhile. The trigger looks again at the moment of the
insert. SQLite's share is `payments/triggers.py`.
"""

from django.db import migrations, models

FORWARDS = """
CREATE FUNCTION sixdegree_payments_donation_while_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM sixdegree_payments_campaign campaign
        WHERE campaign.id = NEW.campaign_id AND (campaign.open_until <= clock_timestamp() OR EXISTS (
            SELECT 1 FROM sixdegree_payments_campaignclosure closure
            WHERE closure.campaign_ref = campaign.ref AND closure.lifted_at IS NULL
        ))
    ) THEN
        RAISE EXCEPTION 'this campaign takes no gift any more' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sixdegree_payments_donation_while_open BEFORE INSERT
    ON sixdegree_payments_donation FOR EACH ROW EXECUTE FUNCTION sixdegree_payments_donation_while_open();
"""

BACKWARDS = """
DROP TRIGGER sixdegree_payments_donation_while_open ON sixdegree_payments_donation;
DROP FUNCTION sixdegree_payments_donation_while_open();
"""


def run(sql):
    def operation(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(sql, params=None)

    return operation


class Migration(migrations.Migration):
    dependencies = [("sixdegree_payments", "0004_closures_are_kept")]
    operations = [
        migrations.AddField("campaign", "open_until", models.DateTimeField(null=True)),
        migrations.RunPython(run(FORWARDS), run(BACKWARDS)),
    ]
