"""What an index may hold of a public record: read off its signed bytes, and made nowhere but here."""

import hashlib
import json
import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from payments.readers import Funding
from payments.readers import funding as read_funding
from publication import canonical, derived
from publication.models import PublicRecord
from publication.models.kinds import Kind
from publication.readers.visibility import visible
from search import conf

# Serves whoever asks for a language that no other record of the case is in, and who asks for none.
ANY = ""


class NotIndexable(TypeError):
    """Something else than a case that is public now was to be indexed. Names no content."""


@dataclass(frozen=True, slots=True)
class Place:
    """An area as the signed bytes name it; `point` its anchor `(longitude, latitude)`, if the map has it."""

    code: str
    name: str
    lang: str
    point: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One public record of a case. `serves`: the languages asked in which it is the one shown of its case.

    `needs` are labels, of the largest first. `as_of` is the moment before it was read, in microseconds of the
    database's clock: of two for one record the later holds. `left` is the part of the goal open by the
    published figures, 0 to 1, None without any.
    """

    pk: int
    subject: str
    locale: str
    serves: tuple[str, ...]
    digest: str
    alias: str
    summary: str
    needs: tuple[str, ...]
    story: tuple[str, ...]
    need: tuple[str, ...]
    exploitation: tuple[str, ...]
    region: tuple[str, ...]
    origin: Place | None
    places: tuple[Place, ...]
    status: str
    waiting_since: date
    expires_at: datetime
    as_of: int
    left: float | None = None

    @property
    def fingerprint(self) -> str:
        """Tells whether an index holds this very document; published figures aside, which only age."""
        parts = (self.digest, self.serves, self.status, self.waiting_since, self.expires_at.timestamp())
        return hashlib.sha256(repr(parts).encode()).hexdigest()


def clock() -> int:
    """Microseconds of the database's clock, which is the same for every process."""
    if connection.vendor == "sqlite":
        return time.time_ns() // 1000
    with connection.cursor() as cursor:
        cursor.execute("SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint")
        return int(cursor.fetchone()[0])


def of_subjects(subjects: Iterable[str]) -> list[Document]:
    """Every document there is now of these cases; none of one that is not public."""
    cases = PublicRecord.objects.filter(kind=Kind.CASE, subject__in=list(subjects))
    return _still_public(visible(cases).order_by("pk"))


def of_records(keys: Iterable[int]) -> list[Document]:
    """Those of these public records that are public now."""
    return _still_public(visible(PublicRecord.objects.filter(kind=Kind.CASE, pk__in=list(keys))))


def everything(batch: int = 500) -> Iterator[list[Document]]:
    """The documents of all public cases, whole cases together, in parts of about so many cases."""
    last = ""
    while subjects := _subjects_after(last, batch):
        yield of_subjects(subjects)
        last = subjects[-1]


def total() -> int:
    """How many documents `everything` gives."""
    return visible(PublicRecord.objects.filter(kind=Kind.CASE)).count()


def of(records: Sequence[Any]) -> list[Document]:
    """The guard. Raises `NotIndexable` for another model or kind, altered or erased bytes, what is hidden."""
    found = _still_public(records)
    hidden = {record.pk for record in records}.difference(document.pk for document in found)
    if hidden:
        raise NotIndexable(f"Record {min(hidden)} is not public.")
    return found


def _still_public(records: Iterable[Any]) -> list[Document]:
    """Without those that were hidden since they were read."""
    as_of = clock()
    chosen = [_refused_or(record) for record in records]
    serves = _serves({record.subject for record in chosen})
    joined = PublicRecord.objects.filter(pk__in=[record.pk for record in chosen])
    rows = joined.values_list("pk", "term__campaign_ref", "consent__expires_at", "status")
    known = {pk: (campaign, ends, status) for pk, campaign, ends, status in rows}
    funding = read_funding({campaign for campaign, _ends, _status in known.values()})
    return [
        _document(record, serves[record.pk], funding.get(campaign), ends, status, as_of)
        for record in chosen
        if record.pk in serves
        for campaign, ends, status in [known[record.pk]]
    ]


