"""A donation from reservation to receipt."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from payments import identifiers
from payments.models.campaign import Campaign
from payments.models.donor import Donor


class Donation(models.Model):
    """`reserved` becomes `paid` or `released`, once and for good. The provider decides which, never our
    clock.

    The create call's parameters are stored, so that a reservation whose session is unknown can be resolved by
    repeating it. `address_hash` and `address_slot` hold only while the reservation is open.
    """

    class State(models.TextChoices):
        RESERVED = "reserved"
        PAID = "paid"
        RELEASED = "released"

    class SurplusRule(models.TextChoices):
        """What becomes of the gift should the campaign end without needing it."""

        FUND = "fund"
        REFUND = "refund"

    id = models.CharField(primary_key=True, max_length=26, default=identifiers.donation_id)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="donations")
    state = models.CharField(max_length=8, choices=State.choices, default=State.RESERVED)
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    locale = models.CharField(max_length=12)
    surplus_rule = models.CharField(max_length=8, choices=SurplusRule.choices)
    degree = models.SmallIntegerField(null=True)
    waited = models.BooleanField(default=False)
    key_hash = models.CharField(max_length=64, unique=True)
    body_hash = models.CharField(max_length=64)
    address_hash = models.CharField(max_length=64, blank=True)
    address_slot = models.SmallIntegerField(null=True)
    reserved_at = models.DateTimeField(db_default=Now())
    checkout_params = models.JSONField()
    expires_at = models.DateTimeField()
    session_id = models.CharField(max_length=255, blank=True)
    checkout_url = models.URLField(max_length=2048, blank=True)
    asked_at = models.DateTimeField(null=True)
    payment_intent = models.CharField(max_length=255, blank=True)
    charge = models.CharField(max_length=255, null=True, unique=True)  # noqa: DJ001  unique where it is known
    donor = models.ForeignKey(Donor, null=True, on_delete=models.PROTECT, related_name="donations")
    paid_at = models.DateTimeField(null=True)
    value_date = models.DateField(null=True)
    released_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="donation_amount"),
            models.CheckConstraint(
                condition=Q(degree__isnull=True) | Q(degree__range=(1, 6)), name="donation_degree"
            ),
            models.CheckConstraint(
                condition=Q(state="reserved", paid_at__isnull=True, released_at__isnull=True)
                | Q(state="paid", paid_at__isnull=False, value_date__isnull=False, charge__isnull=False)
                | Q(state="released", paid_at__isnull=True, released_at__isnull=False),
                name="donation_state",
            ),
            # Three open reservations per address and campaign, under any concurrency.
            models.CheckConstraint(
                condition=Q(address_slot__isnull=True) | Q(address_slot__range=(1, 3)),
                name="donation_slot_range",
            ),
            models.UniqueConstraint(
                fields=["campaign", "address_hash", "address_slot"],
                condition=Q(state="reserved"),
                name="donation_slot",
            ),
        ]
        indexes = [
            models.Index(fields=["expires_at"], condition=Q(state="reserved"), name="donation_open"),
            models.Index(fields=["campaign", "donor"], condition=Q(state="paid"), name="donation_paid"),
            models.Index(fields=["reserved_at"], condition=Q(waited=True), name="donation_waited"),
        ]


class ReceiptSeries(models.Model):
    """The last number given out in a series (a year). Moved in the transaction that gives it out: no gaps."""

    name = models.CharField(primary_key=True, max_length=16)
    last = models.IntegerField()


class Receipt(models.Model):
    donation = models.OneToOneField(Donation, on_delete=models.PROTECT, related_name="receipt")
    series = models.CharField(max_length=16)
    number = models.IntegerField()
    issued_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "number"], name="receipt_number")]

    def __str__(self) -> str:
        return f"{self.series}-{self.number:06d}"
