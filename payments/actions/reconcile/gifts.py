"""Sessions, payment intents and charges against donations and the gifts in the ledger."""

from datetime import timedelta

from django.utils import timezone

from payments import gateway
from payments.actions import donations, settlement
from payments.actions.charges import paid_by
from payments.actions.ledger import is_booked
from payments.actions.monthly import months
from payments.actions.reconcile.report import Kind, Report
from payments.models import Donation, LedgerTransaction
from payments.money import spoken

# A session lives half an hour, and its end is asked for every minute.
STUCK_AFTER = timedelta(days=1)


def known(donation_id: str | None) -> Donation | None:
    return Donation.objects.select_related("campaign").filter(pk=donation_id or "").first()


def standing(donation_id: str | None) -> object:
    return Donation.objects.filter(pk=donation_id or "").values_list("state", "charge", "session_id").first()


def session(report: Report, theirs: gateway.CheckoutSession) -> None:
    """An open reservation is brought to its end; one that has ended must have ended as its session did."""
    donation = known(theirs.donation)
    paid = theirs.status == "complete" and theirs.payment_status == "paid"
    if donation is None or (donation.session_id and donation.session_id != theirs.id):
        # Its charge, if there is one, is looked at on its own.
        return
    if donation.state == Donation.State.RESERVED:
        report.bring(donation.reference, lambda: standing(donation.pk), lambda: apply(donation, theirs))
    elif donation.state == Donation.State.PAID and not paid:
        report.find(
            Kind.NOT_THERE,
            donation.reference,
            f"Donation {donation.reference} is booked as paid, and the provider says that nobody paid"
            f" {theirs.id}. Compare them at the provider before anything of it is spent.",
        )


def apply(donation: Donation, theirs: gateway.CheckoutSession) -> None:
    if not donation.session_id:
        donations.learn(donation, theirs)
    # In a list, one that is paid every month comes without its payment.
    settlement.apply(donation, gateway.retrieve_session(theirs.id) if theirs.invoice else theirs)


def intent(report: Report, theirs: gateway.Intent) -> None:
    if theirs.status == "succeeded" and theirs.charge is None:
        report.find(
            Kind.STUCK,
            theirs.id,
            f"Payment {theirs.id} has succeeded and names no charge. Ask the provider's support what it is.",
        )


def charge(report: Report, theirs: gateway.Charge) -> None:
    """Money that was taken belongs to one gift, and stands in the ledger."""
    if not theirs.took:
        return None
    donation = Donation.objects.filter(charge=theirs.id).first() or known(theirs.donation)
    if donation is None and theirs.intent and (invoice := gateway.invoice_of(theirs.intent)):
        # A month whose invoice is older than this window, and was paid at a later try.
        paid = Donation.objects.filter(charge=theirs.id)
        return report.bring(theirs.id, paid.exists, lambda: months.apply(gateway.retrieve_invoice(invoice)))
    if donation is None and not theirs.donation and theirs.intent and months.is_awaited(theirs.created):
        return report.await_invoice(theirs.id)
    money = spoken(theirs.amount, theirs.currency, "en")
    if donation is None:
        report.find(
            Kind.UNKNOWN,
            theirs.id,
            f"{theirs.id} took {money} for no gift of ours. Find whose it is, or give it back at the"
            " provider.",
        )
        return None
    if donation.state == Donation.State.RESERVED:
        report.bring(theirs.id, lambda: standing(donation.pk), lambda: paid_by(theirs.id, theirs.donation))
        donation.refresh_from_db()
    if donation.state == Donation.State.RELEASED:
        report.find(
            Kind.AFTER_THE_END,
            theirs.id,
            f"{theirs.id} took {money} for donation {donation.reference}, which had ended unpaid and may"
            " have been given by another since. Give it back at the provider.",
        )
    elif donation.state == Donation.State.PAID:
        booked(report, donation, theirs, money)
    return None


def booked(report: Report, donation: Donation, theirs: gateway.Charge, money: str) -> None:
    if donation.charge != theirs.id:
        report.find(
            Kind.TWICE,
            theirs.id,
            f"{theirs.id} took {money} for donation {donation.reference}, which {donation.charge} had paid"
            " already. Give it back at the provider.",
        )
    elif (donation.charged, donation.currency) != (theirs.amount, theirs.currency):
        ours = spoken(donation.charged, donation.currency, "en")
        report.find(
            Kind.MISMATCH,
            theirs.id,
            f"{theirs.id} took {money}; donation {donation.reference} is booked as {ours}. Compare them at"
            " the provider.",
        )
    elif not is_booked(LedgerTransaction.Kind.GIFT, theirs.id):
        report.find(
            Kind.UNBOOKED,
            theirs.id,
            f"Donation {donation.reference} is paid by {theirs.id} and not in the ledger. Run verify_ledger.",
        )


def reserved(report: Report) -> None:
    """Open reservations past their time, whatever the window: their sessions are read and believed."""
    over = Donation.objects.filter(state=Donation.State.RESERVED, expires_at__lte=timezone.now())
    for donation in over.select_related("campaign").iterator():
        report.compared += 1
        if donation.session_id:
            report.bring(
                donation.reference,
                lambda donation=donation: standing(donation.pk),  # type: ignore[misc]
                lambda donation=donation: settlement.apply(  # type: ignore[misc]
                    donation, gateway.retrieve_session(donation.session_id)
                ),
            )
    long_ago = over.filter(reserved_at__lte=timezone.now() - STUCK_AFTER)
    for reference in long_ago.values_list("reference", flat=True):
        report.find(
            Kind.STUCK,
            reference,
            f"Donation {reference} has been reserved for more than a day and is neither paid nor ended. See"
            " that the worker runs, and what its log says of it.",
        )
