"""A donor's own routes, for front ends on any registered origin: signed in by a token, never by a cookie."""

from http import HTTPStatus
from typing import Annotated, Any

from allauth.headless.internal.sessionkit import authenticate_by_x_session_token
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Path, Query, Status
from ninja.security import APIKeyHeader

from payments import identifiers
from payments.api import BINARY, PDF, receipt_out, unstored
from payments.donors import actions, paper, readers, sessions
from payments.donors.schemas import (
    ChoicesIn,
    DonorOut,
    ErasureIn,
    ExportOut,
    MonthlyGiftOut,
    MonthlyGiftsOut,
    OwnGiftsOut,
    StatementOut,
)
from payments.exceptions import ChoiceRefused
from payments.models import DonorAccount
from payments.parameters import Text
from payments.readers import MonthlyStatus, monthly_status
from payments.routing import Router


class SessionToken(APIKeyHeader):
    """Allauth's token, from `/_allauth/app/v1/auth/code/confirm`."""

    param_name = "X-Session-Token"

    def authenticate(self, request: HttpRequest, key: str | None) -> DonorAccount:
        """Raises NotSignedIn."""
        found = authenticate_by_x_session_token(key) if key else None
        return sessions.account(found[0] if found else None)


router = Router(tags=["my giving"], auth=SessionToken())
Campaign = Annotated[Text, Path(max_length=64)]


def signed_in(request: HttpRequest, response: HttpResponse) -> DonorAccount:
    unstored(response)
    account: DonorAccount = vars(request)["auth"]
    return account


@router.get("donors/me/", response=DonorOut, summary="My account")
def read_me(request: HttpRequest, response: HttpResponse) -> dict[str, Any]:
    return _me(signed_in(request, response))


@router.patch("donors/me/", response=DonorOut, summary="Choose")
def choose(request: HttpRequest, response: HttpResponse, choices: ChoicesIn) -> dict[str, Any]:
    account = signed_in(request, response)
    chosen = {name: value for name, value in choices.dict().items() if value is not None}
    known = [code for code, _name in settings.LANGUAGES]
    if chosen.get("locale", known[0]) not in known:
        raise ChoiceRefused(_("We do not write in this language. Choose one of `locales`."), locales=known)
    return _me(actions.choose(account, **chosen))


@router.get("donors/me/gifts/", response=OwnGiftsOut, summary="My gifts")
def read_gifts(
    request: HttpRequest,
    response: HttpResponse,
    cursor: Annotated[Text | None, Query(max_length=64)] = None,
) -> dict[str, Any]:
    """The latest first."""
    page = readers.gifts(signed_in(request, response), cursor)
    following = f"{request.build_absolute_uri(request.path)}?cursor={page.next}" if page.next else None
    if following:
        response["Link"] = f'<{following}>; rel="next"'
    return {"results": [_gift(request, gift) for gift in page.results], "next": following}


@router.get("donors/me/monthly-gifts/", response=MonthlyGiftsOut, summary="My monthly gifts")
def read_monthly_gifts(request: HttpRequest, response: HttpResponse) -> dict[str, Any]:
    """Those that go on first."""
    account = signed_in(request, response)
    return {"results": [_monthly(gift) for gift in readers.monthly_gifts(account)]}


@router.post(
    "donors/me/monthly-gifts/{monthly_gift}/end/", response=MonthlyGiftOut, summary="End a monthly gift"
)
def end_monthly_gift(
    request: HttpRequest, response: HttpResponse, monthly_gift: Annotated[Text, Path(max_length=64)]
) -> dict[str, Any]:
    """At once: no further month is charged. Twice is as good as once."""
    ended = actions.end_monthly_gift(signed_in(request, response), monthly_gift)
    return _monthly(monthly_status(ended))


@router.get("donors/me/statements/{year}/", response=StatementOut, summary="My year")
def read_statement(
    request: HttpRequest, response: HttpResponse, year: Annotated[int, Path(ge=2000, le=2200)]
) -> dict[str, Any]:
    """Of any year, also one without a gift."""
    found = readers.statement(signed_in(request, response), year)
    totals = [{"amount": amount, "currency": currency} for currency, amount in sorted(found.totals.items())]
    return {"year": year, "gifts": [_gift(request, gift) for gift in found.gifts], "totals": totals}


