"""Giving: reserve, commit, and only then ask the provider for its payment page. Settling and cancelling the
same.
"""

import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import TYPE_CHECKING, cast

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from payments import ceilings, checkout, degrees, gateway, identifiers, proof_of_work, reservation
from payments.actions import refusals, settlement
from payments.actions.gifts import found
from payments.exceptions import KeyRefused, ProviderRefused, ProviderUnavailable
from payments.gift import Gift
from payments.models import Donation

if TYPE_CHECKING:
    from stripe.params.checkout import SessionCreateParams

logger = logging.getLogger(__name__)

# 22 of the 64 signs of base64url carry 128 bits, and so do 32 hexadecimal digits.
KEY = re.compile(r"[A-Za-z0-9_.:~=-]{22,255}")
# Of a UUID's digits six bits are fixed, which leaves 122.
TOO_FEW_BITS = re.compile(r"[0-9A-Fa-f-]{,31}|[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
# Fewer different signs than these come of no chance.
FEWEST_SIGNS = 8
# One try for each slot of an address that another of its requests may take at the same moment.
TRIES = 4


def give(
    gift: Gift,
    *,
    key: str,
    address: str,
    proof: str | None = None,
    waited: bool = False,
    begun: Sequence[str] = (),
) -> Donation:
    """The reserved donation with its `checkout_url`. The same key and gift again return the same donation.

    `begun`: keys the donor began other payments with, for a refusal that may name these. A proof of work is
    asked, unless the caller has made the donor wait (`waited`, under hourly ceilings). Raises a Refusal of
    `payments.exceptions`. Never call this in a transaction: it commits, then speaks to the provider.
    """
    body = identifiers.body_hash(asdict(gift))
    if known := replayed(key, body):
        # Reserved a moment before the end of its campaign, and never told the way to pay after it.
        if known.state == Donation.State.RESERVED:
            refusals.check_open(known.campaign)
            if not known.session_id:
                # Each of these asks the provider again.
                ceilings.count(gift.campaign, identifiers.address_hash(address))
        return with_checkout(known)
    refusals.check(gift)
    if waited:
        refusals.check_waited(gift.campaign)
    else:
        proof_of_work.spend(proof)
    ceilings.count(gift.campaign, identifiers.address_hash(address))
    return with_checkout(reserved(gift, key, body, address, waited, begun))


def replayed(key: str, body: str) -> Donation | None:
    """The donation this key made before. Raises KeyRefused for a weak key or one used for another gift."""
    if not is_strong(key):
        raise KeyRefused(
            _(
                "The Idempotency-Key must hold at least 128 random bits: send 22 random signs of base64url, "
                "32 random hexadecimal digits, or more. A UUID holds 122."
            )
        )
    known = Donation.objects.select_related("campaign").filter(key_hash=identifiers.key_hash(key)).first()
    if known and known.body_hash != body:
        raise KeyRefused(_("This Idempotency-Key was used for another gift. Make a new key for this one."))
    return known


def is_strong(key: str) -> bool:
    return bool(KEY.fullmatch(key) and not TOO_FEW_BITS.fullmatch(key) and len(set(key)) >= FEWEST_SIGNS)


def reserved(
    gift: Gift, key: str, body: str, address: str, waited: bool, begun: Sequence[str] = ()
) -> Donation:
    for _attempt in range(TRIES):
        request = requested(gift, key, body, address, waited)
        try:
            with transaction.atomic(durable=True):
                done = reservation.reserve(request)
        except IntegrityError:
            # The same key, or a neighbour's request for the same slot, was a moment faster.
            if known := replayed(key, body):
                return known
            continue
        if done:
            return Donation.objects.select_related("campaign").get(pk=request.id)
        # None: what stood in its way was let go a moment later.
        if refusal := refusals.why_not(gift, identifiers.address_hash(address), begun):
            raise refusal
    raise refusals.crowded()


def requested(gift: Gift, key: str, body: str, address: str, waited: bool) -> reservation.Request:
    donation_id = identifiers.donation_id()
    expires_at = timezone.now() + timedelta(seconds=checkout.LIFETIME_SECONDS)
    fee_cover = refusals.covered(gift)
    params = checkout.params(
        donation_id,
        gift.amount,
        gift.currency,
        gift.locale,
        expires_at,
        gift.front_end,
        fee_cover,
        gift.every_month,
    )
    return reservation.Request(
        id=donation_id,
        campaign=gift.campaign,
        amount=gift.amount,
        fee_cover=fee_cover,
        currency=gift.currency,
        locale=gift.locale,
        surplus_rule=gift.surplus_rule,
        degree=degrees.value(gift.degree) if gift.degree else None,
        waited=waited,
        every_month=gift.every_month,
        key_hash=identifiers.key_hash(key),
        body_hash=body,
        address_hash=identifiers.address_hash(address),
        checkout_params=dict(gateway.checked(params)),
        expires_at=expires_at,
        least=refusals.least(gift),
    )


def with_checkout(donation: Donation) -> Donation:
    """Gives a reserved donation its payment page. Safe to repeat: the provider knows the key.

    Raises ProviderUnavailable (the reservation stays, the worker or the same key resolves it) or, when the
    provider will never make that page, ProviderRefused (the reservation is released).
    """
    if donation.session_id or donation.state != Donation.State.RESERVED:
        return donation
    try:
        remember(donation, created(donation))
    except gateway.GatewayRefusal as error:
        logger.error("provider refuses to create the session of a donation: %s", error)
        settlement.release(donation)
        raise ProviderRefused(
            _("The payment page could not be made. Nothing was charged; please tell us.")
        ) from error
    except gateway.GatewayError as error:
        logger.warning("provider out of reach: %s", error)
        raise ProviderUnavailable(
            _("The payment page is out of reach just now. Nothing was charged; try again in a few minutes.")
        ) from error
    return donation


def created(donation: Donation) -> gateway.CheckoutSession:
    return gateway.create_session(
        cast("SessionCreateParams", donation.checkout_params), checkout.idempotency_key(donation.pk)
    )


def remember(donation: Donation, session: gateway.CheckoutSession) -> None:
    donation.session_id, donation.checkout_url = session.id, session.url or ""
    Donation.objects.filter(pk=donation.pk).update(session_id=session.id, checkout_url=donation.checkout_url)


def learn(donation: Donation, session: gateway.CheckoutSession) -> None:
    """The session of a reservation whose answer was lost, told by somebody else than the create call.

    Raises Mismatch for one that we would not have made: remembering it, we would never ask for our own.
    """
    named = {session.donation, session.payment.donation if session.payment else donation.pk}
    if (named, session.amount, session.currency) != ({donation.pk}, donation.charged, donation.currency):
        raise settlement.Mismatch(f"session {session.id} names another donation, amount or currency")
    remember(donation, session)


def settle(donation_id: str) -> Donation:
    """For the return page: reads the session where no event has come yet. Raises DonationNotFound."""
    donation = found(donation_id)
    if donation.state == Donation.State.RESERVED and donation.session_id:
        follow(donation, gateway.retrieve_session)
    return donation


def cancel(donation_id: str) -> Donation:
    """For the cancel page: asks the provider to end the session, then believes what it says."""
    donation = found(donation_id)
    if donation.state == Donation.State.RESERVED and donation.session_id:
        follow(donation, gateway.end_session)
    return donation


def let_go(key: str) -> None:
    """Cancels the open payment that this key began. Nothing where it began none, or none that is open."""
    known = Donation.objects.filter(key_hash=identifiers.key_hash(key), state=Donation.State.RESERVED).first()
    if known:
        cancel(known.pk)


def follow(donation: Donation, ask: Callable[[str], gateway.CheckoutSession]) -> None:
    """Applies what the provider answers. What cannot be applied now is left to the worker, and logged."""
    try:
        settlement.apply(donation, ask(donation.session_id))
    except gateway.Unreadable as error:
        logger.error("donation cannot be settled: %s", error)
    except (gateway.GatewayError, settlement.NotSettledYet) as error:
        logger.info("left to the worker: %s", error)
    except settlement.Mismatch as error:
        logger.error("donation does not fit its session: %s", error)
    donation.refresh_from_db()
