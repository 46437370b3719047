"""PostgreSQL: the ledger is append-only and balanced, a donation's facts and end are final."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION sixdegree_payments_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: book a new row instead of changing one', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER sixdegree_payments_ledgertransaction_immutable BEFORE UPDATE OR DELETE
    ON sixdegree_payments_ledgertransaction FOR EACH ROW EXECUTE FUNCTION sixdegree_payments_refuse();
CREATE TRIGGER sixdegree_payments_ledgerentry_immutable BEFORE UPDATE OR DELETE
    ON sixdegree_payments_ledgerentry FOR EACH ROW EXECUTE FUNCTION sixdegree_payments_refuse();
CREATE TRIGGER sixdegree_payments_receipt_immutable BEFORE UPDATE OR DELETE
    ON sixdegree_payments_receipt FOR EACH ROW EXECUTE FUNCTION sixdegree_payments_refuse();
CREATE TRIGGER sixdegree_payments_fundingsnapshot_immutable BEFORE UPDATE OR DELETE
    ON sixdegree_payments_fundingsnapshot FOR EACH ROW EXECUTE FUNCTION sixdegree_payments_refuse();
CREATE TRIGGER sixdegree_payments_donation_kept BEFORE DELETE
    ON sixdegree_payments_donation FOR EACH ROW EXECUTE FUNCTION sixdegree_payments_refuse();
CREATE TRIGGER sixdegree_payments_campaign_kept BEFORE DELETE
    ON sixdegree_payments_campaign FOR EACH ROW EXECUTE FUNCTION sixdegree_payments_refuse();

CREATE FUNCTION sixdegree_payments_balance() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    booked bigint := CASE TG_TABLE_NAME WHEN 'sixdegree_payments_ledgerentry'
        THEN (to_jsonb(NEW) ->> 'transaction_id')::bigint ELSE NEW.id END;
BEGIN
    IF NOT EXISTS (SELECT 1 FROM sixdegree_payments_ledgerentry WHERE transaction_id = booked) OR EXISTS (
        SELECT 1 FROM sixdegree_payments_ledgerentry WHERE transaction_id = booked
        GROUP BY currency HAVING sum(amount) <> 0
    ) THEN
        RAISE EXCEPTION 'ledger transaction % does not balance', booked USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER sixdegree_payments_ledgertransaction_balanced AFTER INSERT
    ON sixdegree_payments_ledgertransaction DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION sixdegree_payments_balance();
CREATE CONSTRAINT TRIGGER sixdegree_payments_ledgerentry_balanced AFTER INSERT
    ON sixdegree_payments_ledgerentry DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION sixdegree_payments_balance();

CREATE FUNCTION sixdegree_payments_donation_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.campaign_id, NEW.amount, NEW.currency, NEW.key_hash, NEW.body_hash)
        IS DISTINCT FROM (OLD.campaign_id, OLD.amount, OLD.currency, OLD.key_hash, OLD.body_hash)
        OR (OLD.state <> 'reserved' AND NEW.state <> OLD.state)
    THEN
        RAISE EXCEPTION 'what was given, to what, and how it ended cannot be changed'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sixdegree_payments_donation_final BEFORE UPDATE
    ON sixdegree_payments_donation FOR EACH ROW EXECUTE FUNCTION sixdegree_payments_donation_final();

CREATE FUNCTION sixdegree_payments_campaign_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a campaign keeps its reference, kind and currency' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER sixdegree_payments_campaign_fixed BEFORE UPDATE
    ON sixdegree_payments_campaign FOR EACH ROW
    WHEN ((NEW.ref, NEW.kind, NEW.currency) IS DISTINCT FROM (OLD.ref, OLD.kind, OLD.currency))
    EXECUTE FUNCTION sixdegree_payments_campaign_fixed();
"""

BACKWARDS = """
DROP TRIGGER sixdegree_payments_ledgertransaction_immutable ON sixdegree_payments_ledgertransaction;
DROP TRIGGER sixdegree_payments_ledgerentry_immutable ON sixdegree_payments_ledgerentry;
DROP TRIGGER sixdegree_payments_receipt_immutable ON sixdegree_payments_receipt;
DROP TRIGGER sixdegree_payments_fundingsnapshot_immutable ON sixdegree_payments_fundingsnapshot;
DROP TRIGGER sixdegree_payments_donation_kept ON sixdegree_payments_donation;
DROP TRIGGER sixdegree_payments_campaign_kept ON sixdegree_payments_campaign;
DROP TRIGGER sixdegree_payments_ledgertransaction_balanced ON sixdegree_payments_ledgertransaction;
DROP TRIGGER sixdegree_payments_ledgerentry_balanced ON sixdegree_payments_ledgerentry;
DROP TRIGGER sixdegree_payments_donation_final ON sixdegree_payments_donation;
DROP TRIGGER sixdegree_payments_campaign_fixed ON sixdegree_payments_campaign;
DROP FUNCTION sixdegree_payments_refuse();
DROP FUNCTION sixdegree_payments_balance();
DROP FUNCTION sixdegree_payments_donation_final();
DROP FUNCTION sixdegree_payments_campaign_fixed();
"""


def run(sql):
    def operation(apps, schema_editor):
        # SQLite's triggers are installed after each migrate instead: its table remake drops them.
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(sql, params=None)

    return operation


class Migration(migrations.Migration):
    dependencies = [("sixdegree_payments", "0001_initial")]
    operations = [migrations.RunPython(run(FORWARDS), run(BACKWARDS))]
