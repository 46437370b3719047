"""Which gift a charge of the provider paid."""

from datetime import datetime

from payments import gateway
from payments.actions import settlement
from payments.actions.monthly import months
from payments.actions.settlement import Unknown
from payments.models import Donation


def paid_by(
    charge: str | None,
    donation_id: str | None,
    intent: str | None = None,
    heard_at: datetime | None = None,
) -> Donation:
    """The gift, settled first where no event has told of its payment yet. Speaks to the provider.

    The charge of a month names no donation: its `intent` leads to the invoice that does. That may be
    still to come where what follows the charge was made a moment ago, at `heard_at`.

    Raises Unknown, settlement.Mismatch, settlement.NotSettledYet, GatewayError.
    """
    gifts = Donation.objects.select_related("campaign")
    donation = gifts.filter(charge=charge or "").first() or gifts.filter(pk=donation_id or "").first()
    if donation is None and intent and months.book_of(intent, heard_at):
        donation = gifts.filter(charge=charge or "").first()
    if donation is None:
        raise Unknown("names no donation of ours")
    if donation.state == Donation.State.RESERVED:
        if not donation.session_id:
            raise settlement.NotSettledYet("the donation's session is not known yet")
        settlement.apply(donation, gateway.retrieve_session(donation.session_id))
        donation.refresh_from_db()
    if donation.state == Donation.State.RESERVED:
        raise settlement.NotSettledYet("the donation is not paid yet")
    if donation.charge != charge:
        raise settlement.Mismatch(f"charge {charge} is not the one that paid donation {donation.reference}")
    return donation
