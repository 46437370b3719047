"""Consequences, committed with their cause and carried out by the worker until they succeed.

Each handler of an entry is a step with tries of its own: one that fails is repeated alone, and neither
repeats nor holds up its siblings. Write handlers so that twice is as good as once: one that speaks to
somebody outside may have been heard before its step could be ticked off.
"""

import logging
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from payments.failures import place_of, way_to
from publication import conf
from publication.models import OutboxEntry, OutboxStep

Handler = Callable[[dict[str, Any]], None]
# Speaks to somebody outside: done apart, so that a slow answer delays no withdrawal.
OUTSIDE = {"webhook"}


class Step(NamedTuple):
    name: str
    handler: Handler


_steps: dict[str, list[Step]] = defaultdict(list)
logger = logging.getLogger(__name__)


def subscribe(kind: str, handler: Handler, step: str = "", *, outside: bool = False) -> None:
    """Call `handler(payload)` for every entry of `kind`, under a name for its step (the function's own).

    Kinds: `release`, `recall`, `withdrawal`, `consent`, `expiry`, `webhook`, and those of other apps.
    `outside` says that the handlers of this kind speak to somebody outside. Raises ImproperlyConfigured for
    another handler under a name that is taken: one of the two would never be called.
    """
    if outside:
        OUTSIDE.add(kind)
    subscribed = Step(step or getattr(handler, "__name__", "step"), handler)
    taken = [known.handler for known in _steps[kind] if known.name == subscribed.name]
    if taken not in ([], [handler]):
        raise ImproperlyConfigured(
            f"Two handlers of {kind} are named {subscribed.name}. Give one another name."
        )
    if not taken:
        _steps[kind].append(subscribed)


def add(kind: str, /, **payload: Any) -> OutboxEntry:
    return OutboxEntry.objects.create(kind=kind, payload=payload)


def drain(limit: int = 100) -> int:
    """Carry out what is due, oldest first. Returns how many entries were finished."""
    return sum(_carry_out(entry) for entry in _due().exclude(kind__in=OUTSIDE).order_by("pk")[:limit])


def drain_outside(limit: int = 100) -> int:
    """The same for what speaks to others, as long as one round may take: the rest waits for the next."""
    finished, until = 0, time.monotonic() + conf.outside_seconds()
    # By due time, so that those whose turn was cut off come first.
    for entry in list(_due().filter(kind__in=OUTSIDE).order_by("due_at", "pk")[:limit]):
        if time.monotonic() >= until:
            break
        finished += _carry_out(entry)
    return finished


def is_due() -> bool:
    """Whether a round would find something to carry out now."""
    return _due().exists()


def step_names(kind: str) -> list[str]:
    return [step.name for step in _steps[kind]]


def waiting() -> QuerySet[OutboxStep]:
    """Steps that were tried and did not succeed yet."""
    return OutboxStep.objects.filter(done_at=None, attempts__gt=0).select_related("entry").order_by("pk")


def stuck() -> QuerySet[OutboxStep]:
    """Steps that failed so often that a person must look."""
    return waiting().filter(attempts__gte=conf.outbox_alarm_attempts())


def overdue() -> QuerySet[OutboxEntry]:
    """Entries that nobody has tried for long: the worker does not run, or cannot keep up."""
    since = timezone.now() - timedelta(seconds=conf.outbox_overdue_seconds())
    return OutboxEntry.objects.filter(done_at=None, due_at__lt=since).order_by("pk")


def retry(entries: Iterable[int] | None = None) -> int:
    """Have what failed tried again in the next round, all of it or that of the given entries."""
    steps = waiting() if entries is None else waiting().filter(entry__in=list(entries))
    keys = list(steps.values_list("pk", "entry_id"))
    OutboxStep.objects.filter(pk__in=[pk for pk, _entry in keys]).update(due_at=Now())
    OutboxEntry.objects.filter(pk__in=[entry for _pk, entry in keys]).update(due_at=Now())
    return len(keys)


