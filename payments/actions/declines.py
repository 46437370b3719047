"""A payment page is closed after a few declined cards: on it, stolen numbers would be tried one by one."""

import logging

from payments import ceilings, conf, gateway
from payments.actions import settlement
from payments.models import Donation

logger = logging.getLogger(__name__)


def bound(donation: Donation) -> None:
    """Ends the session of a reserved donation with too many declines, by the provider's own count of them.

    Raises GatewayError; Mismatch or NotSettledYet where it was paid meanwhile, as settling does.
    """
    if donation.state != Donation.State.RESERVED or not donation.session_id:
        return
    tried = gateway.retrieve_session(donation.session_id).payment
    if tried is not None:
        close_after_many(donation, tried.intent)


def bound_first_month(intent: str) -> None:
    """The same of one that is to be repeated: until it is paid, its session does not say its payment."""
    session = gateway.session_of(intent)
    if session is None:
        return
    reserved = Donation.objects.select_related("campaign").filter(state=Donation.State.RESERVED)
    if donation := reserved.filter(pk=session.donation or "", session_id=session.id).first():
        close_after_many(donation, intent)


def close_after_many(donation: Donation, intent: str) -> None:
    if gateway.declines(intent) < conf.declines_per_reservation():
        return
    session = gateway.end_session(donation.session_id)
    if session.status == "expired":
        logger.warning("a payment page was closed after %s declines", conf.declines_per_reservation())
        ceilings.note_declined(donation.campaign.ref, donation.address_hash)
    settlement.apply(donation, session)
