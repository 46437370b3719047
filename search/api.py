"""Finding public cases. What a reader types is answered and forgotten: neither stored nor logged."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema
from pydantic import Field, StringConstraints

from payments.parameters import Text
from payments.routing import Router
from publication.api.answers import encoded
from publication.api.schemas import CaseCard
from search import conf, query, readers

router = Router(tags=["search"])

Words = Annotated[Text, StringConstraints(max_length=200)]
Locale = Annotated[Text, StringConstraints(max_length=100)]
Codes = Annotated[list[Annotated[Text, StringConstraints(max_length=64)]], Field(max_length=20)]
Statuses = Annotated[list[Literal["open", "funded", "closed"]], Field(max_length=3)]


class Sought(Schema):
    """Several values of one filter mean any of them. Text in quotation marks is found as it stands."""

    q: Words = ""
    locale: Locale | None = None
    need: Codes = []
    exploitation: Codes = []
    region: Codes = []
    status: Statuses = []

    def asked(self) -> query.Sought:
        words, exact = query.parted(self.q, conf.words())
        return query.Sought(
            words=words,
            exact=exact,
            locale=self.locale or "",
            need=tuple(self.need),
            exploitation=tuple(self.exploitation),
            region=tuple(self.region),
            status=tuple(self.status),
            limit=conf.results(),
        )


class HighlightOut(Schema):
    """A passage with what was looked for. `marks`: `[start, end)` in code points of `text`."""

    text: str
    marks: list[tuple[int, int]]


class HitOut(CaseCard):
    highlight: HighlightOut | None


class AreaOut(Schema):
    """An area that stories come from; `lang` is the language its name is really in."""

    code: str
    name: str
    lang: str
    count: int
    point: tuple[float, float] | None = Field(description="Its anchor, longitude and latitude.")


class FacetsOut(Schema):
    need: dict[str, int]
    exploitation: dict[str, int]
    region: dict[str, int]
    status: dict[str, int]


class Results(Schema):
    """`results` are cards as in `cases/`, best first. `total`, `facets` (value → number) and `areas`, for a
    map of the hits, count all of them.
    """

    results: list[HitOut]
    total: int
    facets: FacetsOut
    areas: list[AreaOut]
    near: bool = Field(description="No story has the very words; these are close to them.")
    engine: Literal["elasticsearch", "embedded"]
    lacks: list[str] = Field(description="What the engine that answered cannot do.")


class SuggestionOut(Schema):
    """`kind` is `story` (an alias) or `region` (an area of origin)."""

    text: str
    kind: Literal["story", "region"]


class Suggestions(Schema):
    results: list[SuggestionOut]
    engine: Literal["elasticsearch", "embedded"]


@router.get("search/", response=Results, summary="Public cases in which every word occurs")
def search(request: HttpRequest, sought: Query[Sought]) -> HttpResponse:
    found = readers.search(sought.asked())
    results = [{**hit.card.as_json(), "highlight": hit.highlight} for hit in found.results]
    return _told_nobody(
        {
            "results": results,
            "total": found.total,
            "facets": found.facets,
            "areas": found.areas,
            "near": found.near,
            "engine": found.engine,
            "lacks": found.lacks,
        }
    )


@router.get("search/suggest/", response=Suggestions, summary="Aliases and regions that begin so")
def suggest(request: HttpRequest, q: Words = "", locale: Locale | None = None) -> HttpResponse:
    found = readers.suggest(q, locale or "")
    return _told_nobody({"results": found.results, "engine": found.engine})


def _told_nobody(content: dict[str, Any]) -> HttpResponse:
    """The words are in the address: no shared cache may keep it, no page visited next may be told of it.

    And aliases are in the answer: no search engine keeps those, whatever a consent says of the story's page.
    """
    response = HttpResponse(encoded(content), content_type="application/json")
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, noarchive"
    return response
