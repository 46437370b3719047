"""Who is told what: subscribers by kind. The worker delivers (`payments.worker.tick`)."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Now

from payments.models import OutboxEntry

Handler = Callable[[dict[str, Any]], object]

_handlers: dict[str, list[Handler]] = defaultdict(list)
_patience: dict[str, timedelta] = {}


class Undeliverable(Exception):
    """No further try will do: raised by a handler, for a person to look at."""


def subscribe(kind: str, handler: Handler, *, patience: timedelta | None = None) -> None:
    """`handler(payload)` is called at least once per entry of this kind; a second call must do no harm.

    It is tried for as long as `patience` says, for ever without one.
    Kinds: `snapshot` with `{"campaign": ref, "status": …, "version": n}`.
    """
    if handler not in _handlers[kind]:
        _handlers[kind].append(handler)
    if patience:
        _patience[kind] = patience


def handlers(kind: str) -> list[Handler]:
    return list(_handlers[kind])


def patience(kind: str) -> timedelta | None:
    return _patience.get(kind)


def given_up() -> QuerySet[OutboxEntry]:
    """What was never delivered and is not tried any more, the oldest first."""
    return OutboxEntry.objects.filter(done_at=None).exclude(failed_at=None).order_by("failed_at")


def retry(entries: Iterable[int]) -> int:
    """Has what was given up tried again from the next round on. Returns how many."""
    again = given_up().filter(pk__in=list(entries)).order_by()
    return again.update(failed_at=None, attempts=0, created_at=Now(), due_at=Now())
