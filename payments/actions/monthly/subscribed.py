"""Which monthly gift a subscription of the provider is."""

from payments import gateway
from payments.actions import settlement
from payments.models import Donation, MonthlyGift


def subscribed(subscription: str | None, donation_id: str | None) -> MonthlyGift:
    """The gift that began it is settled first where no event has told of its payment. Speaks to the provider.

    Raises settlement.Unknown, settlement.Mismatch, settlement.NotSettledYet, GatewayError.
    """
    if known := found(subscription):
        return known
    first = Donation.objects.select_related("campaign").filter(pk=donation_id or "", every_month=True).first()
    if first is None:
        raise settlement.Unknown("names no monthly gift of ours")
    if first.state == Donation.State.RESERVED:
        if not first.session_id:
            raise settlement.NotSettledYet("the donation's session is not known yet")
        settlement.apply(first, gateway.retrieve_session(first.session_id))
    if known := found(subscription):
        return known
    first.refresh_from_db()
    if first.state == Donation.State.RESERVED:
        raise settlement.NotSettledYet("the first month is not paid yet")
    raise settlement.Mismatch(
        f"subscription {subscription} is not the one that donation {first.reference} began"
    )


def found(subscription: str | None) -> MonthlyGift | None:
    return MonthlyGift.objects.select_related("campaign").filter(subscription=subscription or "").first()
