"""Answering a privacy concern: marked as handled with a private note, and its words removed afterwards."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from publication import log
from review.concerns import receiving
from review.exceptions import CannotHandle
from review.models import PrivacyConcern
from review.roles import HANDLE_CONCERNS, holds


@transaction.atomic
def handle_concern(concern: PrivacyConcern, person: Any, note: str) -> None:
    """Close it, or write another note to one that is closed. Raises CannotHandle."""
    _check(person)
    if concern.emptied:
        raise CannotHandle(_("Its words were removed already: nothing is added to it."))
    concern.note = note.strip()
    concern.handled_on = concern.handled_on or timezone.now().date()
    concern.handled_by_id = person.pk
    concern.save(update_fields=["note", "handled_on", "handled_by"])
    log.record("concern.handle", concern.subject, person, concern=concern.pk)


@transaction.atomic
def empty_concern(concern: PrivacyConcern, person: Any) -> None:
    """Remove the words of a handled concern before its time is over. Raises CannotHandle."""
    _check(person)
    if concern.handled_on is None:
        raise CannotHandle(_("Mark it as handled first."))
    if receiving.empty(PrivacyConcern.objects.filter(pk=concern.pk, emptied=False)):
        log.record("concern.empty", concern.subject, person, concern=concern.pk)


def _check(person: Any) -> None:
    if not holds(person, HANDLE_CONCERNS):
        raise CannotHandle(_("Only privacy reviewers answer privacy concerns."))
