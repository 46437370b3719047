"""What the engine answered, in our own shapes."""

from collections.abc import Iterator, Mapping
from typing import Any

from search.engines import EngineFailed
from search.engines.elasticsearch.queries import MARK, STRICT, UNMARK
from search.query import FACETS, Found, Highlight, Suggestion

Answer = Mapping[str, Any]


def found(answer: Answer) -> Found:
    """The strict hits alone where there are any: whoever spelled rightly is shown no near miss.

    Raises `EngineFailed` for an index that an earlier version of ours made.
    """
    hits, total, counted = answer["hits"]["hits"], answer["hits"]["total"]["value"], answer["aggregations"]
    near = STRICT in counted and not counted[STRICT]["doc_count"]
    if STRICT in counted and not near:
        counted = counted[STRICT]
        hits, total = [hit for hit in hits if STRICT in hit["matched_queries"]], counted["doc_count"]
    marked = {int(hit["_id"]): passage for hit in hits if (passage := _passage(hit))}
    return Found(
        records=[int(hit["_id"]) for hit in hits],
        total=total,
        facets={name: _values(counted[name]) for name in FACETS},
        origins=_values(counted["origin"]),
        highlights={key: highlight(passage) for key, passage in marked.items()},
        near=near and bool(hits),
        digests={int(hit["_id"]): _digest(hit) for hit in hits},
    )


def suggestions(answer: Answer, limit: int) -> list[Suggestion]:
    return [
        Suggestion(bucket["key"], kind)
        for kind, named in answer["aggregations"].items()
        for bucket in named["texts"]["buckets"]
    ][:limit]


def highlight(passage: str) -> Highlight:
    """The text without the engine's marks, and where they stood."""
    text, marks = "", []
    for number, part in enumerate(_parts(passage)):
        if number % 2:
            marks.append((len(text), len(text) + len(part)))
        text += part
    return Highlight(text, tuple(marks))


def _parts(passage: str) -> Iterator[str]:
    """In turn what is not marked and what is."""
    for part in passage.split(MARK):
        yield from part.split(UNMARK) if UNMARK in part else [part]


def _passage(hit: Answer) -> str | None:
    passages = hit.get("highlight") or {}
    return next(iter(passages.values()))[0] if passages else None


def _digest(hit: Answer) -> str:
    if "fields" not in hit:
        raise EngineFailed("an index of an earlier version: run rebuild_search")
    return str(hit["fields"]["digest"][0])


def _values(counted: Answer) -> dict[str, int]:
    """Most first, equals by name."""
    buckets = sorted(counted["buckets"], key=lambda bucket: (-bucket["doc_count"], bucket["key"]))
    return {bucket["key"]: bucket["doc_count"] for bucket in buckets}
