"""Finding public cases. What a reader types is answered and forgotten: neither stored nor logged."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field, StringConstraints

from publication.readers.cases import Filters
from publication.readers.search import search as find
from publication.readers.search import suggest as complete
from search import conf

router = Router(tags=["search"])

Words = Annotated[str, StringConstraints(max_length=200)]
Codes = Annotated[list[Annotated[str, StringConstraints(max_length=64)]], Field(max_length=20)]

# What this engine cannot do, so that front ends promise nothing else.
LACKS = ["highlights", "milestone text", "ranking", "stemming", "typo tolerance"]


class Sought(Schema):
    """Several values of one filter mean any of them."""

    q: Words = ""
    locale: str | None = None
    need: Codes = []
    exploitation: Codes = []
    region: Codes = []

    def filters(self) -> Filters:
        return Filters(
            locales=_preferred(self.locale),
            need=self.need,
            exploitation=self.exploitation,
            region=self.region,
            limit=conf.results(),
        )


class Results(Schema):
    """`results` are cards as in `cases/`, each with `highlight`; `facets`: name → value → number of hits."""

    results: list[dict[str, Any]]
    facets: dict[str, dict[str, int]]
    engine: str
    lacks: list[str]


class SuggestionOut(Schema):
    """`kind` is `story` (an alias) or `region` (an area of origin)."""

    text: str
    kind: str


class Suggestions(Schema):
    results: list[SuggestionOut]
    engine: str


@router.get("search/", response=Results, summary="Public cases in which every word occurs")
def search(request: HttpRequest, response: HttpResponse, sought: Query[Sought]) -> dict[str, Any]:
    _tell_nobody(response)
    hits = find(sought.q.split()[: conf.words()], sought.filters())
    results = [{**card.as_json(), "highlight": None} for card in hits.results]
    return {"results": results, "facets": hits.facets, "engine": "database", "lacks": LACKS}


@router.get("search/suggest/", response=Suggestions, summary="Aliases and regions that begin so")
def suggest(
    request: HttpRequest, response: HttpResponse, q: Words = "", locale: str | None = None
) -> dict[str, Any]:
    _tell_nobody(response)
    text = " ".join(q.split())
    found = complete(text, _preferred(locale), conf.suggestions()) if text else []
    return {"results": found, "engine": "database"}


def _preferred(locale: str | None) -> list[str]:
    return [locale] if locale else []


def _tell_nobody(response: HttpResponse) -> None:
    """The words are in the address: no shared cache may keep it, no page visited next may be told of it."""
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store"