@router.get(
    "donors/me/statements/{year}.pdf",
    response={200: None},
    summary="My year as tagged PDF",
    openapi_extra={"responses": {200: {"content": {PDF: {"schema": BINARY}}}}},
)
def read_statement_pdf(request: HttpRequest, year: Annotated[int, Path(ge=2000, le=2200)]) -> HttpResponse:
    """In the language of the account."""
    response = HttpResponse(content_type=PDF)
    account = signed_in(request, response)
    response.content = paper.statement_pdf(account, year, account.locale)
    response["Content-Disposition"] = f'attachment; filename="my-giving-{year}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@router.post(
    "donors/me/follows/{campaign}/", response={HTTPStatus.NO_CONTENT: None}, summary="Follow a story"
)
def follow(request: HttpRequest, response: HttpResponse, campaign: Campaign) -> Status[None]:
    actions.follow(signed_in(request, response), campaign)
    return Status(HTTPStatus.NO_CONTENT, None)


@router.delete(
    "donors/me/follows/{campaign}/", response={HTTPStatus.NO_CONTENT: None}, summary="Follow it no more"
)
def unfollow(request: HttpRequest, response: HttpResponse, campaign: Campaign) -> Status[None]:
    actions.unfollow(signed_in(request, response), campaign)
    return Status(HTTPStatus.NO_CONTENT, None)


@router.get("donors/me/export/", response=ExportOut, summary="All that is held about me")
def export(request: HttpRequest, response: HttpResponse) -> dict[str, Any]:
    return readers.export(signed_in(request, response))


@router.post("donors/me/erase/", response={HTTPStatus.NO_CONTENT: None}, summary="Erase me")
def erase(request: HttpRequest, response: HttpResponse, body: ErasureIn) -> Status[None]:
    """Name, address, account and follows go at once; gifts stay in the books without them."""
    account = signed_in(request, response)
    check_confirmed(account, body.email)
    actions.erase(account)
    return Status(HTTPStatus.NO_CONTENT, None)


@router.post(
    "donors/me/sign-out-everywhere/", response={HTTPStatus.NO_CONTENT: None}, summary="Sign out everywhere"
)
def sign_out_everywhere(request: HttpRequest, response: HttpResponse) -> Status[None]:
    actions.sign_out_everywhere(signed_in(request, response))
    return Status(HTTPStatus.NO_CONTENT, None)


def check_confirmed(account: DonorAccount, email: str) -> None:
    """Raises ChoiceRefused unless the account's own address was typed."""
    if identifiers.email_hash(email) != account.donor.email_hash:
        raise ChoiceRefused(_("This is not the address of your account. Type it as you signed in with it."))


def _me(account: DonorAccount) -> dict[str, Any]:
    who = readers.identity(account)
    return {
        "email": who.email,
        "name": who.name,
        "locale": account.locale,
        "by_name": account.by_name,
        "news": account.news,
        "opened_at": account.opened_at,
        "follows": [{"campaign": ref, "since": since} for ref, since in readers.follows(account)],
        "years": readers.years(account),
    }


def _monthly(gift: MonthlyStatus) -> dict[str, Any]:
    return {
        "id": gift.id,
        "state": gift.state,
        "amount": {"amount": gift.amount, "currency": gift.currency},
        "fee_cover": {"amount": gift.fee_cover, "currency": gift.currency},
        "began_at": gift.began_at,
        "ended_at": gift.ended_at,
    }


def _gift(request: HttpRequest, gift: readers.OwnGift) -> dict[str, Any]:
    money = {"currency": gift.currency}
    return {
        "id": gift.id,
        "campaign": gift.campaign,
        "to_fund": gift.to_fund,
        "amount": {"amount": gift.amount, **money},
        "fee_cover": {"amount": gift.fee_cover, **money},
        "outcome": gift.outcome,
        "refunded": {"amount": gift.refunded, **money},
        "paid_at": gift.paid_at,
        "value_date": gift.value_date,
        "receipt": receipt_out(request, gift.id, gift.receipt),
        "every_month": gift.every_month,
    }
