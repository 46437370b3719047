"""The append-only log: entries are inserted as they happen, one worker links them into a hash chain."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from publication import canonical
from publication.models import LogEntry

START = "0" * 64


def record(verb: str, subject: str, by: AbstractBaseUser | None, **detail: str | int | list[str]) -> LogEntry:
    """Insert one entry in the caller's transaction. No reasons, names or case text in `detail`."""
    actor = "" if by is None else str(by.pk)
    return LogEntry.objects.create(verb=verb, subject=subject, actor=actor, detail=detail)


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
