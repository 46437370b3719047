"""What the engine is asked: one request for hits, total, facets and areas, strictly and with typos forgiven.

Both readings of the words stand in one query under names. A strict hit outweighs any score, and strict hits
are counted apart, so that an answer holds them alone where there are any. The forgiving ones are all that the
query finds: to count them by a filter of their own would have the engine look for each typo twice.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from search.analysis.terms import Phrase, Term
from search.analysis.tokens import is_unspaced
from search.engines.elasticsearch.index import TEXT_FIELDS
from search.query import FACETS, Sought

Query = dict[str, Any]

STRICT, FORGIVING = "strict", "forgiving"
AREA = "area"
# More than one facet has values in the vocabularies, or stories have areas of origin in all their languages.
VALUES = 4000
# Private characters that no signed text holds: where a marked word begins and ends.
MARK, UNMARK = "\ue000", "\ue001"

# Above every score that words can earn.
_STRICT_FIRST = 1000.0
_WEIGHTS = {"head": 3.0, "lead": 1.5, "story": 1.0}
_FILED = 4.0
_SYNONYM = 0.7
_BEGINNING = 0.5
_TYPO = {"fuzziness": "AUTO:4,8", "prefix_length": 1, "max_expansions": 30}
# Of overlapping pairs one wrong sign breaks two. Of three or fewer too little would be left to be near to.
_MOST_PAIRS = "3<-2 7<70%"
# As a list without words is ordered; as text "open" > "funded" > "closed".
_ORDER = [{"status": "desc"}, {"waiting_since": "asc"}, {"subject": "asc"}]
_PASSAGE = 180


def search(sought: Sought, terms: Sequence[Term], unapplied: Collection[str], now: datetime) -> Query:
    """The request's body; `unapplied` are ids of cases.

    What a reader typed stands in nothing else, an address least of all.
    """
    query = _narrowed(sought, unapplied, now)
    counted = _counts()
    if terms:
        strict = _every(map(_strict, terms))
        query["must"] = [_either({STRICT: strict, FORGIVING: _every(map(_forgiving, terms))})]
        query["should"] = [_ranked(terms, _as_typed(sought))]
        counted[STRICT] = {"filter": strict, "aggs": _counts()}
    return {
        "query": {"bool": query},
        "size": sought.limit,
        "_source": False,
        "docvalue_fields": ["digest", AREA],
        "track_total_hits": True,
        "sort": ["_score", *_ORDER] if terms else _ORDER,
        "aggs": counted,
        **({"highlight": _highlight(sought)} if terms else {}),
    }


def suggest(text: str, locale: str, limit: int, unapplied: Collection[str], now: datetime) -> Query:
    """Aliases and areas of origin that begin so, by name."""
    names = {"story": "alias", "region": "origin_name"}
    return {
        "query": {"bool": _public(locale, unapplied, now)},
        "size": 0,
        "track_total_hits": False,
        "aggs": {
            kind: {
                "filter": {"prefix": {f"{field}.begins": {"value": text}}},
                "aggs": {"texts": {"terms": {"field": field, "size": limit, "order": {"_key": "asc"}}}},
            }
            for kind, field in names.items()
        },
    }


def _public(locale: str, unapplied: Collection[str], now: datetime) -> Query:
    """What may be counted or named at all: the readers' join would come too late for a figure."""
    return {
        "filter": [{"term": {"serves": locale}}, {"range": {"expires_at": {"gt": now.isoformat()}}}],
        "must_not": [{"terms": {"subject": sorted(unapplied)}}],
    }


def _narrowed(sought: Sought, unapplied: Collection[str], now: datetime) -> Query:
    query = _public(sought.locale, unapplied, now)
    filters = [{"terms": {name: list(values)}} for name, values in sought.filters.items()]
    return {**query, "filter": [*query["filter"], *filters]}


def _counts() -> Query:
    return {name: {"terms": {"field": name, "size": VALUES}} for name in (*FACETS, AREA)}


def _either(readings: dict[str, Query]) -> Query:
    return _any(
        {"constant_score": {"filter": reading, "boost": boost, "_name": name}}
        for (name, reading), boost in zip(readings.items(), (_STRICT_FIRST, 0.0), strict=True)
    )


