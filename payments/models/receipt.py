"""Receipts: numbered without gaps, never changed; what is wrong with one is said by a row beside it."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from payments.models.donation import Donation


class ReceiptSeries(models.Model):
    """The last number given out in a series (a year). Moved in the transaction that gives it out: no gaps."""

    name = models.CharField(primary_key=True, max_length=16)
    last = models.IntegerField()


class Receipt(models.Model):
    """`amount` in minor units of the donation's currency: what of the gift stood when it was issued.

    A donation has one first receipt, and one more for each that was voided to be replaced.
    """

    donation = models.ForeignKey(Donation, on_delete=models.PROTECT, related_name="receipts")
    series = models.CharField(max_length=16)
    number = models.IntegerField()
    amount = models.BigIntegerField()
    issued_at = models.DateTimeField(db_default=Now())
    # To a void and not to a receipt: what is valid still can have no replacement.
    replaces = models.OneToOneField(
        "ReceiptVoid", null=True, on_delete=models.PROTECT, related_name="replacement"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "number"], name="receipt_number"),
            models.UniqueConstraint(
                fields=["donation"], condition=Q(replaces__isnull=True), name="receipt_first"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="receipt_amount"),
        ]

    def __str__(self) -> str:
        return f"{self.series}-{self.number:06d}"


class ReceiptVoid(models.Model):
    """This receipt is no longer valid; its number stays where it is in the series.

    `by` is an opaque id of staff, or `rule` where the books themselves ask for it. `replace` says whether the
    gift gets another receipt.
    """

    class Cause(models.TextChoices):
        GIVEN_BACK = "given_back"
        MISTAKE = "mistake"

    receipt = models.OneToOneField(Receipt, on_delete=models.PROTECT, primary_key=True, related_name="void")
    cause = models.CharField(max_length=16, choices=Cause.choices)
    reason = models.TextField(blank=True)
    replace = models.BooleanField()
    by = models.CharField(max_length=64)
    voided_at = models.DateTimeField(db_default=Now())
