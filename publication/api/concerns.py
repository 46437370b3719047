from http import HTTPStatus
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Header, Status

from payments.routing import Router
from publication.actions.concerns import hand_in
from publication.api.schemas import ConcernIn, ConcernOut, Problem

router = Router()


@router.post(
    "concerns/",
    response={HTTPStatus.ACCEPTED: ConcernOut, 404: Problem, 422: Problem, 429: Problem},
    summary="Report a privacy concern",
)
def concern(
    request: HttpRequest,
    response: HttpResponse,
    body: ConcernIn,
    x_proof_of_work: Annotated[str | None, Header(alias="X-Proof-Of-Work")] = None,
) -> Status[dict[str, bool]]:
    """Reaches the privacy desk. Nothing about who sends it is stored that is not in the body.

    Needs a proof of work, from the challenge of `donations/challenge/`.
    """
    response["Cache-Control"] = "no-store"
    hand_in(body.case, body.locale, body.text, body.contact, proof=x_proof_of_work or "")
    return Status(HTTPStatus.ACCEPTED, {"received": True})
