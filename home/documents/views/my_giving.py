"""A donor's own pages: gifts and what became of them, followed stories, a year, choices, leaving."""

import functools
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from home.documents import api, languages, origin
from home.documents.followed import Cause, causes
from home.documents.headers import forget, protect
from home.documents.money import Money
from home.documents.views import signing_in
from home.documents.views.errors import document
from home.documents.views.signing_in import ANSWERED, foreign, led, page, signed_in
from home.documents.visitor import View, visited
from payments import identifiers
from payments import readers as payments_readers
from payments.actions.monthly import ending
from payments.donors import actions, paper, readers, tokens
from payments.exceptions import CampaignNotFound
from payments.mails import monthly as letters
from payments.models import DonorAccount
from payments.readers import MonthlyStatus

# Said once on the next page.
KEPT = "kept"


def donors_own(view: View) -> View:
    """Asks whoever is not signed in for their address, and sends no form on that another site sent."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, locale: str, **kwargs: Any) -> HttpResponse:
        account = signed_in(request)
        if account is None:
            return led("home:my-giving", locale)
        if request.method == "POST" and not origin.is_ours(request):
            return overview(request, locale, account, foreign(), HTTPStatus.FORBIDDEN)
        return view(request, locale, account, **kwargs)

    return document(visited(wrapped))


# A session acts on these: `Origin` is asked of every form, and the cookie goes to no form of another site.
@csrf_exempt
@require_http_methods(ANSWERED)
@document
@visited
def my_giving(request: HttpRequest, locale: str) -> HttpResponse:
    if account := signed_in(request):
        return overview(request, locale, account)
    return signing_in.mail_code(request, locale) if request.method == "POST" else _asked(request, locale)


def _asked(request: HttpRequest, locale: str) -> HttpResponse:
    return signing_in.ask_for_address(request, locale)


def overview(
    request: HttpRequest, locale: str, account: DonorAccount, refusal: str = "", status: int = HTTPStatus.OK
) -> HttpResponse:
    found = readers.gifts(account, request.GET.get("cursor", "")[:64].replace("\x00", ""))
    followed = [campaign for campaign, _since in readers.follows(account)]
    known = causes([*(gift.campaign for gift in found.results), *followed], locale)
    context = {
        "refusal": refusal,
        "account": account,
        "who": readers.identity(account),
        "gifts": [shown(gift, known) for gift in found.results],
        "older": found.next,
        "kept": request.session.pop(KEPT, False),
        "followed": [known[campaign] for campaign in followed],
        "monthly_gifts": [monthly(gift) for gift in readers.monthly_gifts(account)],
        "years": readers.years(account),
        "every_language": languages.names().items(),
    }
    return page("home/my-giving.html", locale, "home:my-giving", status, **context)


def shown(gift: readers.OwnGift, known: dict[str, Cause]) -> dict[str, Any]:
    return {
        "gift": gift,
        "money": Money(amount=gift.amount, currency=gift.currency),
        "fee_cover": Money(amount=gift.fee_cover, currency=gift.currency),
        "refunded": Money(amount=gift.refunded, currency=gift.currency),
        "cause": known[gift.campaign],
        "receipt_url": api.url("read_receipt", gift.id) if gift.receipt.number else "",
    }


def monthly(gift: MonthlyStatus) -> dict[str, Any]:
    return {"gift": gift, "money": Money(amount=gift.amount + gift.fee_cover, currency=gift.currency)}


@csrf_exempt
@require_http_methods(ANSWERED)
@donors_own
def end_monthly(request: HttpRequest, locale: str, account: DonorAccount, monthly_gift: str) -> HttpResponse:
    """One click on the own page; anybody else's monthly gift is none."""
    if request.method == "POST":
        actions.end_monthly_gift(account, monthly_gift)
    return led("home:my-giving", locale)


@csrf_exempt
@require_http_methods(ANSWERED)
@document
def monthly_gift(request: HttpRequest, locale: str, token: str) -> HttpResponse:
    """From a mail, without a sign-in: a link leads to a button, which ends it."""
    named = letters.named_by(token)
    if not named:
        return page("home/monthly-gift.html", locale, "home:monthly-gift", 404, token, said="damaged")
    if request.method == "POST":
        ending.end(named, by="donor")
    gift = payments_readers.monthly_gift(named)
    said = gift.state if gift.state in ("ending", "ended") else "end"
    context = {"said": said, **monthly(gift)}
    return page("home/monthly-gift.html", locale, "home:monthly-gift", 200, token, **context)


