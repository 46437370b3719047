"""How far the consequences of a withdrawal have come, for those who answer the survivor's question."""

from dataclasses import dataclass
from datetime import datetime

from publication import conf, outbox
from publication.models import FrontEnd, OutboxEntry


@dataclass(frozen=True)
class Consequence:
    """One step: done when `done_at` is set, waiting otherwise. `stuck`: somebody must look."""

    name: str
    done_at: datetime | None
    attempts: int
    stuck: bool


def of_withdrawal(public_id: str) -> list[Consequence]:
    """The steps of the withdrawal, those not begun yet included, in the order in which they are tried."""
    entry = OutboxEntry.objects.filter(kind="withdrawal", payload__public_id=public_id).order_by("pk").first()
    if entry is None:
        return []
    begun = {step.name: step for step in entry.steps.all()}
    names = list(dict.fromkeys([*outbox.step_names("withdrawal"), *begun]))
    return [
        _consequence(name, begun[name].done_at, begun[name].attempts)
        if name in begun
        else _consequence(name, None, 0)
        for name in names
    ]


def told_of_withdrawal(public_id: str) -> list[Consequence]:
    """Each front end that is to learn of it, by name; one that was removed since by its number."""
    entries = OutboxEntry.objects.filter(
        kind="webhook", payload__id=public_id, payload__event="case.withdrawn"
    ).order_by("pk")
    names = dict(FrontEnd.objects.values_list("pk", "name"))
    return [
        _consequence(
            names.get(entry.payload["site"], str(entry.payload["site"])), entry.done_at, entry.attempts
        )
        for entry in entries
    ]


def _consequence(name: str, done_at: datetime | None, attempts: int) -> Consequence:
    stuck = done_at is None and attempts >= conf.outbox_alarm_attempts()
    return Consequence(name, done_at, attempts, stuck)
