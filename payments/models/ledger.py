"""The ledger: append-only double entries. The database refuses change, deletion and imbalance."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from payments.models.donation import Donation


class LedgerTransaction(models.Model):
    """One event of money, booked once: `source` is the provider's id of what happened.

    `booked_at` is the database's; `value_date` is the date the money moved at the provider (UTC).
    """

    class Kind(models.TextChoices):
        GIFT = "gift"

    kind = models.CharField(max_length=16, choices=Kind.choices)
    source = models.CharField(max_length=255)
    donation = models.ForeignKey(Donation, on_delete=models.PROTECT, related_name="ledger_transactions")
    booked_at = models.DateTimeField(db_default=Now())
    value_date = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "source"], name="ledger_once")]


class LedgerEntry(models.Model):
    """`amount` in minor units: debit positive, credit negative. Per transaction and currency they sum to
    zero.

    Accounts: `provider_cash` (what the provider holds for us), `provider_fees` (the organisation's expense),
    `exchange` (between two currencies of one transaction), `campaign:<ref>`, `fund:<ref>` (what was given,
    gross).
    """

    transaction = models.ForeignKey(LedgerTransaction, on_delete=models.PROTECT, related_name="entries")
    account = models.CharField(max_length=80)
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(amount=0), name="ledger_entry_amount")]
        indexes = [models.Index(fields=["account", "currency"], name="ledger_account")]
