"""The fund: what it holds, what it has promised, what it exchanged."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from payments.models.campaign import Campaign


class FundBalance(models.Model):
    """What a fund holds in one currency. The database writes it from the ledger's entries, and refuses an
    entry that would take it below zero.
    """

    fund = models.CharField(max_length=64)
    currency = models.CharField(max_length=3)
    amount = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fund", "currency"], name="fund_balance_once"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="fund_balance_not_negative"),
        ]


class FundCommitment(models.Model):
    """The need of a closed campaign, taken over by a fund at its full remaining value.

    `promised` minus `met` is what the campaign still lacks: it grows with every gift that leaves the
    campaign, and shrinks with what the fund pays into it.
    """

    campaign = models.OneToOneField(Campaign, on_delete=models.PROTECT, related_name="commitment")
    fund = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="commitments")
    promised = models.BigIntegerField()
    met = models.BigIntegerField(default=0, db_default=0)
    committed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(met__gte=0, met__lte=F("promised")), name="commitment_met")
        ]

    @property
    def open(self) -> int:
        return self.promised - self.met


class FundExchange(models.Model):
    """One currency of a fund turned into another: `to_amount` is `from_amount` times `rate`, cut to whole
    minor units.
    """

    fund = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="exchanges")
    from_currency = models.CharField(max_length=3)
    from_amount = models.BigIntegerField()
    to_currency = models.CharField(max_length=3)
    to_amount = models.BigIntegerField()
    rate = models.DecimalField(max_digits=20, decimal_places=10)
    by = models.CharField(max_length=64)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(from_amount__gt=0, to_amount__gt=0, rate__gt=0)
                & ~Q(from_currency=F("to_currency")),
                name="fund_exchange_amounts",
            )
        ]
