"""The append-only log: entries are inserted as they happen, one worker links them into a hash chain."""

import logging
from datetime import timedelta
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import DatabaseError, transaction
from django.utils import timezone

from publication import canonical
from publication.models import LogEntry

START = "0" * 64
# Reloading what one looks at is one look.
ONE_LOOK = timedelta(minutes=1)
logger = logging.getLogger(__name__)


def record(verb: str, subject: str, by: AbstractBaseUser | None, **detail: str | int | list[str]) -> LogEntry:
    """Insert one entry in the caller's transaction. No reasons, names or case text in `detail`."""
    actor = "" if by is None else str(by.pk)
    return LogEntry.objects.create(verb=verb, subject=subject, actor=actor, detail=detail)


def record_view(verb: str, subject: str, by: Any, **detail: str | int) -> None:
    """Note that somebody looked; once a minute for each person, thing and detail.

    What cannot be noted is told to the operator and never to who looks: a full disk must not keep a
    reviewer from recalling what leaks.
    """
    try:
        with transaction.atomic():
            if not _just_looked(verb, subject, by, detail):
                record(verb, subject, by, **detail)
    except DatabaseError:
        logger.exception("A look (%s of %s) could not be written to the log.", verb, subject)


def _just_looked(verb: str, subject: str, by: Any, detail: dict[str, Any]) -> bool:
    since = timezone.now() - ONE_LOOK
    actor = "" if by is None else str(by.pk)
    looks = LogEntry.objects.filter(subject=subject, at__gte=since, verb=verb, actor=actor)
    return any(look.detail == detail for look in looks)


def line(entry: LogEntry, position: int, previous: str) -> str:
    """The hash of an entry at its place in the chain: SHA-256 over its canonical JSON."""
    content: dict[str, Any] = {
        "id": entry.pk,
        "at": entry.at.isoformat(),
        "actor": entry.actor,
        "verb": entry.verb,
        "subject": entry.subject,
        "detail": entry.detail,
        "position": position,
        "previous": previous,
    }
    return canonical.digest(canonical.encode(content))


def link(limit: int = 1000) -> int:
    """Chain the entries committed since the last call, oldest first. Returns how many.

    For the one worker: two at once collide on the unique position and the second fails whole.
    """
    with transaction.atomic():
        last = LogEntry.objects.exclude(position=None).order_by("-position").first()
        position, previous = (last.position or 0, last.hash or START) if last else (0, START)
        entries = LogEntry.objects.filter(position=None).order_by("pk")[:limit]
        count = 0
        for entry in entries:
            position += 1
            chained = line(entry, position, previous)
            LogEntry.objects.filter(pk=entry.pk).update(position=position, previous=previous, hash=chained)
            previous = chained
            count += 1
        return count
