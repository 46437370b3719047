"""Giving: a form, its refusals in place, a wait where no script runs, and the way to the payment page."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from home.documents import api, begun, conf, degrees, frame, money, origin, scripts, signed
from home.documents.beneficiary import Beneficiary, beneficiary, told_elsewhere
from home.documents.headers import protect, see_other
from home.documents.money import Money, covered
from home.documents.offers import choices
from home.documents.views.errors import document
from payments import fee_cover
from payments.actions import donations
from payments.actions import refusals as published
from payments.exceptions import AmountAboveRemaining, KeyRefused, Refusal, TooManyOpen
from payments.gift import Gift
from payments.problems import say_when

OTHER = "other"
# As many as one address may have open.
EARLIER = 3


@dataclass
class Input:
    """What the person entered, as entered: a refusal gives it back."""

    amount: str = ""
    other: str = ""
    currency: str = ""
    surplus_rule: str = "fund"
    fee_cover: str = ""
    every_month: str = ""
    degree: str = ""
    key: str = ""
    proof: str = ""
    # Signed keys of what the same tab began before, with a space between them.
    earlier: str = ""
    # The id of a payment that is not to be gone on with.
    let_go: str = ""


@dataclass
class Unclear(Exception):
    """The form cannot be understood as one gift; `sentence` says what to do."""

    sentence: str
    field: str = "amount"
    status: int = HTTPStatus.UNPROCESSABLE_ENTITY


@dataclass(frozen=True)
class Giving:
    """One visit to the form of one campaign."""

    request: HttpRequest
    locale: str
    to: Beneficiary
    given: Input = field(default_factory=Input)


# No session acts here, so there is nothing a foreign form could borrow; `Origin` is checked all the same.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@document
def give(request: HttpRequest, locale: str, campaign: str) -> HttpResponse:
    to = beneficiary(campaign, locale)
    if request.method != "POST":
        degree = degrees.carried(request.GET.get("degree", ""))
        return form(Giving(request, locale, to, Input(degree=degree)))
    visit = Giving(request, locale, to, _input(request))
    try:
        _check_origin(request)
        if visit.given.let_go:
            donations.cancel(visit.given.let_go)
            return form(visit, notice=_("That payment is let go, and nothing was taken. You can give again."))
        return _gone_on(visit)
    except Unclear as unclear:
        return form(visit, unclear.sentence, unclear.status, unclear.field)
    except Refusal as refusal:
        return refused(visit, refusal)


# GET alone: a link scanner's HEAD would begin a donation.
@require_GET
@document
def wait(request: HttpRequest, locale: str, campaign: str, token: str) -> HttpResponse:
    """Ten signed seconds in place of a proof of work; asked too early, it waits on."""
    to = beneficiary(campaign, locale)
    try:
        waiting = signed.opened_wait(token, campaign)
    except signed.Expired:
        return form(Giving(request, locale, to), _too_old(), HTTPStatus.UNPROCESSABLE_ENTITY)
    if waiting.seconds:
        return waiting_page(request, locale, token, waiting)
    try:
        return _to_payment(request, locale, waiting.gift, waiting.key, waited=True)
    except Refusal as refusal:
        gift = waiting.gift
        amount = money.typed(gift.amount, gift.currency, locale)
        cover = "yes" if gift.fee_cover else ""
        repeated = "yes" if gift.every_month else ""
        given = Input(OTHER, amount, gift.currency, gift.surplus_rule, cover, repeated, gift.degree or "")
        return refused(Giving(request, locale, to, given), refusal)


def _gone_on(visit: Giving) -> HttpResponse:
    """To the payment page with a proof of work, else to the wait page. Raises Unclear or Refusal."""
    gift = _gift(visit)
    try:
        key = signed.opened_key(visit.given.key, gift.campaign)
    except signed.Expired as error:
        raise Unclear(_too_old(), field="key") from error
    _let_go(visit.given.earlier, key)
    if visit.given.proof:
        return _to_payment(visit.request, visit.locale, gift, key, proof=visit.given.proof)
    published.check(gift)
    token = signed.wait(gift, key)
    return waiting_page(visit.request, visit.locale, token, signed.opened_wait(token, gift.campaign))


def _let_go(earlier: str, key: str) -> None:
    """Who came back from the payment page and gives anew is not held up by what she began before."""
    for sent in earlier.split()[-EARLIER:]:
        before = signed.opened_key_of_any(sent)
        if before and before != key:
            donations.let_go(before)


def _to_payment(request: HttpRequest, locale: str, gift: Gift, key: str, **evidence: Any) -> HttpResponse:
    before = begun.keys(request, locale)
    donation = donations.give(
        gift, key=key, address=request.META.get("REMOTE_ADDR", ""), begun=before, **evidence
    )
    if donation.state == "reserved" and donation.checkout_url:
        onward = donation.checkout_url
    else:
        onward = reverse("home:thanks", args=[locale, donation.pk])
    response = see_other(onward, form_action=conf.checkout_origin())
    begun.remember(response, [*before, key])
    return response


def refused(visit: Giving, refusal: Refusal) -> HttpResponse:
    sentence, left = refusal.detail, None
    if isinstance(refusal, KeyRefused):
        sentence = _("This page had begun another gift already. Look at the amount once more and continue.")
    if isinstance(refusal, AmountAboveRemaining):
        left = refusal.extra.get("max_amount")
    named = "amount" if "max_amount" in refusal.extra or "min_amount" in refusal.extra else ""
    unfinished = refusal.extra.get("open", []) if isinstance(refusal, TooManyOpen) else []
    response = form(visit, sentence, refusal.status, named, left, unfinished)
    say_when(response, refusal)
    return response


def form(
    visit: Giving,
    refusal: str = "",
    status: int = HTTPStatus.OK,
    refused_field: str = "",
    left: int | None = None,
    unfinished: Iterable[dict[str, Any]] = (),
    notice: str = "",
) -> HttpResponse:
    """Always with a fresh key: the one that was sent belongs to what was sent."""
    chrome = frame.chrome(visit.locale)
    to, given = visit.to, visit.given
    context = {
        "locale": visit.locale,
        "chrome": chrome,
        "languages": chrome.languages("home:give", to.campaign),
        "case": to.case,
        "case_url": to.case_url,
        "case_lang": told_elsewhere(to, visit.locale),
        "picture": to.picture,
        "heading": _heading(to, chrome.fund_name),
        "progress": to.progress,
        "takes_gifts": to.takes_gifts,
        "action": reverse("home:give", args=[visit.locale, to.campaign]),
        "key": signed.key(to.campaign),
        "degree": given.degree,
        "offers": choices(to, visit.locale, given.amount, left),
        "other": given.other,
        "other_chosen": given.amount == OTHER,
        "currencies": to.currencies,
        "currency": given.currency if given.currency in to.currencies else to.currencies[0],
        "surplus_rule": given.surplus_rule,
        "fund_open": bool(to.case) and chrome.fund_open,
        "fee_cover": given.fee_cover,
        "every_month": given.every_month,
        "fee_rates": [fee for code in to.currencies if (fee := fee_cover.described(code, visit.locale))],
        "refusal": refusal,
        "notice": notice,
        "unfinished": [begun.lasting(payment) for payment in unfinished],
        "given": asdict(given),
        "refusal_field": refused_field,
        "script": scripts.url("giving"),
        "challenge_url": api.url("challenge"),
    }
    response = HttpResponse(render_to_string("home/give.html", context), status=status)
    return protect(response, form_action=conf.checkout_origin())


def waiting_page(request: HttpRequest, locale: str, token: str, waiting: signed.Wait) -> HttpResponse:
    gift = waiting.gift
    onward = reverse("home:wait", args=[locale, gift.campaign, token])
    context = {
        "locale": locale,
        "chrome": frame.chrome(locale),
        "seconds": waiting.seconds,
        "onward": onward,
        "back": reverse("home:give", args=[locale, gift.campaign]),
        "money": Money(amount=gift.amount, currency=gift.currency),
        "every_month": gift.every_month,
        **covered(gift.amount, published.covered(gift), gift.currency),
    }
    response = protect(HttpResponse(render_to_string("home/wait.html", context)))
    response["Refresh"] = f"{waiting.seconds}; url={onward}"
    return response


def _input(request: HttpRequest) -> Input:
    sent = {name: request.POST.get(name, "")[:4096] for name in Input.__dataclass_fields__}
    rule = sent["surplus_rule"] if sent["surplus_rule"] in ("fund", "refund") else "fund"
    return Input(**{**sent, "surplus_rule": rule, "degree": degrees.carried(sent["degree"])})


def _gift(visit: Giving) -> Gift:
    """Raises Unclear where no single amount can be read."""
    to, given = visit.to, visit.given
    # An amount that is offered by the fund, which takes several currencies, names its own.
    offered, _space, named = given.amount.partition(" ")
    currency = next((code for code in (named, given.currency) if code in to.currencies), to.currencies[0])
    if given.amount not in ("", OTHER) and given.other.strip():
        raise Unclear(_("You chose an amount and typed another one. Choose which of them you mean."))
    if to.case is None and given.amount == OTHER and not given.other.strip():
        raise Unclear(_("Type an amount."))
    if given.amount == "" and not given.other.strip():
        raise Unclear(_("Choose an amount, or type one of your own."))
    try:
        amount = int(offered) if given.amount not in ("", OTHER) else None
        if amount is None:
            amount = money.minor_units(given.other, currency, visit.locale)
    except ValueError as error:
        example = money.example(currency, visit.locale)
        raise Unclear(
            _("This amount cannot be read. Write it in figures, for example %(example)s.")
            % {"example": example}
        ) from error
    return Gift(
        to.campaign,
        amount,
        currency,
        visit.locale,
        given.surplus_rule,
        given.degree or None,
        fee_cover=bool(given.fee_cover),
        every_month=bool(given.every_month),
    )


def _heading(to: Beneficiary, fund_name: str) -> str:
    if to.case:
        return _("Stand with %(alias)s") % {"alias": to.case["alias"]}
    return _("Give to the %(fund)s") % {"fund": fund_name}


def _check_origin(request: HttpRequest) -> None:
    """Raises Unclear unless this very site sent the form."""
    if not origin.is_ours(request):
        raise Unclear(
            _("This form was not sent from our own page. Look at the amount here and send it again."),
            field="key",
            status=HTTPStatus.FORBIDDEN,
        )


def _too_old() -> str:
    return _(
        "This page had been open for long, so nothing was started. Look at the amount once more and continue."
    )
