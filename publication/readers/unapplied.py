"""Cases of which an index may not know the last yet: what happened to them still waits in the outbox."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from publication.models import OutboxEntry, OutboxStep
from publication.models.kinds import Kind

# What decides whether a case, or a language of it, is public, and in which words.
CAUSES = ("release", "withdrawal", "recall", "consent", "expiry")


@dataclass(frozen=True, slots=True)
class Unapplied:
    """Public ids of cases that nothing which was indexed earlier may answer for."""

    subjects: frozenset[str] = frozenset()


def unapplied(step: str, relay: str = "") -> Unapplied:
    """Cases with a cause of which the outbox has not finished `step`.

    With `relay` also those with an unfinished entry of that kind, by which the step hands on what somebody
    outside has to be told: its payload has `public_id` and the `cause`. One statement.
    """
    finished = OutboxStep.objects.filter(entry=OuterRef("pk"), name=step, done_at__isnull=False)
    waiting = Q(~Exists(finished), kind__in=CAUSES)
    if relay:
        waiting |= Q(kind=relay, payload__cause__in=CAUSES)
    entries = OutboxEntry.objects.filter(waiting, done_at=None).values_list("kind", "payload")
    return Unapplied(
        frozenset(
            payload["public_id"]
            for kind, payload in entries
            if payload.get("public_id") and (kind != "release" or payload.get("kind") == Kind.CASE)
        )
    )
