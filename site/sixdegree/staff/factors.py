"""Whether a person has a second factor, and whether this very session has passed it."""

from datetime import UTC, datetime
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.http import HttpRequest

from review.accounts import changed, watched
from review.accounts.account import FACTOR as FACTOR_CHANGED

PASSWORD = "password"  # noqa: S105  allauth's name of the method
FACTOR = "mfa"


def factor(user: Any) -> Authenticator | None:
    return Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).first()


def enrolled(user: Any) -> bool:
    return factor(user) is not None


def passed(request: HttpRequest) -> bool:
    """Whether the session went through the factor the person has now, as one of another door never did."""
    return passed_at(request) is not None


def passed_at(request: HttpRequest) -> datetime | None:
    has, shown = factor(request.user), latest(request, FACTOR)
    # A session that showed a former factor has not shown the one that replaced it.
    return shown if has and shown and shown >= has.created_at else None


def latest(request: HttpRequest, method: str) -> datetime | None:
    """When this session last proved the person by this method."""
    records = get_authentication_records(request, request.user)
    times = [record["at"] for record in records if record["method"] == method]
    return datetime.fromtimestamp(max(times), UTC) if times else None


@transaction.atomic
def reset(user: Any) -> bool:
    """Take a lost factor away, and the recovery codes with it. False where there was none."""
    gone, _ = Authenticator.objects.filter(user=user).delete()
    if gone:
        changed(user, FACTOR_CHANGED)
    return gone > 0


def proved_at(request: HttpRequest) -> datetime | None:
    """When this session last had all that this person has to prove: the older of password and factor."""
    times = [latest(request, PASSWORD)]
    if enrolled(request.user):
        times.append(passed_at(request))
    known = [time for time in times if time]
    return min(known) if len(known) == len(times) else None


def tell(sender: Any, request: HttpRequest, user: Any, authenticator: Authenticator, **kwargs: Any) -> None:
    """On allauth's own signals: a person's factor came, went, or has new recovery codes."""
    if watched(user):
        changed(user, FACTOR_CHANGED, by=user)
