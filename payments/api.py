"""Routes of giving. Mounted by the project beside the public record's."""

from http import HTTPStatus
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Header, Query, Status

from payments import conf, degrees, fee_cover, proof_of_work, readers, webhook
from payments.actions.campaigns import known
from payments.actions.donations import cancel, give
from payments.gift import Gift
from payments.models import Donation
from payments.parameters import Text
from payments.receipts import receipt as document
from payments.receipts.status import ISSUED, ReceiptStatus
from payments.routing import Router
from payments.schemas import (
    ChallengeOut,
    DegreeIn,
    DegreeOut,
    DonationOut,
    GiftIn,
    QuoteIn,
    QuoteOut,
    ReservedOut,
)

router = Router(tags=["donations"])

PDF = "application/pdf"
# Payments a browser may have begun within their life, of whichever campaigns.
SHOWN = 8
BINARY = {"type": "string", "format": "binary"}


def unstored(response: HttpResponse) -> None:
    """Answers about a person's gift stay out of every cache."""
    response["Cache-Control"] = "no-store"


def money(amount: int | None, currency: str) -> dict[str, Any] | None:
    return {"amount": amount, "currency": currency} if amount else None


def receipt_out(request: HttpRequest, donation_id: str, status: ReceiptStatus) -> dict[str, Any]:
    """Its address below this very API, wherever and under whichever name a project mounts it."""
    mounted = request.resolver_match.namespace if request.resolver_match else ""
    address = reverse(f"{mounted}:read_receipt", args=[donation_id])
    url = request.build_absolute_uri(address) if status.state == ISSUED else None
    return {"state": status.state, "number": status.number, "url": url}


@router.get("donations/challenge/", response=ChallengeOut)
def challenge(request: HttpRequest, response: HttpResponse) -> dict[str, Any]:
    unstored(response)
    return proof_of_work.challenge()


@router.get("donations/quote/", response=QuoteOut, summary="What covering the payment fee adds to a gift")
def quote(request: HttpRequest, response: HttpResponse, asked: Query[QuoteIn]) -> dict[str, Any]:
    unstored(response)
    cover = fee_cover.cover(asked.amount, known(asked.currency).code)
    return {
        "amount": money(asked.amount, asked.currency),
        "fee_cover": money(cover, asked.currency),
        "total": money(asked.amount + cover, asked.currency) if cover else None,
    }


@router.post("donations/", response={HTTPStatus.CREATED: ReservedOut})
def create_donation(
    request: HttpRequest,
    response: HttpResponse,
    gift: GiftIn,
    idempotency_key: Annotated[str, Header(alias="Idempotency-Key")],
    x_proof_of_work: Annotated[str | None, Header(alias="X-Proof-Of-Work")] = None,
    x_begun: Annotated[str, Header(alias="X-Begun", max_length=2400)] = "",
) -> Status[dict[str, Any]]:
    """`X-Begun`: keys of payments begun before, a space between, for `too-many-open` to name these."""
    unstored(response)
    donation = give(
        Gift(**gift.dict()),
        key=idempotency_key,
        address=request.META.get("REMOTE_ADDR", ""),
        proof=x_proof_of_work,
        begun=x_begun.split()[-SHOWN:],
    )
    open_still = donation.state == Donation.State.RESERVED
    reserved = {
        "id": donation.pk,
        "fee_cover": money(donation.fee_cover, donation.currency),
        "checkout_url": donation.checkout_url if open_still else None,
        "expires_at": donation.expires_at,
    }
    return Status(HTTPStatus.CREATED, reserved)


def choice_url(donation: readers.DonationStatus) -> str | None:
    """None where the host named no such page."""
    return conf.choice_url().format(locale=donation.locale, donation=donation.id) or None


@router.get("donations/{donation_id}/", response=DonationOut)
def read_donation(request: HttpRequest, response: HttpResponse, donation_id: Text) -> dict[str, Any]:
    return told(request, response, donation_id)


@router.post("donations/{donation_id}/cancel/", response=DonationOut, summary="Let an open payment go")
def cancel_donation(request: HttpRequest, response: HttpResponse, donation_id: Text) -> dict[str, Any]:
    """Its amount is free at once. What was paid meanwhile stays paid: read `status`."""
    cancel(donation_id)
    return told(request, response, donation_id)


def told(request: HttpRequest, response: HttpResponse, donation_id: str) -> dict[str, Any]:
    unstored(response)
    donation = readers.donation(donation_id)
    return {
        "id": donation.id,
        "status": donation.state,
        "amount": {"amount": donation.amount, "currency": donation.currency},
        "fee_cover": money(donation.fee_cover, donation.currency),
        "campaign": donation.campaign,
        "receipt": receipt_out(request, donation.id, donation.receipt),
        "paid_at": donation.paid_at,
        "counted_at": donation.counted_at,
        "degree": degrees.token(donation.degree) if donation.degree else None,
        "every_month": donation.every_month,
        "choice_url": choice_url(donation) if donation.to_choose else None,
    }


@router.get(
    "donations/{donation_id}/receipt.pdf",
    response={200: None},
    summary="The receipt as tagged PDF",
    openapi_extra={"responses": {200: {"content": {PDF: {"schema": BINARY}}}}},
)
def read_receipt(request: HttpRequest, donation_id: Text) -> HttpResponse:
    """Without a name: that stands in the one which is mailed."""
    receipt = readers.receipt(donation_id)
    response = HttpResponse(document.pdf(receipt, named=False), content_type=PDF)
    response["Content-Disposition"] = f'attachment; filename="receipt-{receipt}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    unstored(response)
    return response


@router.post("degrees/", response=DegreeOut, tags=["degrees"])
def create_degree(request: HttpRequest, body: DegreeIn) -> dict[str, Any]:
    token, value = degrees.following(body.degree)
    return {"degree": token, "value": value}


@router.post("payments/webhook/", include_in_schema=False, response={HTTPStatus.NO_CONTENT: None})
def receive_event(request: HttpRequest) -> Status[None]:
    webhook.receive(request)
    return Status(HTTPStatus.NO_CONTENT, None)
