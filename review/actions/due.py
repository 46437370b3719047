"""The worker's part of scheduled release: at its hour each is looked at again, on its own."""

import logging
from collections.abc import Callable
from typing import Any

from django.db import OperationalError, transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.users.models import UserProfile

from payments.exceptions import Refusal as PaymentsRefusal
from publication.exceptions import Refusal as PublicationRefusal
from publication.models import Candidate, Recall
from review import notifications
from review.actions.releasing import release_signed
from review.actions.scheduling import end
from review.actions.standing import hold_together
from review.exceptions import CannotSign, Refusal
from review.models import ScheduledRelease
from review.roles import SIGN, holds

logger = logging.getLogger(__name__)
REFUSALS = (Refusal, PublicationRefusal, PaymentsRefusal)
Outcome = ScheduledRelease.Outcome


def run() -> dict[str, int]:
    """The worker's job: end the hours of what waits no longer, then release what is due, each for itself."""
    return {"ended": _end_overtaken(), "released": sum(_run(key) for key in _due())}


def _due() -> list[int]:
    due = ScheduledRelease.objects.filter(ended_at=None, at__lte=Now()).order_by("at", "pk")
    return list(due.values_list("pk", flat=True))


def _run(key: int) -> bool:
    try:
        with transaction.atomic():
            return _release(key)
    except REFUSALS as refusal:
        _refuse(key, refusal.detail)
    except OperationalError:
        # The database's own trouble (a deadlock, a lost connection) says nothing about the text: next round.
        logger.exception("The scheduled release %s could not run; it is tried again.", key)
    except Exception:
        logger.exception("The scheduled release %s failed.", key)
        _refuse(key, _("It could not be released. An operator finds the reason in the log."))
    return False


def _release(key: int) -> bool:
    planned = _locked(key)
    if planned is None:
        return False
    with override(UserProfile.get_for_user(planned.set_by).get_preferred_language()):
        if not holds(planned.set_by, SIGN):
            raise CannotSign(_("Who set this hour is no reviewer any more. Set it anew, or release it now."))
        candidates = list(planned.candidates.order_by("locale"))
        for candidate in candidates:
            hold_together(candidate.pk)
        release_signed(candidates, planned.set_by)
    return True


def _locked(key: int) -> ScheduledRelease | None:
    # A second worker passes by what the first one is at.
    open_ones = ScheduledRelease.objects.select_for_update(skip_locked=True, of=("self",))
    return open_ones.select_related("set_by").filter(pk=key, ended_at=None, at__lte=Now()).first()


@transaction.atomic
def _refuse(key: int, sentence: str) -> None:
    planned = ScheduledRelease.objects.select_for_update().filter(pk=key, ended_at=None).first()
    if planned is not None:
        end(planned, Outcome.REFUSED, sentence=sentence)
        _tell(planned)


def _end_overtaken() -> int:
    """What was withdrawn, recalled, replaced, returned or taken back meanwhile goes public at no hour."""
    recalled = Recall.objects.filter(
        Q(locale="") | Q(locale=OuterRef("locale")),
        subject=OuterRef("subject"),
        lifted_by=None,
        at__gt=OuterRef("submitted_at"),
    )
    overtaken = Candidate.objects.filter(
        Q(superseded_at__isnull=False) | Q(Exists(recalled)), release=None, scheduled__ended_at=None
    )
    schedules = ScheduledRelease.objects.filter(ended_at=None, candidates__in=overtaken).distinct()
    for planned in schedules:
        _end_one(planned.pk)
    return len(schedules)


@transaction.atomic
def _end_one(key: int) -> None:
    planned = ScheduledRelease.objects.select_for_update().filter(pk=key, ended_at=None).first()
    if planned is not None:
        sentence = _("It was withdrawn, recalled, replaced, returned or taken back before its hour.")
        end(planned, Outcome.OVERTAKEN, sentence=sentence)
        _tell(planned)


def _tell(planned: ScheduledRelease) -> None:
    _mail(notifications.something_to_see, planned.set_by)
    for author in {candidate.submitted_by for candidate in planned.candidates.select_related("submitted_by")}:
        _mail(notifications.something_came_back, author)


def _mail(tell: Callable[[Any], None], person: Any) -> None:
    transaction.on_commit(lambda: tell(person), robust=True)
