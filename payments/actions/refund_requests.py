"""Whether a gift may be given back, and the record that it shall be. The provider is asked by `refunds`."""

from django.db.models import Sum
from django.utils.translation import gettext as _

from payments.actions import bearing
from payments.actions.campaigns import locked
from payments.actions.gifts import held
from payments.currencies import currency as currency_of
from payments.exceptions import RefundRefused
from payments.models import Campaign, Dispute, Donation, Refund
from payments.money import spoken


def request(donation: Donation, amount: int, *, by: str, reason: str) -> Refund:
    """Records the refund, to be sent by `send` or the worker. To be called in a transaction.

    Raises RefundRefused.
    """
    donation = held(donation)
    check(donation, amount)
    whole = donation.refunded + lost(donation) + amount == donation.amount
    asked = Refund.objects.create(
        donation=donation,
        amount=amount,
        fee_cover=bearing.cover_in(donation, donation.charged) if whole else 0,
        currency=donation.currency,
        by=by,
        reason=reason,
    )
    recount(donation)
    return asked


def refundable(donation: Donation) -> int:
    """What of a gift was neither given back, nor spent, nor lost to the donor's bank, in its minor units."""
    return max(0, donation.amount - donation.refunded - donation.disbursed - lost(donation))


def lost(donation: Donation) -> int:
    """What of it the donor's bank took for good: of a part alone, the rest can still be given back."""
    taken = donation.disputes.filter(status=Dispute.Status.LOST, withdrawn=True)
    return min(int(taken.aggregate(sum=Sum("amount", default=0))["sum"]), donation.amount)


def is_held_by_the_bank(donation: Donation) -> bool:
    """Whether the donor's bank has taken of it and not decided yet.

    An inquiry has taken nothing: "no funds have been withdrawn and the payment it relates to can still be
    refunded", and a refund in full ends it without a fee (https://docs.stripe.com/disputes, *Inquiries and
    retrievals*). A dispute whose withdrawal was not told yet is the provider's to refuse.
    """
    open_ones = donation.disputes.exclude(status__in=[Dispute.Status.WON, Dispute.Status.LOST])
    return open_ones.filter(withdrawn=True).exists()


def check(donation: Donation, amount: int) -> None:
    if donation.state != Donation.State.PAID:
        raise RefundRefused(_("This gift is not paid, so there is nothing to give back."), max_amount=0)
    left = refundable(donation)
    if is_held_by_the_bank(donation) or (left <= 0 and lost(donation)):
        raise RefundRefused(
            _("The donor's bank disputes this gift and takes it back itself. Answer the dispute instead."),
            max_amount=0,
        )
    if not 0 < amount <= left:
        raise RefundRefused(
            _("%(left)s of this gift can be given back: the rest was given back or is spent on the need.")
            % {"left": spoken(left, donation.currency)},
            max_amount=left,
        )
    check_remainder(donation, amount, left)


def check_remainder(donation: Donation, amount: int, left: int) -> None:
    """A part given back must leave the campaign lacking nothing, or what somebody can give.

    All that is left of a gift is never refused: what the campaign may not bear the fund does.
    """
    unit = currency_of(donation.currency)
    if amount % unit.step and amount != left:
        raise RefundRefused(
            _("Refunds of this currency are made in steps of %(step)s.")
            % {"step": spoken(unit.step, donation.currency)},
            max_amount=left,
        )
    campaign = locked(donation.campaign.ref)
    if campaign.kind == Campaign.Kind.FUND or campaign.funded_on or amount == left:
        return
    lacking = bearing.lacking(campaign)
    if bearing.is_givable(campaign, lacking + amount):
        return
    amounts = sorted({each for each in (unit.minimum - lacking, left) if 0 < each <= left})
    raise RefundRefused(
        _("That would leave the campaign lacking too little for anybody to give. Choose %(amounts)s.")
        % {"amounts": _(" or ").join(spoken(each, donation.currency) for each in amounts)},
        amounts=amounts,
        max_amount=left,
    )


def recount(donation: Donation) -> None:
    """What was asked or given back of it and not spent: a spent part may come back by the bank alone."""
    standing = donation.refunds.exclude(state=Refund.State.FAILED)
    total = standing.aggregate(sum=Sum("amount", default=0))["sum"]
    donation.refunded = min(total, donation.amount - donation.disbursed)
    donation.save(update_fields=["refunded"])
