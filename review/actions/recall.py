"""Recall: a release was a mistake. It is hidden first; Wagtail's `live` follows through the outbox."""

from typing import Any

from publication.actions import recall as publication_recall
from publication.models import Recall
from review.actions.standing import check_recaller


def recall(subject: str, locale: str | None, person: Any, reason: str) -> Recall:
    """Hide one record, or with no locale the whole subject and its updates, from the next request on.

    Raises CannotRecall, or publication's RecallRefused where nothing was released under this id.
    """
    check_recaller(person)
    return publication_recall.recall(subject, locale, person, reason)
