from http import HTTPStatus
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Header, Schema, Status
from pydantic import ConfigDict, StringConstraints

from home.registration.actions import LONGEST, ask
from payments.parameters import Text
from payments.routing import Router
from publication.api.schemas import Problem

router = Router(tags=["registration"])


class RegistrationIn(Schema):
    model_config = ConfigDict(extra="forbid")

    email: Annotated[Text, StringConstraints(min_length=3, max_length=LONGEST)]
    locale: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[a-z0-9]{2,8})*$", max_length=12)] = "en"


class RegistrationOut(Schema):
    received: bool


@router.post(
    "registrations/",
    response={HTTPStatus.ACCEPTED: RegistrationOut, 422: Problem, 429: Problem},
    summary="Keep me informed",
)
def register(
    request: HttpRequest,
    response: HttpResponse,
    body: RegistrationIn,
    x_proof_of_work: Annotated[str | None, Header(alias="X-Proof-Of-Work")] = None,
) -> Status[dict[str, bool]]:
    """A mail asks the owner of the address to confirm; the answer is the same whether it was known or not.

    Registering is not giving. Needs a proof of work, from the challenge of `donations/challenge/`.
    """
    response["Cache-Control"] = "no-store"
    ask(body.email, body.locale, proof=x_proof_of_work or "")
    return Status(HTTPStatus.ACCEPTED, {"received": True})
