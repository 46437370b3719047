"""Searching, suggesting and keeping the index."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from itertools import chain, islice

from django.db import transaction
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from payments.statements import Among, Statement
from publication.readers.unapplied import Unapplied
from search import areas, documents, highlights
from search.analysis import layers, tokens
from search.analysis.terms import Term, terms
from search.areas import Area
from search.document import Document, documents_alone
from search.engines import Progress
from search.engines.embedded import asking, ranking, rows
from search.models import IndexedArea, IndexedRecord
from search.query import FACETS, Found, Sought, Suggestion

# Of more hits than this only so many are compared; the rest follow as they wait.
RANKED = 200
_COMPARED = 500
Hits = list[tuple[int, str, str]]
_AREAS = Statement(
    lambda: (
        IndexedArea.objects.filter(Among("code"))
        .order_by("locale")
        .values_list("code", "locale", "name", "lang", "longitude", "latitude")
    )
)


class Embedded:
    name = "embedded"
    lacks = ("typo tolerance",)
    outside = False

    def search(self, sought: Sought, unapplied: Unapplied) -> Found:
        asked = terms(sought)
        if asked is None:
            return Found()
        query = asking.query(sought, asked)
        with asking.full_text().by_index():
            hits: Hits = list(_matching(query, unapplied).values_list("record", "marks", "origin"))
            order = [hit[0] for hit in hits]
            if asked:
                order = self._ordered(order, _matching(query, unapplied, foremost=True), asked)
        order = order[: sought.limit]
        texts = documents.texts(order) if asked else []
        passages = {record: highlights.best(told, locale, asked) for record, locale, told in texts}
        return Found(
            records=order,
            total=len(hits),
            facets=_facets(hits),
            areas=_areas(hits, sought.locale),
            highlights={record: passage for record, passage in passages.items() if passage},
        )

    def suggest(self, text: str, locale: str, limit: int, unapplied: Unapplied) -> list[Suggestion]:
        key = tokens.folded(text)
        served = _public(unapplied).filter(marks__contains=f" {layers.serving(locale)} ")
        aliases = served.filter(alias_key__startswith=key).order_by("alias_key")
        regions = IndexedArea.objects.filter(
            Exists(served.filter(origin=OuterRef("code"))), key__startswith=key
        ).order_by("key", "code")
        found = [Suggestion(alias, "story") for alias in aliases.values_list("alias", flat=True)[: limit * 4]]
        found += [Suggestion(name, "region") for name in _one_each(regions[: limit * 4], locale)]
        return list(dict.fromkeys(found))[:limit]

    def alone(self) -> AbstractContextManager[None]:
        return asking.full_text().alone()

    def put(self, documents: Sequence[Document]) -> None:
        public = documents_alone(documents)
        index = [rows.row(document) for document in public]
        named = {(area.code, area.locale): area for document in public if (area := rows.area(document))}
        with transaction.atomic():
            _written(IndexedRecord, index, ["record"])
            _written(IndexedArea, list(named.values()), ["code", "locale"])
            asking.full_text().write(index)

    def remove(self, records: Collection[int]) -> None:
        keys = sorted(records)
        if not keys:
            return
        with transaction.atomic():
            IndexedRecord.objects.filter(record__in=keys).delete()
            asking.full_text().forget(keys)
            left = IndexedRecord.objects.filter(origin=OuterRef("code"))
            IndexedArea.objects.filter(~Exists(left)).delete()

    def rebuild(self, progress: Progress) -> int:
        total, seen, parts = documents.total(), set[int](), documents.everything()
        while (keys := self._put_next(parts)) is not None:
            seen |= keys
            progress(len(seen), max(total, len(seen)))
        with self.alone():
            # What was released meanwhile was not on the list, and is no stray.
            unlisted = self._keys() - seen
            self.remove(unlisted.difference(document.pk for document in documents.of_records(unlisted)))
        return len(seen)

    def known(self) -> dict[int, str]:
        """A record of which table and full text do not hold the same is known by no digest."""
        held = dict.fromkeys(asking.full_text().written(), "")
        stored = IndexedRecord.objects.iterator(_COMPARED)
        while part := list(islice(stored, _COMPARED)):
            whole = asking.full_text().whole(part)
            held |= {row.record: rows.seal(row) if row.record in whole else "" for row in part}
        return held

    def as_put(self, document: Document) -> str:
        return rows.seal(rows.row(document))

    def holds(self, records: Collection[int]) -> int:
        rows = IndexedRecord.objects.filter(record__in=records).values_list("record", flat=True)
        return len({*rows, *asking.full_text().written(records)})

    def _keys(self) -> set[int]:
        indexed = IndexedRecord.objects.values_list("record", flat=True)
        return {*indexed, *asking.full_text().written()}

    def _put_next(self, parts: Iterator[list[Document]]) -> set[int] | None:
        """The next part, read within the transaction that writes it; None after the last."""
        with self.alone():
            part = next(parts, None)
            self.put(part or [])
        return None if part is None else {document.pk for document in part}

    def _ordered(
        self, hits: list[int], foremost: QuerySet[IndexedRecord], asked: Sequence[Term]
    ) -> list[int]:
        compared = dict.fromkeys([*foremost.values_list("record", flat=True)[:RANKED], *hits[:RANKED]])
        rows = IndexedRecord.objects.filter(record__in=list(compared))
        found = {row.record: row for row in rows.values_list(*ranking.COLUMNS, named=True)}
        # As they wait, so that equals stay in that order.
        waiting = [found[key] for key in hits if key in found]
        best = ranking.ranked(waiting, asked, timezone.localdate())
        return [*best, *(key for key in hits if key not in found)]


def _public(unapplied: Unapplied) -> QuerySet[IndexedRecord]:
    return IndexedRecord.objects.filter(expires_at__gt=Now()).exclude(subject__in=unapplied.public_ids)


def _matching(query: str, unapplied: Unapplied, foremost: bool = False) -> QuerySet[IndexedRecord]:
    rows = _public(unapplied).filter(asking.full_text().matches(query, foremost))
    # As text "open" > "funded" > "closed": descending puts those who still wait first.
    return rows.order_by("-status", "waiting_since", "subject")


def _facets(hits: Hits) -> dict[str, dict[str, int]]:
    counted = Counter(chain.from_iterable(marks.split() for _record, marks, _origin in hits))
    facets: dict[str, dict[str, int]] = {name: {} for name in FACETS}
    for mark, count in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])):
        name, _slash, value = mark[1:].partition("/")
        if name in facets:
            facets[name][value] = count
    return facets


def _areas(hits: Hits, locale: str) -> list[Area]:
    counts = Counter(origin for _record, _marks, origin in hits if origin)
    return areas.named(_AREAS.rows(counts), counts, locale)


def _one_each(areas: Iterable[IndexedArea], locale: str) -> list[str]:
    """One name of each area, that in the language asked before others."""
    names: dict[str, str] = {}
    for area in sorted(areas, key=lambda area: area.locale != locale):
        names.setdefault(area.code, area.name)
    return list(names.values())


def _written(model: type[Model], rows: Sequence[Model], unique: list[str]) -> None:
    names = [field.name for field in model._meta.concrete_fields if not field.primary_key]
    model._default_manager.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=unique,
        update_fields=[name for name in names if name not in unique],
    )
