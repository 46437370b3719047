"""SQLite's part of the guard. Dropped before every migrate and installed after it, since Django's table
remake silently loses triggers there. PostgreSQL's are a migration, and refuse an unbalanced transaction
besides.
"""

from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

PREFIX = "sixdegree_payments_"
APPEND_ONLY = [
    "ledgertransaction",
    "ledgerentry",
    "receipt",
    "receiptvoid",
    "fundingsnapshot",
    "disbursement",
    "disbursementshare",
    "disbursementdocument",
    "fundexchange",
    "reconciliation",
]
KEPT = [
    "donation",
    "campaign",
    "refund",
    "dispute",
    "payout",
    "fundcommitment",
    "fundbalance",
    "offer",
    "monthlygift",
]


def refuse(name: str, event: str, table: str, sentence: str, when: str = "") -> str:
    condition = f"WHEN {when} " if when else ""
    return (
        f"CREATE TRIGGER {PREFIX}{name} BEFORE {event} ON {PREFIX}{table} FOR EACH ROW {condition}"
        f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
    )


def differs(*columns: str) -> str:
    return " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in columns)


TRIGGERS: dict[str, str] = {}
for _table in APPEND_ONLY:
    for _event in ["update", "delete"]:
        TRIGGERS[f"{_table}_no_{_event}"] = refuse(
            f"{_table}_no_{_event}",
            _event.upper(),
            _table,
            f"{_table} is append-only: book a new row instead",
        )
for _table in KEPT:
    TRIGGERS[f"{_table}_kept"] = refuse(f"{_table}_kept", "DELETE", _table, f"a {_table} is never deleted")
TRIGGERS["donation_final"] = refuse(
    "donation_final",
    "UPDATE",
    "donation",
    "what was given, to what, and how it ended cannot be changed",
    differs(
        *("campaign_id", "reference", "amount", "fee_cover", "currency"),
        *("every_month", "key_hash", "body_hash"),
    )
    + " OR (OLD.state <> 'reserved' AND NEW.state <> OLD.state)"
    + f" OR (OLD.invoice IS NOT NULL AND ({differs('invoice', 'monthly_gift_id')}))",
)
TRIGGERS["monthlygift_final"] = refuse(
    "monthlygift_final",
    "UPDATE",
    "monthlygift",
    "a monthly gift keeps its terms, and ended is final",
    differs("subscription", "campaign_id", "amount", "fee_cover", "currency", "began_at")
    + " OR (OLD.state = 'ended' AND NEW.state <> OLD.state)",
)
_NO_FUND = (
    "NOT EXISTS (SELECT 1 FROM sixdegree_payments_campaign campaign"
    " WHERE campaign.id = NEW.campaign_id AND campaign.kind = 'fund')"
)
for _table, _when in [("donation", f"NEW.every_month AND {_NO_FUND}"), ("monthlygift", _NO_FUND)]:
    TRIGGERS[f"{_table}_monthly_to_fund"] = refuse(
        f"{_table}_monthly_to_fund",
        "INSERT",
        _table,
        "a gift every month goes to a fund, never to a case",
        _when,
    )
TRIGGERS["campaign_fixed"] = refuse(
    "campaign_fixed",
    "UPDATE",
    "campaign",
    "a campaign keeps its reference, kind and currency",
    differs("ref", "kind", "currency"),
)
TRIGGERS["campaign_funded_final"] = refuse(
    "campaign_funded_final",
    "UPDATE",
    "campaign",
    "funded is final: what a funded campaign received stays",
    "OLD.funded_on IS NOT NULL AND NEW.goal = OLD.goal"
    " AND (NEW.received < OLD.received OR NEW.funded_on IS NULL)",
)
TRIGGERS["refund_final"] = refuse(
    "refund_final",
    "UPDATE",
    "refund",
    "a refund keeps its facts and never moves back",
    differs("donation_id", "amount", "fee_cover", "currency", "by", "reason", "requested_at")
    + " OR (OLD.provider_id IS NOT NULL AND NEW.provider_id IS NOT OLD.provider_id)"
    " OR instr('requested pending succeeded failed', NEW.state)"
    " < instr('requested pending succeeded failed', OLD.state)",
)
TRIGGERS["dispute_final"] = refuse(
    "dispute_final",
    "UPDATE",
    "dispute",
    "a dispute keeps its facts, and won or lost is final",
    differs("provider_id", "donation_id", "amount", "currency", "opened_at")
    + " OR (OLD.status IN ('won', 'lost') AND NEW.status <> OLD.status)",
)
TRIGGERS["payout_final"] = refuse(
    "payout_final",
    "UPDATE",
    "payout",
    "a payout keeps its facts and never moves back",
    differs("provider_id", "amount", "currency")
    + " OR (OLD.status IN ('failed', 'canceled') AND NEW.status <> OLD.status)"
    " OR (OLD.status = 'paid' AND NEW.status NOT IN ('paid', 'failed'))",
)
TRIGGERS["fundcommitment_final"] = refuse(
    "fundcommitment_final",
    "UPDATE",
    "fundcommitment",
    "what the fund took over and met is not taken back",
    differs("campaign_id", "fund_id", "committed_at") + " OR NEW.met < OLD.met",
)
TRIGGERS["fund_moves"] = """
CREATE TRIGGER sixdegree_payments_fund_moves AFTER INSERT ON sixdegree_payments_ledgerentry FOR EACH ROW
WHEN NEW.account LIKE 'fund:%' BEGIN
    INSERT INTO sixdegree_payments_fundbalance (fund, currency, amount)
    SELECT substr(NEW.account, 6), NEW.currency, 0 WHERE NOT EXISTS (
        SELECT 1 FROM sixdegree_payments_fundbalance
        WHERE fund = substr(NEW.account, 6) AND currency = NEW.currency);
    UPDATE sixdegree_payments_fundbalance SET amount = amount - NEW.amount
    WHERE fund = substr(NEW.account, 6) AND currency = NEW.currency;
END"""
TRIGGERS["campaignclosure_kept"] = refuse(
    "campaignclosure_kept",
    "DELETE",
    "campaignclosure",
    "a closure is never deleted: open a new campaign under a new reference",
)
TRIGGERS["campaignclosure_final"] = refuse(
    "campaignclosure_final",
    "UPDATE",
    "campaignclosure",
    "a closure is final: only a pause is lifted, and once",
    differs("id", "campaign_ref", "kind", "at")
    + " OR OLD.kind <> 'paused' OR OLD.lifted_at IS NOT NULL OR NEW.lifted_at IS NULL",
)
TRIGGERS["offer_final"] = refuse(
    "offer_final",
    "UPDATE",
    "offer",
    "what became of a gift is chosen once",
    differs("donation_id", "offered_at")
    + f" OR (OLD.answer <> '' AND ({differs('answer', 'by', 'answered_at')}))",
)
TRIGGERS["donation_while_open"] = refuse(
    "donation_while_open",
    "INSERT",
    "donation",
    "this campaign takes no gift any more",
    # A month that was paid is booked all the same.
    "NEW.invoice IS NULL AND"
    " EXISTS (SELECT 1 FROM sixdegree_payments_campaign campaign WHERE campaign.id = NEW.campaign_id AND ("
    " campaign.open_until <= strftime('%Y-%m-%d %H:%M:%f', 'now') OR EXISTS ("
    " SELECT 1 FROM sixdegree_payments_campaignclosure closure"
    " WHERE closure.campaign_ref = campaign.ref AND closure.lifted_at IS NULL)))",
)
TRIGGERS["fundingsnapshot_figures"] = refuse(
    "fundingsnapshot_figures",
    "INSERT",
    "fundingsnapshot",
    "degrees are counted from 1 to 6, in figures",
    "json_type(NEW.degrees) IS NOT 'object' OR EXISTS (SELECT 1 FROM json_each(NEW.degrees)"
    " WHERE key NOT IN ('1', '2', '3', '4', '5', '6') OR type IS NOT 'integer')",
)