def passed_over() -> QuerySet[OutboxEntry]:
    """Withdrawals marked as carried out though one of their steps was not: by hand, or before it existed."""
    left = Q()
    for name in step_names("withdrawal"):
        done = OutboxStep.objects.filter(entry=OuterRef("pk"), name=name, done_at__isnull=False)
        left |= Q(~Exists(done))
    ticked = OutboxEntry.objects.filter(kind="withdrawal", done_at__isnull=False)
    return ticked.filter(left).order_by("pk") if left else ticked.none()


def take_up() -> int:
    """Have those carried out after all, in this round. Returns how many."""
    keys = list(passed_over().values_list("pk", flat=True))
    for key in keys:
        logger.error("Withdrawal entry %s was marked as done with steps left; they are done now.", key)
    return OutboxEntry.objects.filter(pk__in=keys).update(done_at=None, due_at=Now())


def forget(limit: int = 500) -> int:
    """Delete what was carried out long enough ago, its steps with it. Returns how many entries.

    What tells the survivor's receipt of a withdrawal when each thing was done is never deleted.
    """
    before = timezone.now() - timedelta(days=conf.outbox_keep_days())
    finished = OutboxEntry.objects.filter(done_at__lt=before).exclude(kind="withdrawal")
    finished = finished.exclude(kind="webhook", payload__event="case.withdrawn")
    old = list(finished.order_by("pk").values_list("pk", flat=True)[:limit])
    OutboxEntry.objects.filter(pk__in=old).delete()
    return len(old)


def _due() -> QuerySet[OutboxEntry]:
    return OutboxEntry.objects.filter(done_at=None, due_at__lte=Now())


def _carry_out(entry: OutboxEntry) -> bool:
    for step in _left(entry):
        try:
            _do(entry, step)
        except Exception as error:  # noqa: BLE001  whatever a handler raises, its step must stay and be retried
            _postpone(entry, step, error)
    return _close(entry)


def _left(entry: OutboxEntry) -> list[Step]:
    known = _steps[entry.kind]
    OutboxStep.objects.bulk_create(
        [OutboxStep(entry=entry, name=step.name) for step in known], ignore_conflicts=True
    )
    due = set(
        entry.steps.filter(done_at=None, due_at__lte=Now()).values_list("name", flat=True),
    )
    return [step for step in known if step.name in due]


def _do(entry: OutboxEntry, step: Step) -> None:
    if entry.kind in OUTSIDE:
        # No transaction stays open while somebody else takes their time.
        step.handler(entry.payload)
        _tick_off(entry, step)
        return
    with transaction.atomic():
        step.handler(entry.payload)
        _tick_off(entry, step)


def _tick_off(entry: OutboxEntry, step: Step) -> None:
    OutboxStep.objects.filter(entry=entry, name=step.name).update(done_at=Now(), last_error="")


def _postpone(entry: OutboxEntry, step: Step, error: Exception) -> None:
    row = OutboxStep.objects.get(entry=entry, name=step.name)
    attempts = row.attempts + 1
    wait = min(2 ** min(attempts, 20), conf.outbox_longest_wait_seconds())
    row.attempts, row.due_at = attempts, timezone.now() + timedelta(seconds=wait)
    row.last_error = place_of(error)
    row.save(update_fields=["attempts", "due_at", "last_error"])
    level = logging.ERROR if attempts >= conf.outbox_alarm_attempts() else logging.WARNING
    logger.log(
        level,
        "Step %s of outbox entry %s (%s) failed %s times: %s\n%s",
        step.name,
        entry.pk,
        entry.kind,
        attempts,
        row.last_error,
        way_to(error),
    )


def _close(entry: OutboxEntry) -> bool:
    """Mark an entry done with its last step, else note when its next one is due."""
    left = entry.steps.filter(name__in=step_names(entry.kind), done_at=None)
    figures = left.aggregate(due=Min("due_at"), attempts=Max("attempts"))
    row = OutboxEntry.objects.filter(pk=entry.pk)
    if figures["due"] is None:
        row.update(done_at=Now(), last_error="")
        return True
    last: datetime = figures["due"]
    failed = left.exclude(last_error="").order_by("-attempts").values_list("last_error", flat=True).first()
    row.update(due_at=last, attempts=figures["attempts"], last_error=failed or "")
    return False
