"""A donor's sessions. The worker forgets old ones in a host as well, which may do without allauth."""

from typing import Any

from django.contrib.auth import get_user_model, login
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from payments.donors.backends import DONOR
from payments.exceptions import NotSignedIn
from payments.models import DonorAccount

DONORS_OWN = "donor"
# No longer than a code is good for.
PENDING_SECONDS = 900


def begin(request: HttpRequest) -> None:
    """A session that waits for its code."""
    request.session[DONORS_OWN] = True
    request.session.set_expiry(PENDING_SECONDS)


def sign_in(request: HttpRequest, account: DonorAccount) -> None:
    login(request, account.user, backend=DONOR)
    request.session[DONORS_OWN] = True
    request.session.set_expiry(None)


def forget() -> int:
    """A worker's job: sessions that are over go, with the address and the code that one of them may hold.

    Returns how many.
    """
    return Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]


def account(user: Any) -> DonorAccount:
    """Of who is signed in by a donor's session. Raises NotSignedIn for everybody else."""
    found = user if isinstance(user, get_user_model()) else None
    own: DonorAccount | None = getattr(found, "donor_account", None)
    if own is None:
        raise NotSignedIn(_("Your sign-in has ended, or there was none. Ask for a code and sign in again."))
    return own
