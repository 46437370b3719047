"""Proving that an index holds what is public, whole and as it is now, and nothing else: `verify_search`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from publication.models import PublicRecord
from publication.models.kinds import Kind
from publication.readers.unapplied import unapplied
from search import documents
from search.engines import Engine
from search.indexing import RELAY, STEP, align


class Fault(StrEnum):
    STRAY = "is indexed and not public"
    GAP = "is public and not indexed"
    STALE = "is indexed as it no longer is"


@dataclass(frozen=True, slots=True)
class Difference:
    """`subject` is the id of its case, empty for a stray that is no record of ours."""

    record: int
    subject: str
    fault: Fault

    def __str__(self) -> str:
        return f"record {self.record} of case {self.subject or '(none)'} {self.fault}"


def differences(engine: Engine) -> list[Difference]:
    """Of cases whose last change the engine was told of: others are on their way. Raises `EngineFailed`."""
    found = list(_compared(engine))
    # Asked last: what changed while the two were read is on its way by now.
    waiting = unapplied(STEP, RELAY if engine.outside else "").every()
    return [one for one in found if one.subject not in waiting]


def repair(engine: Engine, found: Sequence[Difference]) -> None:
    """Raises `EngineFailed`."""
    unknown = {one.record for one in found if not one.subject}
    if unknown:
        engine.remove(unknown)
    for subject in sorted({one.subject for one in found if one.subject}):
        align(engine, subject)


def _compared(engine: Engine) -> Iterator[Difference]:
    known = engine.known()
    for part in documents.everything():
        for document in part:
            held = known.pop(document.pk, None)
            if held is None:
                yield Difference(document.pk, document.subject, Fault.GAP)
            elif held != engine.as_put(document):
                yield Difference(document.pk, document.subject, Fault.STALE)
    cases = PublicRecord.objects.filter(kind=Kind.CASE, pk__in=list(known))
    subjects = dict(cases.values_list("pk", "subject"))
    yield from (Difference(record, subjects.get(record, ""), Fault.STRAY) for record in sorted(known))
