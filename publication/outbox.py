"""Consequences, committed with their cause and carried out by the worker until they succeed.

Handlers run again after any failure of theirs or of a sibling: write them so that twice is as good as once.
"""

import logging
from collections import defaultdict
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from publication import conf
from publication.models import OutboxEntry

Handler = Callable[[dict[str, Any]], None]
_handlers: dict[str, list[Handler]] = defaultdict(list)
logger = logging.getLogger(__name__)


def subscribe(kind: str, handler: Handler) -> None:
    """Call `handler(payload)` for every entry of `kind`: `release`, `recall`, `withdrawal`, `consent`."""
    if handler not in _handlers[kind]:
        _handlers[kind].append(handler)


def add(kind: str, /, **payload: Any) -> OutboxEntry:
    return OutboxEntry.objects.create(kind=kind, payload=payload)


def drain(limit: int = 100) -> int:
    """Carry out what is due, oldest first. Returns how many entries were finished."""
    return sum(_carry_out(entry) for entry in _due(limit))


def stuck() -> list[OutboxEntry]:
    """Entries that failed so often that a person must look."""
    entries = OutboxEntry.objects.filter(done_at=None, attempts__gte=conf.outbox_alarm_attempts())
    return list(entries.order_by("created_at"))


def _due(limit: int) -> list[OutboxEntry]:
    return list(OutboxEntry.objects.filter(done_at=None, due_at__lte=Now()).order_by("pk")[:limit])


def _carry_out(entry: OutboxEntry) -> bool:
    try:
        with transaction.atomic():
            for handler in _handlers[entry.kind]:
                handler(entry.payload)
            OutboxEntry.objects.filter(pk=entry.pk).update(done_at=Now(), last_error="")
    except Exception as error:  # noqa: BLE001  whatever a handler raises, the entry must stay and be retried
        _postpone(entry, error)
        return False
    return True


def _postpone(entry: OutboxEntry, error: Exception) -> None:
    attempts = entry.attempts + 1
    wait = min(2**attempts, conf.outbox_longest_wait_seconds())
    OutboxEntry.objects.filter(pk=entry.pk).update(
        attempts=attempts,
        due_at=timezone.now() + timedelta(seconds=wait),
        last_error=f"{type(error).__name__}: {error}",
    )
    level = logging.ERROR if attempts >= conf.outbox_alarm_attempts() else logging.WARNING
    logger.log(level, "Outbox entry %s (%s) failed %s times.", entry.pk, entry.kind, attempts, exc_info=error)
