"""Case officers learn in time that a consent ends. The mail names no case: the list of case files does."""

from django.db import transaction

from publication.actions import expiries
from publication.models import ConsentReminder
from review import notifications
from review.roles import CASE_FILES, holders


def remind() -> int:
    """One mail to each officer for all consents whose reminder came due. Returns how many those were."""
    with transaction.atomic():
        due = expiries.due_reminders()
        ConsentReminder.objects.bulk_create(due)
    if due:
        notifications.consent_ends(holders(CASE_FILES[1]))
    return len(due)
