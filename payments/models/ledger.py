"""The ledger: append-only double entries. The database refuses change, deletion and imbalance."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from payments.models.donation import Donation


class LedgerTransaction(models.Model):
    """One event of money, booked once: `source` is the id of what happened, the provider's where it did.

    Of the kinds, `settlement` is a balance transaction of the provider: it alone moves `provider_cash`, so
    that the provider's records and these can be laid side by side. `booked_at` is the database's;
    `value_date` is the date the money moved at the provider (UTC). `by` and `reason` are of whoever booked it
    here, empty where an event did. Without a donation where none of them alone moved.
    """

    class Kind(models.TextChoices):
        GIFT = "gift"
        SETTLEMENT = "settlement"
        REFUND = "refund"
        REFUND_FAILED = "refund_failed"
        DISPUTE = "dispute"
        DISPUTE_WON = "dispute_won"
        PAYOUT = "payout"
        PAYOUT_FAILED = "payout_failed"
        TO_FUND = "to_fund"
        MEET = "meet"
        EXCHANGE = "exchange"
        DISBURSEMENT = "disbursement"
        CORRECTION = "correction"

    kind = models.CharField(max_length=16, choices=Kind.choices)
    source = models.CharField(max_length=255)
    donation = models.ForeignKey(
        Donation, null=True, on_delete=models.PROTECT, related_name="ledger_transactions"
    )
    by = models.CharField(max_length=64, blank=True, db_default="")
    reason = models.TextField(blank=True, db_default="")
    booked_at = models.DateTimeField(db_default=Now())
    value_date = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "source"], name="ledger_once")]


class LedgerEntry(models.Model):
    """`amount` in minor units: debit positive, credit negative. Per transaction and currency they sum to
    zero.

    Accounts, see docs/finance.md: `donor_receivable`, `provider_cash`, `provider_fees`, `fee_cover`,
    `campaign:<ref>`, `fund:<ref>`, `refunds`, `disputes`, `payouts`, `bank`, `organisation`,
    `disbursed:<ref>`, `exchange`.
    """

    transaction = models.ForeignKey(LedgerTransaction, on_delete=models.PROTECT, related_name="entries")
    account = models.CharField(max_length=80)
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(amount=0), name="ledger_entry_amount")]
        indexes = [models.Index(fields=["account", "currency"], name="ledger_account")]