def drop(using: str, **kwargs: Any) -> None:
    connection = connections[using]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for name in TRIGGERS:
                cursor.execute(f"DROP TRIGGER IF EXISTS {PREFIX}{name}")


def install(using: str, **kwargs: Any) -> None:
    connection = connections[using]
    if connection.vendor != "sqlite" or f"{PREFIX}campaign" not in connection.introspection.table_names():
        return
    drop(using)
    with connection.cursor() as cursor:
        for sql in TRIGGERS.values():
            cursor.execute(sql)


# A constraint there, of migration 0007.
POSTGRESQL_CONSTRAINTS = {"snapshot_degrees", "snapshot_status"}
# Those of the migrations, without the prefix.
POSTGRESQL = {
    "ledgertransaction_immutable",
    "ledgerentry_immutable",
    "receipt_immutable",
    "receiptvoid_immutable",
    "fundingsnapshot_immutable",
    "donation_kept",
    "campaign_kept",
    "ledgertransaction_balanced",
    "ledgerentry_balanced",
    "donation_final",
    "campaign_fixed",
    "campaignclosure_kept",
    "campaignclosure_final",
    "donation_while_open",
    "ledgertransaction_not_emptied",
    "ledgerentry_not_emptied",
    "receipt_not_emptied",
    "receiptvoid_not_emptied",
    "offer_final",
    "offer_kept",
    "offer_not_emptied",
    "fundingsnapshot_not_emptied",
    "donation_not_emptied",
    "campaign_not_emptied",
    "campaignclosure_not_emptied",
    "providerevent_not_emptied",
    "disbursement_immutable",
    "disbursementshare_immutable",
    "disbursementdocument_immutable",
    "fundexchange_immutable",
    "reconciliation_immutable",
    "refund_kept",
    "dispute_kept",
    "payout_kept",
    "fundcommitment_kept",
    "fundbalance_kept",
    "disbursement_not_emptied",
    "disbursementshare_not_emptied",
    "disbursementdocument_not_emptied",
    "fundexchange_not_emptied",
    "reconciliation_not_emptied",
    "refund_not_emptied",
    "dispute_not_emptied",
    "payout_not_emptied",
    "fundcommitment_not_emptied",
    "fundbalance_not_emptied",
    "refund_final",
    "dispute_final",
    "payout_final",
    "fundcommitment_final",
    "campaign_funded_final",
    "fundbalance_derived",
    "fund_moves",
    "monthlygift_kept",
    "monthlygift_not_emptied",
    "monthlygift_final",
    "monthlygift_monthly_to_fund",
    "donation_monthly_to_fund",
}


def missing(connection: BaseDatabaseWrapper) -> set[str]:
    """Names of triggers that should stand in this database and do not, or are switched off."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')"
                " UNION SELECT conname FROM pg_constraint WHERE convalidated"
            )
            present = {row[0] for row in cursor.fetchall()}
        gone = {name for name in POSTGRESQL if f"{PREFIX}{name}" not in present}
        return gone | POSTGRESQL_CONSTRAINTS - present
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        present = {row[0] for row in cursor.fetchall()}
    return {name for name in TRIGGERS if f"{PREFIX}{name}" not in present}
