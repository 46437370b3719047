"""A donation, from its reservation to its end."""

from django.db import models
from django.db.models import F, Q, Sum
from django.db.models.functions import Now

from payments import identifiers
from payments.models.campaign import Campaign
from payments.models.donor import Donor
from payments.models.monthly import MonthlyGift


class Donation(models.Model):
    """`reserved` becomes `paid` or `released`, once and for good. The provider decides which, never our
    clock.

    `amount` is the gift and counts to the goal; `fee_cover` is charged beside it and never does.
    The create call's parameters are stored, so that a reservation whose session is unknown can be resolved by
    repeating it. `address_hash` and `address_slot` hold only while the reservation is open.

    Whoever knows `id` sees the receipt and chooses what becomes of the gift, so it stands in no list and no
    address of the books: `reference` names the gift there and opens nothing.

    `every_month`: its donor asked for it to be repeated, or it is such a repetition: paid, it belongs to
    `monthly_gift` and was paid by the provider's `invoice`, once.

    Of a paid gift, in its own minor units: `counted` counts to the campaign now, `refunded` was asked or
    given back, `disbursed` was spent.
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
    reference = models.CharField(max_length=26, unique=True, default=identifiers.opaque_id)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="donations")
    state = models.CharField(max_length=8, choices=State.choices, default=State.RESERVED)
    amount = models.BigIntegerField()
    fee_cover = models.BigIntegerField(default=0, db_default=0)
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
    every_month = models.BooleanField(default=False, db_default=False)
    monthly_gift = models.ForeignKey(
        MonthlyGift, null=True, on_delete=models.PROTECT, related_name="donations"
    )
    invoice = models.CharField(max_length=255, null=True, unique=True)  # noqa: DJ001  unique where there is one
    paid_at = models.DateTimeField(null=True)
    value_date = models.DateField(null=True)
    released_at = models.DateTimeField(null=True)
    counted = models.BigIntegerField(default=0, db_default=0)
    refunded = models.BigIntegerField(default=0, db_default=0)
    disbursed = models.BigIntegerField(default=0, db_default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="donation_amount"),
            models.CheckConstraint(condition=Q(fee_cover__gte=0), name="donation_fee_cover"),
            # What was spent is not given back, what was given back is not spent, and nothing twice.
            models.CheckConstraint(
                condition=Q(
                    counted__gte=0,
                    counted__lte=F("amount"),
                    refunded__gte=0,
                    disbursed__gte=0,
                    disbursed__lte=F("counted"),
                    amount__gte=F("refunded") + F("disbursed"),
                ),
                name="donation_parts",
            ),
            models.CheckConstraint(
                condition=Q(state="paid") | Q(counted=0, refunded=0, disbursed=0), name="donation_parts_paid"
            ),
            models.CheckConstraint(
                condition=Q(degree__isnull=True) | Q(degree__range=(1, 6)), name="donation_degree"
            ),
            models.CheckConstraint(
                condition=Q(state="reserved", paid_at__isnull=True, released_at__isnull=True)
                | Q(state="paid", paid_at__isnull=False, value_date__isnull=False, charge__isnull=False)
                | Q(state="released", paid_at__isnull=True, released_at__isnull=False),
                name="donation_state",
            ),
            models.CheckConstraint(
                condition=Q(monthly_gift__isnull=True, invoice__isnull=True, every_month=False)
                | Q(monthly_gift__isnull=True, invoice__isnull=True, state__in=["reserved", "released"])
                | Q(monthly_gift__isnull=False, invoice__isnull=False, every_month=True, state="paid"),
                name="donation_every_month",
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

    @property
    def charged(self) -> int:
        """What the donor's card pays: the gift and, where she covers it, the provider's fee."""
        return self.amount + self.fee_cover

    @property
    def unspent(self) -> int:
        """What counts of it, was not asked back and not spent.

        What is asked back and not booked yet counts still. To be read while the row is held.
        """
        requested = self.refunds.filter(state="requested") if self.refunded else self.refunds.none()
        asked = requested.aggregate(sum=Sum("amount", default=0))["sum"]
        return max(0, min(self.counted - int(asked), self.amount - self.refunded) - self.disbursed)
