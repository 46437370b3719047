"""Finding public cases. What a reader types is answered and forgotten: neither stored nor logged."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema
from pydantic import Field, StringConstraints

from payments.parameters import Text
from payments.routing import Router
from publication.readers.cases import Filters
from publication.readers.search import search as find
from publication.readers.search import suggest as complete
from search import conf

router = Router(tags=["search"])

Words = Annotated[Text, StringConstraints(max_length=200)]
Locale = Annotated[Text, StringConstraints(max_length=100)]
Codes = Annotated[list[Annotated[Text, StringConstraints(max_length=64)]], Field(max_length=20)]

# What this engine cannot do, so that front ends promise nothing else.
LACKS = ["highlights", "milestone text", "ranking", "stemming", "typo tolerance"]


class Sought(Schema):
    """Several values of one filter mean any of them."""

    q: Words = ""
    locale: Locale | None = None
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
    request: HttpRequest, response: HttpResponse, q: Words = "", locale: Locale | None = None
) -> dict[str, Any]:
    _tell_nobody(response)
    text = " ".join(q.split())
    found = complete(text, _preferred(locale), conf.suggestions()) if text else []
    return {"results": found, "engine": "database"}


def _preferred(locale: str | None) -> list[str]:
    return [locale] if locale else []


def _tell_nobody(response: HttpResponse) -> None:
    """The words are in the address: no shared cache may keep it, no page visited next may be told of it.

    And aliases are in the answer: no search engine keeps those, whatever a consent says of the story's page.
    """
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, noarchive"
