"""Signing in to a donor's own pages by a mailed code, and out. None of it needs a script."""

from http import HTTPStatus
from typing import Any

from allauth.core.internal.cryptokit import compare_user_code
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from home.documents import frame, origin
from home.documents.headers import forget, protect, see_other
from home.documents.views.errors import document
from home.documents.visitor import visited
from payments.donors import actions, sessions
from payments.donors.codes import DonorCode
from payments.exceptions import NotSignedIn, TooManyCodes
from payments.models import DonorAccount

LONGEST = 254
# Where a visitor goes on to, once signed in: the campaign they wish to follow.
TO_FOLLOW = "to_follow"
ANSWERED = ["GET", "HEAD", "POST"]


def signed_in(request: HttpRequest) -> DonorAccount | None:
    try:
        return sessions.account(request.user)
    except NotSignedIn:
        return None


def ask_for_address(
    request: HttpRequest, locale: str, refusal: str = "", status: int = HTTPStatus.OK, *, to_follow: str = ""
) -> HttpResponse:
    email = request.POST.get("email", "").replace("\x00", "")[: LONGEST + 1]
    context = {"email": email, "refusal": refusal, "longest": LONGEST, "to_follow": to_follow}
    return page("home/sign-in.html", locale, "home:my-giving", status, **context)


def mail_code(request: HttpRequest, locale: str) -> HttpResponse:
    """From the form: the next page is the same for every address."""
    email = request.POST.get("email", "").strip()
    to_follow = request.POST.get("to_follow", "")[:64]
    try:
        _check(request, email)
        DonorCode.begin(request, email, locale)
    except ValidationError as error:
        return ask_for_address(request, locale, str(error.message), 422, to_follow=to_follow)
    except TooManyCodes as refusal:
        return ask_for_address(request, locale, refusal.detail, refusal.status, to_follow=to_follow)
    request.session[TO_FOLLOW] = to_follow
    return led("home:my-giving-code", locale)


# A session acts on these: `Origin` is asked of every form, and the cookie goes to no form of another site.
@csrf_exempt
@require_http_methods(ANSWERED)
@document
@visited
def code(request: HttpRequest, locale: str) -> HttpResponse:
    pending = None if signed_in(request) else DonorCode.pending(request)
    if pending is None:
        return led("home:my-giving", locale)
    if request.method != "POST":
        return _ask_for_code(locale, pending)
    if not origin.is_ours(request):
        return _ask_for_code(locale, pending, foreign(), 403)
    if compare_user_code(actual=request.POST.get("code", "")[:64], expected=pending.code):
        to_follow = request.session.pop(TO_FOLLOW, "")
        pending.finish()
        return led("home:my-giving-follow", locale, to_follow) if to_follow else led("home:my-giving", locale)
    if pending.record_invalid_attempt():
        wrong = _("This is not the code we mailed last. Look at it once more, letter by letter.")
        return _ask_for_code(locale, pending, wrong, 422)
    ended = _("That was not the code, for the third time. Ask for a new one.")
    return ask_for_address(request, locale, ended, 422)


@csrf_exempt
@require_POST
@document
@visited
def sign_out(request: HttpRequest, locale: str) -> HttpResponse:
    """Here, or with `everywhere` on every device."""
    account = signed_in(request)
    if not origin.is_ours(request):
        return led("home:my-giving", locale)
    if account and request.POST.get("everywhere"):
        actions.sign_out_everywhere(account)
    request.session.flush()
    return forget(led("home:my-giving", locale))


def led(name: str, locale: str, *args: str) -> HttpResponse:
    return see_other(reverse(name, args=[locale, *args]))


def page(
    template: str, locale: str, name: str, status: int = HTTPStatus.OK, *args: str, **context: Any
) -> HttpResponse:
    chrome = frame.chrome(locale)
    shown = {"locale": locale, "chrome": chrome, "languages": chrome.languages(name, *args), **context}
    return protect(HttpResponse(render_to_string(template, shown), status=status))


def foreign() -> str:
    return _("This form was not sent from our own page. Look at it here and send it again.")


def _ask_for_code(
    locale: str, pending: DonorCode, refusal: str = "", status: int = HTTPStatus.OK
) -> HttpResponse:
    return page("home/code.html", locale, "home:my-giving-code", status, email=pending.email, refusal=refusal)


def _check(request: HttpRequest, email: str) -> None:
    """Raises ValidationError with the sentence for the visitor."""
    if not origin.is_ours(request):
        raise ValidationError(foreign())
    unclear = _("This is no e-mail address. Look whether a letter is missing, as in name@example.org.")
    if len(email) > LONGEST:
        raise ValidationError(unclear)
    EmailValidator(unclear)(email)
