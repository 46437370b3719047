"""Where a gift shall go that its campaign does not need: a form for whoever has its address, no script."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from home.documents import frame, origin
from home.documents.headers import protect
from home.documents.views.errors import document
from payments import readers
from payments.actions import offers
from payments.exceptions import ChoiceMade, ChoiceRefused
from payments.mails.offers import letter


# No session acts here: who knows the gift's address may answer for it. `Origin` is asked all the same.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@document
def choice(request: HttpRequest, locale: str, donation_id: str) -> HttpResponse:
    """404 where nothing was offered. A link that a mail program follows chooses nothing."""
    readers.offer(donation_id)
    if request.method != "POST":
        return page(locale, donation_id)
    if not origin.is_ours(request):
        sentence = _("This form was not sent from our own page. Look at your choice here and send it again.")
        return page(locale, donation_id, sentence, HTTPStatus.FORBIDDEN)
    try:
        offers.answer(donation_id, request.POST.get("choice", ""))
    except (ChoiceRefused, ChoiceMade) as refusal:
        return page(locale, donation_id, refusal.detail, refusal.status)
    return page(locale, donation_id)


def page(locale: str, donation_id: str, refusal: str = "", status: int = HTTPStatus.OK) -> HttpResponse:
    """What is offered, or what was chosen. The words are the letter's."""
    offer = readers.offer(donation_id)
    chrome = frame.chrome(locale)
    context = {
        "locale": locale,
        "chrome": chrome,
        "languages": chrome.languages("home:choice", donation_id),
        "letter": letter(offer),
        "answer": offer.answer,
        "comes_back": offers.comes_back(offer),
        "fund_takes": chrome.fund_open,
        "by": offer.by,
        "refusal": refusal,
        "thanks_url": reverse("home:thanks", args=[locale, donation_id]),
    }
    return protect(HttpResponse(render_to_string("home/choice.html", context), status=status))
