"""What the engine answered, in our own shapes."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from search import areas
from search.areas import Area
from search.engines import EngineFailed
from search.engines.elasticsearch.entries import told
from search.engines.elasticsearch.queries import AREA, MARK, STRICT, UNMARK
from search.query import FACETS, Found, Highlight, Suggestion

Answer = Mapping[str, Any]
T = TypeVar("T")


def understood(read: Callable[[Answer], T], answer: Answer) -> T:
    """What `read` makes of it. Raises `EngineFailed` where it is whole in no way that we know.

    Something else may answer at that address: a proxy's page, an index of other fields, a part of the shards.
    """
    try:
        if not (answer["_shards"]["failed"] or answer["timed_out"]):
            return read(answer)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        # Raised below, where what was answered, which may quote what was asked, is no context of it.
        pass
    raise EngineFailed("an answer that is none, or a part of one")


def found(answer: Answer, locale: str) -> Found:
    """The strict hits alone where there are any: whoever spelled rightly is shown no near miss.

    Raises `EngineFailed` for an index that an earlier version of ours made.
    """
    hits, total, counted = answer["hits"]["hits"], answer["hits"]["total"]["value"], answer["aggregations"]
    near = STRICT in counted and not counted[STRICT]["doc_count"]
    if STRICT in counted and not near:
        counted = counted[STRICT]
        hits, total = [hit for hit in hits if STRICT in hit["matched_queries"]], counted["doc_count"]
    digests: dict[int, str] = {}
    highlights: dict[int, Highlight] = {}
    for hit in hits:
        key, fields = int(hit["_id"]), hit.get("fields", {})
        if AREA not in fields:
            raise EngineFailed("an index of an earlier version: run rebuild_search")
        digests[key] = str(fields["digest"][0])
        if passages := hit.get("highlight"):
            highlights[key] = highlight(next(iter(passages.values()))[0])
    return Found(
        records=list(digests),
        total=total,
        facets={name: _values(counted[name]) for name in FACETS},
        areas=_areas(counted[AREA], locale),
        highlights=highlights,
        near=near and bool(hits),
        digests=digests,
    )


def suggestions(answer: Answer, limit: int) -> list[Suggestion]:
    return [
        Suggestion(bucket["key"], kind)
        for kind in ("story", "region")
        for bucket in answer["aggregations"][kind]["texts"]["buckets"]
    ][:limit]


def highlight(passage: str) -> Highlight:
    """The text without the engine's marks, and where they stood."""
    text, marks = "", []
    for part in passage.split(MARK):
        marked, unmark, after = part.partition(UNMARK)
        if unmark:
            marks.append((len(text), len(text) + len(marked)))
        text += marked + after
    return Highlight(text, tuple(marks))


def _areas(counted: Answer, locale: str) -> list[Area]:
    counts: Counter[str] = Counter()
    rows = []
    for text, count in sorted(_values(counted).items()):
        if text:
            row = told(text)
            counts[row[0]] += count
            rows.append(row)
    return areas.named(rows, counts, locale)


def _values(counted: Answer) -> dict[str, int]:
    """Most first, equals by name, as the engine orders them."""
    return {bucket["key"]: bucket["doc_count"] for bucket in counted["buckets"]}
