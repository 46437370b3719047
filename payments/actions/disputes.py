"""What the donor's bank takes back: booked as the provider says, answered with evidence or accepted."""

from collections.abc import Callable
from datetime import UTC
from urllib.parse import unquote, urlsplit

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from payments import conf, gateway
from payments.actions import bearing, ledger
from payments.actions.charges import paid_by
from payments.actions.gifts import held
from payments.actions.monthly import ending
from payments.actions.settlement import Mismatch
from payments.exceptions import DisputeRefused, ProviderUnavailable
from payments.models import Dispute, Donation, LedgerTransaction

Kind = LedgerTransaction.Kind
# All words of the provider's schema, for ours. An inquiry (`warning_…`) that is closed took nothing.
STATUSES = {
    "warning_needs_response": Dispute.Status.NEEDS_RESPONSE,
    "warning_under_review": Dispute.Status.UNDER_REVIEW,
    "warning_closed": Dispute.Status.WON,
    "needs_response": Dispute.Status.NEEDS_RESPONSE,
    "under_review": Dispute.Status.UNDER_REVIEW,
    "won": Dispute.Status.WON,
    "lost": Dispute.Status.LOST,
    # Settled before it became one, mostly by a refund, which is told of as any refund.
    "prevented": Dispute.Status.WON,
}
PREVENTED = "prevented"
# A lost one that may be won after all: lost is final here, what comes back is booked by a person.
APPEALS = ("appeal_needs_response", "appeal_under_review")
FINAL = (Dispute.Status.WON, Dispute.Status.LOST)
# Where the pages of one case stand, on any site.
CASE_PAGES = ("/cases/", "/give/")


def answer(dispute_id: str, evidence: str, *, by: str) -> Dispute:
    """Submits evidence, for good. `dispute_id` is the provider's. Raises DisputeRefused,
    ProviderUnavailable.
    """
    dispute = answerable(dispute_id)
    if not evidence.strip():
        raise DisputeRefused(_("Write what shows that the donor meant to give: a dispute is answered once."))
    if names_a_case(evidence, dispute.donation.campaign.ref):
        raise DisputeRefused(
            _(
                "This text leads to a case: take out every address of the site and the campaign's reference. "
                "The bank learns how and when the gift was made, not for whom."
            )
        )
    return told(lambda: gateway.submit_evidence(dispute_id, evidence), by)


def accept(dispute_id: str, *, by: str) -> Dispute:
    """Gives the dispute up as lost. Raises DisputeRefused, ProviderUnavailable."""
    answerable(dispute_id)
    return told(lambda: gateway.accept_dispute(dispute_id), by)


def names_a_case(evidence: str, campaign_ref: str) -> bool:
    """Whether it holds what leads to a person: the provider and the bank learn the programme's name alone."""
    text = unquote(evidence).casefold()
    addresses = [conf.return_url(), conf.cancel_url(), conf.choice_url(), *conf.front_ends().values()]
    hosts = {urlsplit(address).hostname for address in addresses} - {None, ""}
    return any(str(word).casefold() in text for word in (campaign_ref, *CASE_PAGES, *hosts))


def answerable(dispute_id: str) -> Dispute:
    dispute = Dispute.objects.filter(provider_id=dispute_id).first()
    if dispute is None:
        raise DisputeRefused(_("There is no such dispute. Open it from the list of disputes again."))
    if dispute.status != Dispute.Status.NEEDS_RESPONSE:
        raise DisputeRefused(_("This dispute waits for no answer: it was answered, or the bank has decided."))
    if dispute.evidence_due_by and dispute.evidence_due_by <= timezone.now():
        raise DisputeRefused(_("The time to answer this dispute is over. The bank decides without you."))
    return dispute


def told(ask: Callable[[], gateway.Dispute], by: str) -> Dispute:
    """The dispute as the provider has it after what it was asked."""
    try:
        dispute = apply(ask())
    except gateway.GatewayRefusal as error:
        raise DisputeRefused(
            _("The payment provider does not take this answer. Look at the dispute there.")
        ) from error
    except gateway.GatewayError as error:
        raise ProviderUnavailable(
            _("The payment provider is out of reach just now. Nothing was sent; try again in a few minutes.")
        ) from error
    dispute.answered_by, dispute.answered_at = by, timezone.now()
    dispute.save(update_fields=["answered_by", "answered_at"])
    return dispute


