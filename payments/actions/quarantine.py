"""What a finance officer does with an event that fits nothing here: tried again, or closed with a note."""

import json
import logging
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from payments import signature
from payments.actions import events
from payments.exceptions import EventRefused
from payments.models import ProviderEvent
from payments.models.provider import open_events

logger = logging.getLogger(__name__)

# The worker takes up what a process ended in the middle of.
RESUMED_AFTER = timedelta(minutes=5)


def retry(event_id: str, *, by: str) -> ProviderEvent:
    """Applies it again, now. What came of it stands in the event. Raises EventRefused.

    Never call this in a transaction: it asks the provider.
    """
    event = _open(event_id)
    if event.livemode != signature.expects_live() or json.loads(event.body).get("account"):
        raise EventRefused(_("It belongs to another account or mode and is never applied here. Close it."))
    due_at = timezone.now() + RESUMED_AFTER
    ProviderEvent.objects.filter(pk=event.pk).update(quarantined_at=None, reason="", due_at=due_at)
    logger.info("event %s is tried again by %s", event.event_id, by)
    event.quarantined_at = None
    events.apply(event)
    event.refresh_from_db()
    return event


def close(event_id: str, note: str, *, by: str) -> None:
    """Nothing is left to do about it: its body is emptied.

    Raises EventRefused.
    """
    event = _open(event_id)
    if not note.strip():
        raise EventRefused(_("Say in a note what was done about it, or why nothing has to be."))
    closed = (
        open_events()
        .filter(pk=event.pk)
        .update(closed_at=timezone.now(), closed_by=by, note=note.strip(), body="")
    )
    if not closed:
        raise _no_longer_waits()
    logger.info("event %s is closed by %s", event.event_id, by)


def _open(event_id: str) -> ProviderEvent:
    event = open_events().filter(event_id=event_id).first()
    if event is None:
        raise _no_longer_waits()
    return event


def _no_longer_waits() -> EventRefused:
    return EventRefused(_("This event no longer waits: it was applied or closed. Open the list again."))
