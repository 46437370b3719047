"""Coming back from the payment page: a receipt, or a gift that was not paid."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from home.documents import frame
from home.documents.beneficiary import Beneficiary, beneficiary
from home.documents.headers import protect
from home.documents.money import Money
from home.documents.progress import with_gift
from home.documents.views.errors import document
from payments import readers
from payments.actions import donations
from payments.readers import DonationStatus
from publication.exceptions import Refusal


@require_safe
@document
def thanks(request: HttpRequest, locale: str, donation_id: str) -> HttpResponse:
    """Settles the own session where the provider's event has not come yet. 404 for an unknown id."""
    donations.settle(donation_id)
    status = readers.donation(donation_id)
    context = _context(status, locale)
    context["languages"] = context["chrome"].languages("home:thanks", donation_id)
    to: Beneficiary | None = context.pop("to")
    progress = to.progress if to else None
    newer = bool(to and progress and status.counted_at and status.counted_at > to.as_of)
    context |= {
        "paid": status.state == "paid",
        "receipt": status.receipt,
        "paid_at": status.paid_at,
        "progress": with_gift(progress, status.amount) if newer and progress else progress,
        "own_gift_added": newer,
    }
    return protect(HttpResponse(render_to_string("home/thanks.html", context)))


@require_safe
@document
def cancelled(request: HttpRequest, locale: str, donation_id: str) -> HttpResponse:
    """Asks the provider to end the session, so that the amount is free for others at once."""
    donations.cancel(donation_id)
    status = readers.donation(donation_id)
    context = _context(status, locale)
    to: Beneficiary | None = context.pop("to")
    context |= {
        "give_url": reverse("home:give", args=[locale, status.campaign]) if to and to.takes_gifts else "",
        "thanks_url": reverse("home:thanks", args=[locale, donation_id]),
    }
    return protect(HttpResponse(render_to_string("home/cancelled.html", context)))


def _context(status: DonationStatus, locale: str) -> dict[str, Any]:
    to = _beneficiary(status, locale)
    chrome = frame.chrome(locale)
    return {
        "locale": locale,
        "chrome": chrome,
        "state": status.state,
        "money": Money(amount=status.amount, currency=status.currency),
        "to": to,
        "case": to.case if to else None,
        "case_url": to.case_url if to else "",
    }


def _beneficiary(status: DonationStatus, locale: str) -> Beneficiary | None:
    """None where the story is no longer shared: the receipt stays, the story does not come back with it."""
    try:
        return beneficiary(status.campaign, locale)
    except Refusal:
        return None
