"""Keeping what was handed in, under a day's ceiling, and telling the reviewers that something waits."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from publication.concerns import Concern
from publication.exceptions import ConcernRefused
from review import conf, notifications
from review.models import PrivacyConcern

# What a device computed for is dearer to send: it fits ten times as often.
PROVED = 10


def receive(concern: Concern) -> None:
    """Raises ConcernRefused where today's ceiling is reached."""
    today = PrivacyConcern.objects.filter(received_on=timezone.now().date())
    times = PROVED if concern.proved else 1
    per_case = today.filter(subject=concern.case).count() >= times * conf.concerns_per_case()
    if per_case or today.count() >= times * conf.concerns_a_day():
        raise ConcernRefused(
            _("So many messages came today that this one was not kept. Please send it tomorrow."), status=429
        )
    PrivacyConcern.objects.create(
        subject=concern.case, locale=concern.locale, text=concern.text, contact=concern.contact
    )


def announce() -> int:
    """A worker's job: one mail to each reviewer for all that came since the last round."""
    # Marked first: a mail too few is better than one every two seconds, and the list shows all of them.
    count = PrivacyConcern.objects.filter(announced=False, handled_on=None).update(announced=True)
    if count:
        notifications.a_concern_waits()
    return count


def forget() -> int:
    """A worker's job: the words of what was handled long enough ago go, the fact stays."""
    before = timezone.now().date() - timedelta(days=conf.concern_days())
    return empty(PrivacyConcern.objects.filter(handled_on__lte=before, emptied=False))


def empty(concerns: Any) -> int:
    """Remove text, contact and note. Returns of how many."""
    return int(concerns.update(text="", contact="", note="", emptied=True))