def _refused_or(record: Any) -> PublicRecord:
    if not isinstance(record, PublicRecord):
        raise NotIndexable(f"A {type(record).__name__} is no public record.")
    if record.kind != Kind.CASE:
        raise NotIndexable(f"Record {record.pk} is a {record.kind}, not a case.")
    if record.bytes is None or canonical.digest(bytes(record.bytes)) != record.digest:
        raise NotIndexable(f"Record {record.pk} does not hold the bytes that were signed.")
    return record


def _serves(subjects: Collection[str]) -> dict[int, tuple[str, ...]]:
    """Public record → the languages it serves: its own, and of one record of each case all that are left."""
    shown: dict[str, list[tuple[int, str, bool]]] = defaultdict(list)
    cases = visible(PublicRecord.objects.filter(kind=Kind.CASE, subject__in=subjects))
    for pk, subject, locale, is_source in cases.values_list("pk", "subject", "locale", "is_source"):
        shown[subject].append((pk, locale, is_source))
    serves: dict[int, tuple[str, ...]] = {}
    for records in shown.values():
        serves |= _shared_out(records)
    return serves


def _shared_out(records: list[tuple[int, str, bool]]) -> dict[int, tuple[str, ...]]:
    own = {locale for _pk, locale, _source in records}
    left = [locale for locale in conf.locales() if locale not in own]
    # As `publication.readers.cases.shown` chooses: the source, else the first by its code.
    chosen = min(records, key=lambda record: (not record[2], record[1]))[0]
    return {pk: (locale, *([ANY, *left] if pk == chosen else [])) for pk, locale, _source in records}


def _document(
    record: PublicRecord,
    serves: tuple[str, ...],
    funding: Funding | None,
    expires_at: datetime,
    status: str,
    as_of: int,
) -> Document:
    public = json.loads(bytes(record.bytes))
    points = _points(public)
    places = [_place(place, points) for _slot, place in derived.slots(public)]
    needs = sorted(public.get("needs", []), key=lambda need: -need["amount"]["amount"])
    return Document(
        pk=record.pk,
        subject=record.subject,
        locale=record.locale,
        serves=serves,
        digest=record.digest,
        alias=public["alias"],
        summary=public["summary"],
        needs=tuple(need["label"] for need in needs),
        story=tuple(_passages(public)),
        need=tuple(dict.fromkeys(need["category"] for need in needs)),
        exploitation=tuple(public.get("exploitation", ())),
        region=tuple(dict.fromkeys(place.code for place in places)),
        origin=_place(public["origin"], points) if public.get("origin") else None,
        places=tuple(dict.fromkeys(places)),
        status=status,
        waiting_since=record.waiting_since,
        expires_at=expires_at,
        as_of=as_of,
        left=_left(funding),
    )


def _passages(public: Mapping[str, Any]) -> Iterator[str]:
    for milestone in public.get("milestones", []):
        yield milestone["heading"]
        yield from milestone["narrative"]


def _place(place: Mapping[str, str], points: Mapping[str, tuple[float, float]]) -> Place:
    return Place(place["code"], place["name"], place["lang"], points.get(place["code"]))


def _points(public: Mapping[str, Any]) -> dict[str, tuple[float, float]]:
    told = [feature.get("properties") or {} for feature in public.get("storymap", {}).get("features", [])]
    return {
        told_of["area"]["code"]: (told_of["anchor"][0], told_of["anchor"][1])
        for told_of in told
        if told_of.get("area") and told_of.get("anchor")
    }


def _left(funding: Funding | None) -> float | None:
    if funding is None or not funding.goal or funding.remaining is None:
        return None
    return max(0.0, min(1.0, funding.remaining / funding.goal))


def _subjects_after(last: str, batch: int) -> list[str]:
    cases = PublicRecord.objects.filter(kind=Kind.CASE, subject__gt=last)
    return list(visible(cases).order_by("subject").values_list("subject", flat=True).distinct()[:batch])
