"""Coming back from the payment page: a receipt, or a gift that was not paid."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from home.documents import api, degrees, frame, scripts
from home.documents.beneficiary import Beneficiary, beneficiary, told_elsewhere
from home.documents.headers import protect
from home.documents.money import Money, covered
from home.documents.progress import with_gift
from home.documents.views.errors import document
from payments import conf, readers
from payments.actions import donations
from payments.readers import DonationStatus
from publication.exceptions import Refusal


@require_safe
@document
def thanks(request: HttpRequest, locale: str, donation_id: str) -> HttpResponse:
    """Settles the own session where the provider's event has not come yet. 404 for an unknown id."""
    donations.settle(donation_id)
    if elsewhere := _front_end(request):
        return _handed_on(f"{elsewhere}{locale}/thanks/{donation_id}/")
    status = readers.donation(donation_id)
    context = _context(status, locale)
    context["languages"] = context["chrome"].languages("home:thanks", donation_id)
    to: Beneficiary | None = context.pop("to")
    progress = to.progress if to else None
    newer = bool(to and progress and status.counted_at and status.counted_at > to.as_of)
    context |= {
        "paid": status.state == "paid",
        "receipt": status.receipt,
        "awaited": scripts.url("awaited") if status.receipt.state == "coming" else "",
        "receipt_url": api.url("read_receipt", donation_id),
        "choice_url": reverse("home:choice", args=[locale, donation_id]) if status.to_choose else "",
        # Said of no gift that may come back, or did.
        "helps": not status.to_choose and status.receipt.state in ("coming", "issued"),
        "paid_at": status.paid_at,
        "every_month": status.every_month,
        "progress": with_gift(progress, status.amount) if newer and progress else progress,
        "own_gift_added": newer,
        **(_sharing(to, status) if to else {}),
    }
    return protect(HttpResponse(render_to_string("home/thanks.html", context)))


@require_safe
@document
def cancelled(request: HttpRequest, locale: str, donation_id: str) -> HttpResponse:
    """Asks the provider to end the session, so that the amount is free for others at once."""
    donations.cancel(donation_id)
    if elsewhere := _front_end(request):
        return _handed_on(f"{elsewhere}{locale}/cancelled/{donation_id}/")
    status = readers.donation(donation_id)
    context = _context(status, locale)
    to: Beneficiary | None = context.pop("to")
    context |= {
        "give_url": reverse("home:give", args=[locale, status.campaign]) if to and to.takes_gifts else "",
        "thanks_url": reverse("home:thanks", args=[locale, donation_id]),
    }
    return protect(HttpResponse(render_to_string("home/cancelled.html", context)))


def _front_end(request: HttpRequest) -> str:
    """The address of the front end the donor came from: one the operator named, never one a link names."""
    return conf.front_ends().get(request.GET.get("via", ""), "")


def _handed_on(address: str) -> HttpResponse:
    return protect(HttpResponseRedirect(address))


def _context(status: DonationStatus, locale: str) -> dict[str, Any]:
    to = _beneficiary(status, locale)
    chrome = frame.chrome(locale)
    return {
        "locale": locale,
        "chrome": chrome,
        "state": status.state,
        "campaign": status.campaign,
        "money": Money(amount=status.amount, currency=status.currency),
        **covered(status.amount, status.fee_cover, status.currency),
        "to": to,
        "case": to.case if to else None,
        "case_url": to.case_url if to else "",
        "case_lang": told_elsewhere(to, locale) if to else "",
        "picture": to.picture if to else None,
    }


def _sharing(to: Beneficiary, status: DonationStatus) -> dict[str, Any]:
    """How the story is passed on by who has just given: as the hand after the one the gift came from."""
    if not to.case:
        return {}
    return {
        "share_url": reverse("home:share", args=[to.case_locale, to.case["id"]]),
        "degrees_url": api.url("create_degree"),
        "degree": degrees.of_gift(status.degree),
        "travelled": to.travelled,
        "script": scripts.url("share"),
    }


def _beneficiary(status: DonationStatus, locale: str) -> Beneficiary | None:
    """None where the story is no longer shared: the receipt stays, the story does not come back with it."""
    try:
        return beneficiary(status.campaign, locale)
    except Refusal:
        return None
