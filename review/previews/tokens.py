"""One-use, short-lived tokens that open one draft's document to a front end on another origin."""

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision

from review import case_of_page, conf
from review.exceptions import PreviewGone
from review.guard.live import kind_of_page
from review.models import PreviewToken


def issue(page: Any, user: Any) -> str:
    """A token for the newest revision of a page the user may edit. Raises PreviewGone."""
    revision = page.get_latest_revision()
    if revision is None or kind_of_page(page) is None or not page.permissions_for_user(user).can_edit():
        raise PreviewGone(_("There is no draft here that you may preview."))
    PreviewToken.objects.filter(expires_at__lte=timezone.now()).delete()
    token = secrets.token_urlsafe(32)
    expires_at = timezone.now() + timedelta(seconds=conf.preview_seconds())
    PreviewToken.objects.create(digest=_digest(token), user=user, revision=revision, expires_at=expires_at)
    return token


@transaction.atomic
def redeem(token: str) -> Revision:
    """The revision a token opens, once. Raises PreviewGone, the same for used, expired and invented ones."""
    found = _found(token)
    # The DELETE decides which of two at once was first.
    if found is None or not PreviewToken.objects.filter(pk=found.pk).delete()[0] or not _still_may(found):
        raise _gone()
    revision: Revision = found.revision
    return revision


def look(token: str) -> Revision:
    """As `redeem`, but leaves the token as it is: what only asks after an address uses up no link."""
    found = _found(token)
    if found is None or not _still_may(found):
        raise _gone()
    revision: Revision = found.revision
    return revision


def _found(token: str) -> PreviewToken | None:
    known = PreviewToken.objects.select_related("user", "revision")
    return known.filter(digest=_digest(token), expires_at__gt=timezone.now()).first()


def _gone() -> PreviewGone:
    return PreviewGone(
        _("This preview was opened before, or its time is over. Ask for a new one in the editor.")
    )


def _still_may(found: PreviewToken) -> bool:
    page = found.revision.content_object
    may = found.user.is_active and bool(page.permissions_for_user(found.user).can_edit())
    # What is told by the draft decides: the page's row may not name its file yet.
    return may and not case_of_page.is_withdrawn(found.revision.as_object())


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
