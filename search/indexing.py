"""Keeping the engines in step with the public record: what happened to a case comes by the outbox."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models.functions import Now

from publication import outbox
from publication.erasure import ErasedCase
from publication.models import OutboxEntry, PublicationTerm, PublicRecord
from publication.models.kinds import Kind
from search import documents, engines
from search.engines import Engine, EngineFailed
from search.models import FollowedIndex

# The step's name in every entry that it follows, and the kind by which an engine outside is told of it.
STEP = "search"
RELAY = "search_index"
# A case whose published figures changed: nothing that an index holds of it is wrong, only old.
FIGURES = "search_figures"


def follower(cause: str) -> Callable[[dict[str, Any]], None]:
    """The step for entries of this kind: the embedded index at once, an engine outside by its own entry."""

    def follow(payload: dict[str, Any]) -> None:
        subject = payload.get("public_id")
        if not subject or (cause == "release" and payload["kind"] != Kind.CASE):
            return
        align(engines.default(), subject)
        if is_followed():
            outbox.add(RELAY, public_id=subject, cause=cause)

    return follow


def is_followed() -> bool:
    """Whether an engine outside answers on this site, whichever of its processes have the address."""
    return engines.first().outside or FollowedIndex.objects.exists()


@transaction.atomic
def give_up() -> int:
    """No engine outside is to be told of anything any more. Returns how many entries waited for one.

    Whoever goes on asking it is refused its answer until `rebuild_search` has made its index anew.
    """
    FollowedIndex.objects.all().delete()
    return OutboxEntry.objects.filter(kind=RELAY, done_at=None).update(done_at=Now())


def relay(payload: dict[str, Any]) -> None:
    """Tell the engine outside. Raises `EngineFailed`: the entry is tried again.

    A process that does not know of that engine cannot say that it was told.
    """
    engine = engines.first()
    if not engine.outside:
        raise EngineFailed("this process is given no address of the engine outside")
    align(engine, payload["public_id"])


def on_snapshot(payload: dict[str, Any]) -> None:
    """Subscriber of payments' `snapshot`: done by an entry, so that the record has its status before."""
    terms = PublicationTerm.objects.filter(campaign_ref=payload["campaign"])
    for public_id in terms.values_list("public_id", flat=True):
        outbox.add(FIGURES, public_id=public_id)


def align(engine: Engine, subject: str) -> None:
    """Have `engine` know of this case what is public of it now, and nothing else."""
    with engine.alone():
        public = documents.of_subjects([subject])
        records = PublicRecord.objects.filter(kind=Kind.CASE, subject=subject).values_list("pk", flat=True)
        gone = set(records).difference(document.pk for document in public)
        if gone:
            engine.remove(gone)
        if public:
            engine.put(public)


def erase(case: ErasedCase) -> int:
    """Take an erased case out of every index, should its withdrawal not have done so."""
    records = PublicRecord.objects.filter(kind=Kind.CASE, subject__in=case.public_ids)
    engine, keys = engines.default(), set(records.values_list("pk", flat=True))
    # Whoever has read the case to put it has put it by then, and nobody puts it after.
    with engine.alone():
        held = engine.holds(keys)
        engine.remove(keys)
    if keys and is_followed():
        for subject in case.public_ids:
            outbox.add(RELAY, public_id=subject, cause="withdrawal")
    return held
