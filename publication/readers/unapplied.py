"""Cases of which an index may not know the last yet: what happened to them still waits in the outbox."""

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.fields.json import KT

from publication.models import OutboxEntry, OutboxStep
from publication.models.kinds import Kind

# What decides whether a case, or a language of it, is public, and in which words.
CAUSES = ("release", "withdrawal", "recall", "consent", "expiry")


class TooMany(Exception):
    """More cases wait than a question to somebody outside can carry."""


@dataclass(frozen=True, slots=True)
class Unapplied:
    """Cases that nothing which was indexed earlier may answer for.

    `public_ids` is a query that was not asked yet: a condition for who asks this database, however many wait.
    """

    public_ids: QuerySet[OutboxEntry, Any] = field(default_factory=OutboxEntry.objects.none)

    def every(self) -> frozenset[str]:
        return frozenset(self.public_ids)

    def at_most(self, number: int) -> frozenset[str]:
        """Read, for an engine outside. Raises `TooMany`."""
        found = frozenset(self.public_ids.distinct()[: number + 1])
        if len(found) > number:
            raise TooMany(f"more than {number} cases wait to be indexed")
        return found


def unapplied(step: str, relay: str = "") -> Unapplied:
    """Cases with a cause of which the outbox has not finished `step`.

    With `relay` also those with an unfinished entry of that kind, by which the step hands on what somebody
    outside has to be told: its payload has `public_id` and the `cause`.
    """
    return Unapplied(_public_ids(step, relay).all())


@cache
def _public_ids(step: str, relay: str) -> QuerySet[OutboxEntry, Any]:
    """Every search asks it, and to put it together takes longer than its answer. Never read itself."""
    finished = OutboxStep.objects.filter(entry=OuterRef("pk"), name=step, done_at__isnull=False)
    of_cases = Q(kind__in=CAUSES[1:]) | Q(kind=CAUSES[0], payload__kind=Kind.CASE)
    waiting = Q(~Exists(finished)) & of_cases
    if relay:
        waiting |= Q(kind=relay, payload__cause__in=CAUSES)
    entries = OutboxEntry.objects.filter(waiting, done_at=None).annotate(public_id=KT("payload__public_id"))
    return entries.filter(public_id__isnull=False).values_list("public_id", flat=True)
