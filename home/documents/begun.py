"""Which payments a browser has begun: known by cookies of half an hour, and to the form to give alone.

Neither a network address nor an e-mail says who somebody is; the random key that began a payment was told to
one browser only. Without this a donor whose tab is closed, or whose scripts are off, could not be told from
the stranger beside her (`docs/decisions/unfinished-payments-are-told-by-key.md`).
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from home.documents import languages
from payments.checkout import LIFETIME_SECONDS

COOKIE = "begun-{}"
MOST = 8
# So many keys and more: what else is sent comes back four times.
LONGEST = 512


def keys(request: HttpRequest, locale: str) -> list[str]:
    """Oldest first. Whatever a stranger sends is at worst the key of nothing."""
    return request.COOKIES.get(COOKIE.format(locale), "")[:LONGEST].split(".")[-MOST:]


def remember(response: HttpResponse, begun: Sequence[str]) -> None:
    """The newest keys, for as long as the newest payment lives: no campaign, no amount.

    One cookie for each language, since its path begins with it; all of them say the same.
    """
    newest = [key for key in dict.fromkeys(begun) if key][-MOST:]
    for code in languages.codes():
        response.set_cookie(
            COOKIE.format(code),
            ".".join(newest),
            max_age=LIFETIME_SECONDS,
            path=path(code),
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Strict",
        )


def path(locale: str) -> str:
    return reverse("home:home", args=[locale]) + "give/"


def lasting(payment: dict[str, Any]) -> dict[str, Any]:
    """With `minutes` until it lapses: the hour on the donor's wall is not known here."""
    lapses = datetime.fromisoformat(payment["expires_at"]) - timezone.now()
    return {**payment, "minutes": max(1, round(lapses.total_seconds() / 60))}
