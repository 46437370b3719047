"""Cases of which an index may not know the last yet: what happened to them still waits in the outbox."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.fields.json import KT

from publication.models import OutboxEntry, OutboxStep
from publication.models.kinds import Kind

# What decides whether a case, or a language of it, is public, and in which words.
CAUSES = ("release", "withdrawal", "recall", "consent", "expiry")


@dataclass(frozen=True, slots=True)
class Unapplied:
    """Cases that nothing which was indexed earlier may answer for, see `unapplied`."""

    step: str
    relay: str

    @property
    def public_ids(self) -> QuerySet[OutboxEntry, Any]:
        """Not asked yet: a condition for who asks this database, however many wait."""
        return _public_ids(self.step, self.relay).all()

    def every(self) -> frozenset[str]:
        return frozenset(self.public_ids)


def unapplied(step: str, relay: str = "") -> Unapplied:
    """Cases with a cause of which the outbox has not finished `step`.

    With `relay` also those with an unfinished entry of that kind, by which the step hands on what somebody
    outside has to be told: its payload has `public_id` and the `cause`.
    """
    return Unapplied(step, relay)


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