@require_safe
@donors_own
def statement(request: HttpRequest, locale: str, account: DonorAccount, year: int) -> HttpResponse:
    """For printing, and for a tax office: it names the programme, and no story."""
    found = readers.statement(account, year)
    context = {
        "year": year,
        "who": readers.identity(account),
        "gifts": [shown(gift, {gift.campaign: Cause(gift.campaign)}) for gift in found.gifts],
        "totals": [Money(amount=amount, currency=code) for code, amount in sorted(found.totals.items())],
    }
    return page("home/statement.html", locale, "home:my-giving-year", 200, str(year), **context)


@require_safe
@donors_own
def statement_pdf(request: HttpRequest, locale: str, account: DonorAccount, year: int) -> HttpResponse:
    """The same on paper, in the language of this page."""
    response = HttpResponse(paper.statement_pdf(account, year, locale), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="my-giving-{year}.pdf"'
    return protect(response)


@csrf_exempt
@require_http_methods(ANSWERED)
@document
@visited
def follow(request: HttpRequest, locale: str, campaign: str) -> HttpResponse:
    """A link leads to a button, which follows; with `leave` it does so no more."""
    account = signed_in(request)
    if account is None:
        return signing_in.ask_for_address(request, locale, to_follow=campaign)
    if request.method == "POST" and origin.is_ours(request):
        if request.POST.get("leave"):
            actions.unfollow(account, campaign)
        else:
            actions.follow(account, campaign)
        return led("home:my-giving", locale)
    cause = causes([campaign], locale)[campaign]
    if not cause.url:
        raise CampaignNotFound(_("There is no such story to follow. Choose one from the list of stories."))
    context = {"cause": cause, "following": readers.is_following(account, campaign)}
    return page("home/follow.html", locale, "home:my-giving-follow", 200, campaign, **context)


@csrf_exempt
@require_http_methods(ANSWERED)
@donors_own
def choices(request: HttpRequest, locale: str, account: DonorAccount) -> HttpResponse:
    if request.method == "POST":
        chosen = request.POST.get("language", "")
        actions.choose(
            account,
            locale=chosen if chosen in languages.codes() else account.locale,
            by_name=bool(request.POST.get("by_name")),
            news=bool(request.POST.get("news")),
        )
        request.session[KEPT] = True
    return led("home:my-giving", locale)


@require_safe
@donors_own
def export(request: HttpRequest, locale: str, account: DonorAccount) -> HttpResponse:
    response = JsonResponse(readers.export(account), json_dumps_params={"indent": 1, "ensure_ascii": False})
    response["Content-Disposition"] = 'attachment; filename="my-giving.json"'
    return protect(response)


@csrf_exempt
@require_http_methods(ANSWERED)
@donors_own
def erase(request: HttpRequest, locale: str, account: DonorAccount) -> HttpResponse:
    refusal = ""
    if request.method == "POST":
        if identifiers.email_hash(request.POST.get("email", "")) == account.donor.email_hash:
            actions.erase(account)
            request.session.flush()
            return forget(page("home/erased.html", locale, "home:my-giving"))
        refusal = _("This is not the address of your account. Type it as you signed in with it.")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    context = {"who": readers.identity(account), "refusal": refusal}
    return page("home/erase.html", locale, "home:my-giving-erase", status, **context)


@csrf_exempt
@require_http_methods(ANSWERED)
@document
def no_more_mails(request: HttpRequest, locale: str, token: str) -> HttpResponse:
    """A POST is enough, from a person's button or, by RFC 8058, from a mail program. It tells nothing new."""
    account = tokens.leaving(token)
    said = "damaged" if not account else "stopped" if request.method == "POST" else "stop"
    if said == "stopped":
        actions.stop_news(account)
    status = HTTPStatus.NOT_FOUND if said == "damaged" else HTTPStatus.OK
    return page("home/no-more-mails.html", locale, "home:no-more-mails", status, token, said=said)
