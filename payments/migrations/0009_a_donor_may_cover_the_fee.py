"""What covers the provider's fee is a line beside the gift, and as final as the gift."""

from django.db import migrations, models

FUNCTION = """
CREATE OR REPLACE FUNCTION sixdegree_payments_donation_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.campaign_id, NEW.amount, {cover_new}NEW.currency, NEW.key_hash, NEW.body_hash)
        IS DISTINCT FROM (OLD.campaign_id, OLD.amount, {cover_old}OLD.currency, OLD.key_hash, OLD.body_hash)
        OR (OLD.state <> 'reserved' AND NEW.state <> OLD.state)
    THEN
        RAISE EXCEPTION 'what was given, to what, and how it ended cannot be changed'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
"""
FORWARDS = FUNCTION.format(cover_new="NEW.fee_cover, ", cover_old="OLD.fee_cover, ")
BACKWARDS = FUNCTION.format(cover_new="", cover_old="")


def run(sql):
    def operation(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(sql, params=None)

    return operation


class Migration(migrations.Migration):
    dependencies = [("sixdegree_payments", "0008_receipts_are_voided_and_replaced")]
    operations = [
        migrations.AddField("donation", "fee_cover", models.BigIntegerField(db_default=0, default=0)),
        migrations.AddConstraint(
            "donation",
            models.CheckConstraint(condition=models.Q(("fee_cover__gte", 0)), name="donation_fee_cover"),
        ),
        migrations.RunPython(run(FORWARDS), run(BACKWARDS)),
    ]
