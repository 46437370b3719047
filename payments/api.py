"""Routes of giving. Mounted by the project beside the public record's."""

from http import HTTPStatus
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Header, Status

from payments import degrees, proof_of_work, readers, webhook
from payments.actions.donations import give
from payments.gift import Gift
from payments.models import Donation
from payments.parameters import Text
from payments.routing import Router
from payments.schemas import ChallengeOut, DegreeIn, DegreeOut, DonationOut, GiftIn, ReservedOut

router = Router(tags=["donations"])


def unstored(response: HttpResponse) -> None:
    """Answers about a person's gift stay out of every cache."""
    response["Cache-Control"] = "no-store"


@router.get("donations/challenge/", response=ChallengeOut)
def challenge(request: HttpRequest, response: HttpResponse) -> dict[str, Any]:
    unstored(response)
    return proof_of_work.challenge()


@router.post("donations/", response={HTTPStatus.CREATED: ReservedOut})
def create_donation(
    request: HttpRequest,
    response: HttpResponse,
    gift: GiftIn,
    idempotency_key: Annotated[str, Header(alias="Idempotency-Key")],
    x_proof_of_work: Annotated[str | None, Header(alias="X-Proof-Of-Work")] = None,
) -> Status[dict[str, Any]]:
    unstored(response)
    donation = give(
        Gift(**gift.dict()),
        key=idempotency_key,
        address=request.META.get("REMOTE_ADDR", ""),
        proof=x_proof_of_work,
    )
    open_still = donation.state == Donation.State.RESERVED
    reserved = {
        "id": donation.pk,
        "checkout_url": donation.checkout_url if open_still else None,
        "expires_at": donation.expires_at,
    }
    return Status(HTTPStatus.CREATED, reserved)


@router.get("donations/{donation_id}/", response=DonationOut)
def read_donation(request: HttpRequest, response: HttpResponse, donation_id: Text) -> dict[str, Any]:
    unstored(response)
    donation = readers.donation(donation_id)
    return {
        "id": donation.id,
        "status": donation.state,
        "amount": {"amount": donation.amount, "currency": donation.currency},
        "campaign": donation.campaign,
        "receipt": donation.receipt,
    }


@router.post("degrees/", response=DegreeOut, tags=["degrees"])
def create_degree(request: HttpRequest, body: DegreeIn) -> dict[str, Any]:
    token, value = degrees.following(body.degree)
    return {"degree": token, "value": value}


@router.post("payments/webhook/", include_in_schema=False, response={HTTPStatus.NO_CONTENT: None})
def receive_event(request: HttpRequest) -> Status[None]:
    webhook.receive(request)
    return Status(HTTPStatus.NO_CONTENT, None)
