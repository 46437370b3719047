"""Short words for a comparison with the provider's records."""

from payments import gateway
from payments.actions.reconcile import (
    reconcile,
    window,
)


def reconciled():
    report = reconcile(*window())
    return report.repaired, [finding.kind for finding in report.findings]


def state(donation):
    donation.refresh_from_db()
    return donation.state


def foreign_session(provider, stripe_of, donation_id):
    """Somebody sells something at the provider's account, past us."""
    price = {"currency": "usd", "unit_amount": 2_500, "product_data": {"name": "A mug"}}
    session = stripe_of.checkout.sessions.create(
        {
            "mode": "payment",
            "success_url": "https://example.org/",
            "payment_intent_data": {"metadata": {"donation": donation_id}},
            "line_items": [{"quantity": 1, "price_data": price}],
        }
    )
    provider.control(f"pay/{session.id}", email="bo@example.org", card="4242424242424242")


def paid_movement(donation):
    payment = gateway.retrieve_session(donation.session_id).payment
    return payment.settlement.id


def told(report):
    return {(finding.kind, finding.subject) for finding in report.findings}
