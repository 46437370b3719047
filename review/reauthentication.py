"""Who signs has just proved who they are: asked on the sign form itself, so that nothing filled in is lost.

A host that signs its staff in another way names its own class in `SIXDEGREE_REVIEW_REAUTHENTICATION`.
"""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from payments import reauthentication
from payments.reauthentication import ConfirmForm, PasswordReauthentication, by_session
from review import conf


def asked(request: HttpRequest, data: Any = None) -> ConfirmForm | None:
    """The form to fill in before signing; None where the session proved itself minutes ago."""
    return None if proved_at(request) else ConfirmForm(_asks(request), data)


def proved_at(request: HttpRequest) -> datetime | None:
    """When the signer proved who they are, if that was recently enough to sign, in this very session."""
    return reauthentication.proved_at(_asks(request), conf.reauthentication_age())


def refuse_other_than_sessions(request: HttpRequest) -> None:
    """Raises PermissionDenied for a token, for Basic and for whatever else names a user without a session."""
    if not by_session(request):
        raise PermissionDenied(
            _("Signing needs a session in which you signed in yourself. Tokens never sign.")
        )


def _asks(request: HttpRequest) -> PasswordReauthentication:
    asks: PasswordReauthentication = import_string(conf.reauthentication())(request)
    return asks
