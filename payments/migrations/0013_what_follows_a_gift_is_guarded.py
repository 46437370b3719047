"""What follows a gift keeps its facts, moves only onwards, and what a funded campaign received stays.

A fund's balance is written by the database from the ledger's entries, under the CHECK that it is not
negative. SQLite's share is `payments/triggers.py`.
"""

from django.db import migrations, models

P = "sixdegree_payments_"
IMMUTABLE = ("disbursement", "disbursementshare", "disbursementdocument", "fundexchange")
KEPT = ("refund", "dispute", "payout", "fundcommitment", "fundbalance")

# Name, table, condition, sentence: an UPDATE for which the condition holds is refused.
FINAL = [
    (
        "refund_final",
        "refund",
        "(NEW.donation_id, NEW.amount, NEW.fee_cover, NEW.currency, NEW.by, NEW.reason, NEW.requested_at)"
        " IS DISTINCT FROM"
        " (OLD.donation_id, OLD.amount, OLD.fee_cover, OLD.currency, OLD.by, OLD.reason, OLD.requested_at)"
        " OR (OLD.provider_id IS NOT NULL AND NEW.provider_id IS DISTINCT FROM OLD.provider_id)"
        " OR array_position(ARRAY['requested', 'pending', 'succeeded', 'failed'], NEW.state::text)"
        " < array_position(ARRAY['requested', 'pending', 'succeeded', 'failed'], OLD.state::text)",
        "a refund keeps its facts and never moves back",
    ),
    (
        "dispute_final",
        "dispute",
        "(NEW.provider_id, NEW.donation_id, NEW.amount, NEW.currency, NEW.opened_at) IS DISTINCT FROM"
        " (OLD.provider_id, OLD.donation_id, OLD.amount, OLD.currency, OLD.opened_at)"
        " OR (OLD.status IN ('won', 'lost') AND NEW.status <> OLD.status)",
        "a dispute keeps its facts, and won or lost is final",
    ),
    (
        "payout_final",
        "payout",
        "(NEW.provider_id, NEW.amount, NEW.currency) IS DISTINCT FROM"
        " (OLD.provider_id, OLD.amount, OLD.currency)"
        " OR (OLD.status IN ('failed', 'canceled') AND NEW.status <> OLD.status)"
        " OR (OLD.status = 'paid' AND NEW.status NOT IN ('paid', 'failed'))",
        "a payout keeps its facts and never moves back",
    ),
    (
        "fundcommitment_final",
        "fundcommitment",
        "(NEW.campaign_id, NEW.fund_id, NEW.committed_at) IS DISTINCT FROM"
        " (OLD.campaign_id, OLD.fund_id, OLD.committed_at)"
        " OR NEW.met < OLD.met",
        "what the fund took over and met is not taken back",
    ),
    (
        "campaign_funded_final",
        "campaign",
        "OLD.funded_on IS NOT NULL AND NEW.goal = OLD.goal"
        " AND (NEW.received < OLD.received OR NEW.funded_on IS NULL)",
        "funded is final: what a funded campaign received stays",
    ),
]


def refusing(name, event, table, sentence, condition=""):
    when = f" WHEN ({condition})" if condition else ""
    return f"""
CREATE FUNCTION {P}{name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{sentence}' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER {P}{name} BEFORE {event} ON {P}{table}
    FOR EACH ROW{when} EXECUTE FUNCTION {P}{name}();
"""


# The row first, then the sum: PostgreSQL holds the CHECK against a proposed row that a conflict replaces.
FUND_MOVES = """
CREATE FUNCTION sixdegree_payments_fund_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO sixdegree_payments_fundbalance (fund, currency, amount)
        VALUES (substr(NEW.account, 6), NEW.currency, 0) ON CONFLICT DO NOTHING;
    UPDATE sixdegree_payments_fundbalance SET amount = amount - NEW.amount
        WHERE fund = substr(NEW.account, 6) AND currency = NEW.currency;
    RETURN NULL;
END $$;
CREATE TRIGGER sixdegree_payments_fund_moves AFTER INSERT ON sixdegree_payments_ledgerentry
    FOR EACH ROW WHEN (NEW.account LIKE 'fund:%') EXECUTE FUNCTION sixdegree_payments_fund_moves();
"""

FORWARDS = (
    "".join(
        f"CREATE TRIGGER {P}{table}_immutable BEFORE UPDATE OR DELETE ON {P}{table}"
        f" FOR EACH ROW EXECUTE FUNCTION {P}refuse();\n"
        for table in IMMUTABLE
    )
    + "".join(
        f"CREATE TRIGGER {P}{table}_kept BEFORE DELETE ON {P}{table}"
        f" FOR EACH ROW EXECUTE FUNCTION {P}refuse();\n"
        for table in KEPT
    )
    + "".join(
        f"CREATE TRIGGER {P}{table}_not_emptied BEFORE TRUNCATE ON {P}{table}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {P}not_emptied();\n"
        for table in IMMUTABLE + KEPT
    )
    + "".join(
        refusing(name, "UPDATE", table, sentence, condition) for name, table, condition, sentence in FINAL
    )
    + refusing(
        "fundbalance_derived",
        "INSERT OR UPDATE",
        "fundbalance",
        "a fund''s balance is what its ledger entries make it: book an entry",
        "pg_trigger_depth() = 0",
    )
    + FUND_MOVES
)
FUNCTIONS = [name for name, *_rest in FINAL] + ["fundbalance_derived", "fund_moves"]
BACKWARDS = (
    "".join(f"DROP FUNCTION {P}{name}() CASCADE;\n" for name in FUNCTIONS)
    + "".join(f"DROP TRIGGER {P}{table}_immutable ON {P}{table};\n" for table in IMMUTABLE)
    + "".join(f"DROP TRIGGER {P}{table}_kept ON {P}{table};\n" for table in KEPT)
    + "".join(f"DROP TRIGGER {P}{table}_not_emptied ON {P}{table};\n" for table in IMMUTABLE + KEPT)
)


def run(sql):
    def operation(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(sql, params=None)

    return operation


def count_what_is_there(apps, schema_editor):
    """Until now no gift was ever given back: all that is paid counts, all that a fund was given it holds."""
    donations = apps.get_model("sixdegree_payments", "Donation").objects
    donations.filter(state="paid").update(counted=models.F("amount"))
    entries = apps.get_model("sixdegree_payments", "LedgerEntry").objects
    held = entries.filter(account__startswith="fund:").values("account", "currency")
    apps.get_model("sixdegree_payments", "FundBalance").objects.bulk_create(
        apps.get_model("sixdegree_payments", "FundBalance")(
            fund=row["account"].removeprefix("fund:"), currency=row["currency"], amount=-row["sum"]
        )
        for row in held.annotate(sum=models.Sum("amount")).order_by()
    )


class Migration(migrations.Migration):
    dependencies = [("sixdegree_payments", "0012_the_books_after_the_gift")]
    operations = [
        migrations.RunPython(count_what_is_there, migrations.RunPython.noop),
        migrations.RunPython(run(FORWARDS), run(BACKWARDS)),
    ]