def apply(theirs: gateway.Dispute) -> Dispute:
    """Books what the provider says of a dispute. Safe to repeat, in any order.

    Raises charges.Unknown, Mismatch, NotSettledYet, GatewayError.
    """
    donation = paid_by(theirs.charge, theirs.donation, theirs.intent, theirs.created)
    with transaction.atomic():
        donation = held(donation)
        dispute = known(donation, theirs)
        if (dispute.amount, dispute.currency) != (theirs.amount, theirs.currency):
            raise Mismatch(f"dispute {theirs.id} has another amount or currency than before")
        advance(dispute, theirs)
        book(donation, dispute, theirs)
    return dispute


def known(donation: Donation, theirs: gateway.Dispute) -> Dispute:
    dispute, _created = Dispute.objects.get_or_create(
        provider_id=theirs.id,
        defaults={
            "donation": donation,
            "amount": theirs.amount,
            "currency": theirs.currency,
            "status": Dispute.Status.NEEDS_RESPONSE,
            "reason": theirs.reason[:64],
            "opened_at": theirs.created,
        },
    )
    return dispute


def advance(dispute: Dispute, theirs: gateway.Dispute) -> None:
    if theirs.status in APPEALS:
        raise Mismatch(
            f"dispute {theirs.id} is {theirs.status}: answer the appeal at the provider before its"
            " deadline. It stays lost here; what comes back the operator books (manage.py correct)"
        )
    status = STATUSES.get(theirs.status)
    if status is None:
        raise Mismatch(
            f"dispute {theirs.id} is {theirs.status}, a status unknown here: look at it at the provider,"
            " answer it there before its deadline, and try again once it is decided"
        )
    if theirs.status == PREVENTED and theirs.movements:
        raise Mismatch(
            f"dispute {theirs.id} was prevented and moved money all the same: compare its movements at the"
            " provider, then have the operator book what the ledger lacks (manage.py correct)"
        )
    if dispute.status in FINAL and status != dispute.status:
        # What was read a moment earlier arrives a moment later; the other verdict never does.
        if status in FINAL:
            raise Mismatch(f"dispute {theirs.id} is {status} after it was {dispute.status}")
        return
    dispute.status, dispute.evidence_due_by = status, theirs.evidence_due_by
    if status in FINAL:
        dispute.closed_at = dispute.closed_at or timezone.now()
    dispute.save(update_fields=["status", "evidence_due_by", "closed_at"])


def book(donation: Donation, dispute: Dispute, theirs: gateway.Dispute) -> None:
    """The claim when the bank takes the money, its cash as that moves, and all of it back when it is won."""
    day = theirs.created.astimezone(UTC).date()
    if any(moved.gross < 0 for moved in theirs.movements) and not ledger.is_booked(Kind.DISPUTE, theirs.id):
        if donation.monthly_gift_id:
            # Whoever disputes one month disputes the next: each costs a fee.
            # Before the campaign, as the booking of a month locks them.
            ending.request(Q(pk=donation.monthly_gift_id), ending.BY_PROVIDER)
        cover = bearing.cover_in(donation, dispute.amount)
        lines = bearing.bear(donation, dispute.amount - cover)
        owed = [
            ledger.Line(ledger.FEE_COVER, cover, dispute.currency),
            ledger.Line(ledger.DISPUTES, -dispute.amount, dispute.currency),
        ]
        ledger.book(Kind.DISPUTE, theirs.id, day, [*lines, *owed], donation=donation)
        dispute.withdrawn, dispute.borne_by = True, bearing.names(lines)
        dispute.save(update_fields=["withdrawn", "borne_by"])
    for moved in theirs.movements:
        ledger.settle(moved, ledger.DISPUTES, dispute.amount, dispute.currency, day, donation)
    if (
        dispute.status == Dispute.Status.WON
        and dispute.withdrawn
        and not ledger.is_booked(Kind.DISPUTE_WON, theirs.id)
    ):
        lines = bearing.restored(donation, ledger.reversed_lines(Kind.DISPUTE, theirs.id))
        ledger.book(Kind.DISPUTE_WON, theirs.id, day, lines, donation=donation)