def _strict(term: Term) -> Query:
    forms = [_phrase("tokens", phrase) for phrase in sorted({term.words, *term.stems, *term.synonyms})]
    if term.beginning:
        forms.append({"prefix": {"tokens": {"value": term.beginning}}})
    if term.marks:
        forms.append({"terms": {"marks": sorted(term.marks)}})
    return _any(forms)


def _forgiving(term: Term) -> Query:
    """Quoted words stay as they are."""
    if not term.forgiven:
        return _strict(term)
    return _any([_strict(term), *_near(term)])


def _near(term: Term) -> list[Query]:
    text = " ".join(term.words)
    if all(map(is_unspaced, term.words)):
        return [{"match": {"tokens": {"query": text, "minimum_should_match": _MOST_PAIRS}}}]
    return [{"match": {"tokens": {"query": text, "operator": "and", **_TYPO}}}]


def _ranked(terms: Sequence[Term], as_typed: Sequence[Query]) -> Query:
    """Where a word stands matters most; of equals, who waits longest and needs little more comes first."""
    return {
        "function_score": {
            "query": _any([*(clause for term in terms for clause in _earned(term)), *as_typed]),
            "functions": [
                {"weight": 1.0},
                {"weight": 0.2, "filter": {"term": {"status": "open"}}},
                *_waiting(0.2),
                {"weight": 0.1, "filter": {"range": {"left": {"gt": 0, "lte": 0.2}}}},
            ],
            "score_mode": "sum",
            "boost_mode": "multiply",
        }
    }


def _waiting(weight: float) -> list[Query]:
    """The whole of it for who has waited for four years or longer: the decay would fall on both sides."""
    long_ago = "now-4y/d"
    decay = {"waiting_since": {"origin": long_ago, "scale": "1000d"}}
    return [
        {"weight": weight, "filter": {"range": {"waiting_since": {"lte": long_ago}}}},
        {"weight": weight, "filter": {"range": {"waiting_since": {"gt": long_ago}}}, "linear": decay},
    ]


def _earned(term: Term) -> list[Query]:
    phrases = [(term.words, 1.0), *((stems, 1.0) for stems in term.stems)]
    phrases += [(synonym, _SYNONYM) for synonym in term.synonyms]
    standing = [
        _phrase(section, phrase, boost * weight)
        for phrase, boost in phrases
        for section, weight in _WEIGHTS.items()
    ]
    if term.beginning:
        standing.append({"prefix": {"tokens": {"value": term.beginning, "boost": _BEGINNING}}})
    if term.forgiven:
        standing += _near(term)
    filed = [{"constant_score": {"filter": {"terms": {"marks": sorted(term.marks)}}, "boost": _FILED}}]
    return [{"dis_max": {"queries": standing, "tie_breaker": 0.3}}, *(filed if term.marks else [])]


def _as_typed(sought: Sought) -> list[Query]:
    """The words in each text's own language, never in the forgiving form: to mark that costs tenfold."""
    return [
        {"multi_match": {"query": text, "fields": TEXT_FIELDS, "type": kind}}
        for kind, texts in (("best_fields", sought.words), ("phrase", sought.exact))
        for text in texts
    ]


def _highlight(sought: Sought) -> Query:
    return {
        "highlight_query": _any(_as_typed(sought)),
        "fields": {"summary_*": {}, "passages_*": {}},
        "pre_tags": [MARK],
        "post_tags": [UNMARK],
        "number_of_fragments": 1,
        "fragment_size": _PASSAGE,
        "order": "score",
    }


def _phrase(field: str, phrase: Phrase, boost: float = 1.0) -> Query:
    text = " ".join(phrase)
    if len(phrase) == 1:
        return {"term": {field: {"value": text, "boost": boost}}}
    return {"match_phrase": {field: {"query": text, "boost": boost}}}


def _any(queries: Iterable[Query]) -> Query:
    return {"bool": {"should": list(queries), "minimum_should_match": 1}}


def _every(queries: Iterable[Query]) -> Query:
    return {"bool": {"must": list(queries)}}
