"""A gift may be repeated every month, to a fund alone; a gift keeps the reference that names it in the books."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import payments.identifiers

FINAL = """
CREATE OR REPLACE FUNCTION sixdegree_payments_donation_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.campaign_id, {new}NEW.amount, NEW.fee_cover, NEW.currency, NEW.key_hash, NEW.body_hash)
        IS DISTINCT FROM
        (OLD.campaign_id, {old}OLD.amount, OLD.fee_cover, OLD.currency, OLD.key_hash, OLD.body_hash)
        OR (OLD.state <> 'reserved' AND NEW.state <> OLD.state){month}
    THEN
        RAISE EXCEPTION 'what was given, to what, and how it ended cannot be changed'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
"""
MONTH = """
        OR (OLD.invoice IS NOT NULL
            AND (NEW.invoice, NEW.monthly_gift_id) IS DISTINCT FROM (OLD.invoice, OLD.monthly_gift_id))"""
WHILE_OPEN = """
CREATE OR REPLACE FUNCTION sixdegree_payments_donation_while_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {unless}EXISTS (
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
"""
# Before the columns go, their functions name them no longer.
BACKWARDS = (
    FINAL.format(new="", old="", month="")
    + WHILE_OPEN.format(unless="")
    + """
DROP TRIGGER sixdegree_payments_donation_monthly_to_fund ON sixdegree_payments_donation;
DROP TRIGGER sixdegree_payments_monthlygift_monthly_to_fund ON sixdegree_payments_monthlygift;
DROP TRIGGER sixdegree_payments_monthlygift_final ON sixdegree_payments_monthlygift;
DROP TRIGGER sixdegree_payments_monthlygift_kept ON sixdegree_payments_monthlygift;
DROP TRIGGER sixdegree_payments_monthlygift_not_emptied ON sixdegree_payments_monthlygift;
DROP FUNCTION sixdegree_payments_monthly_to_fund();
DROP FUNCTION sixdegree_payments_monthlygift_final();
"""
)
GUARDS = """
CREATE FUNCTION sixdegree_payments_monthly_to_fund() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM sixdegree_payments_campaign campaign
        WHERE campaign.id = NEW.campaign_id AND campaign.kind = 'fund'
    ) THEN
        RAISE EXCEPTION 'a gift every month goes to a fund, never to a case'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sixdegree_payments_donation_monthly_to_fund BEFORE INSERT
    ON sixdegree_payments_donation FOR EACH ROW WHEN (NEW.every_month)
    EXECUTE FUNCTION sixdegree_payments_monthly_to_fund();
CREATE TRIGGER sixdegree_payments_monthlygift_monthly_to_fund BEFORE INSERT
    ON sixdegree_payments_monthlygift FOR EACH ROW EXECUTE FUNCTION sixdegree_payments_monthly_to_fund();
CREATE FUNCTION sixdegree_payments_monthlygift_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a monthly gift keeps its terms, and ended is final' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER sixdegree_payments_monthlygift_final BEFORE UPDATE
    ON sixdegree_payments_monthlygift FOR EACH ROW
    WHEN (
        (NEW.subscription, NEW.campaign_id, NEW.amount, NEW.fee_cover, NEW.currency, NEW.began_at)
        IS DISTINCT FROM
        (OLD.subscription, OLD.campaign_id, OLD.amount, OLD.fee_cover, OLD.currency, OLD.began_at)
        OR (OLD.state = 'ended' AND NEW.state <> OLD.state)
    )
    EXECUTE FUNCTION sixdegree_payments_monthlygift_final();
CREATE TRIGGER sixdegree_payments_monthlygift_kept BEFORE DELETE
    ON sixdegree_payments_monthlygift FOR EACH ROW EXECUTE FUNCTION sixdegree_payments_refuse();
CREATE TRIGGER sixdegree_payments_monthlygift_not_emptied BEFORE TRUNCATE
    ON sixdegree_payments_monthlygift FOR EACH STATEMENT
    EXECUTE FUNCTION sixdegree_payments_not_emptied();
"""
FORWARDS = (
    FINAL.format(
        new="NEW.reference, NEW.every_month, ", old="OLD.reference, OLD.every_month, ", month=MONTH
    )
    + WHILE_OPEN.format(unless="NEW.invoice IS NULL AND ")
    + GUARDS
)


def run(sql):
    def operation(apps, schema_editor):
        # SQLite's triggers are installed after each migrate instead: its table remake drops them.
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(sql, params=None)

    return operation


class Migration(migrations.Migration):

    dependencies = [
        ('sixdegree_payments', '0017_books_name_gifts_by_reference'),
    ]

    operations = [
        migrations.AddField(
            model_name='donation',
            name='every_month',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='donation',
            name='invoice',
            field=models.CharField(max_length=255, null=True, unique=True),
        ),
        migrations.CreateModel(
            name='MonthlyGift',
            fields=[
                ('id', models.CharField(default=payments.identifiers.opaque_id, max_length=26, primary_key=True, serialize=False)),
                ('subscription', models.CharField(max_length=255, unique=True)),
                ('state', models.CharField(choices=[('active', 'Active'), ('failing', 'Failing'), ('ended', 'Ended')], default='active', max_length=7)),
                ('amount', models.BigIntegerField()),
                ('fee_cover', models.BigIntegerField(db_default=0, default=0)),
                ('currency', models.CharField(max_length=3)),
                ('locale', models.CharField(max_length=12)),
                ('began_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('unpaid_invoice', models.CharField(blank=True, db_default='', max_length=255)),
                ('end_asked_at', models.DateTimeField(null=True)),
                ('asked_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by', models.CharField(blank=True, db_default='', max_length=64)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='monthly_gifts', to='sixdegree_payments.campaign')),
                ('donor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='monthly_gifts', to='sixdegree_payments.donor')),
            ],
        ),
        migrations.AddField(
            model_name='donation',
            name='monthly_gift',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='donations', to='sixdegree_payments.monthlygift'),
        ),
        migrations.AddConstraint(
            model_name='donation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('every_month', False), ('invoice__isnull', True), ('monthly_gift__isnull', True)), models.Q(('invoice__isnull', True), ('monthly_gift__isnull', True), ('state__in', ['reserved', 'released'])), models.Q(('every_month', True), ('invoice__isnull', False), ('monthly_gift__isnull', False), ('state', 'paid')), _connector='OR'), name='donation_every_month'),
        ),
        migrations.AddIndex(
            model_name='monthlygift',
            index=models.Index(condition=models.Q(('end_asked_at__isnull', False), ('ended_at__isnull', True)), fields=['end_asked_at'], name='monthly_gift_ending'),
        ),
        migrations.AddConstraint(
            model_name='monthlygift',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0), ('fee_cover__gte', 0)), name='monthly_gift_amount'),
        ),
        migrations.AddConstraint(
            model_name='monthlygift',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', False), ('state', 'ended')), models.Q(('ended_at__isnull', True), ('state__in', ['active', 'failing'])), _connector='OR'), name='monthly_gift_state'),
        ),
        migrations.RunPython(run(FORWARDS), run(BACKWARDS)),
    ]
