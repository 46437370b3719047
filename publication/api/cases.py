from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query

from payments.parameters import Text
from payments.routing import Router
from publication import canonical, conf, readers
from publication.api.answers import answer, composed, entity_tag, listed, next_page, spliced, tag_of
from publication.api.parameters import Codes, Cursor, Locale, Short
from publication.api.schemas import CaseAnswer, CaseCard, CaseList, FeatureCollection, Problem, UpdateList

router = Router()
REFUSED = {404: Problem, 410: Problem}


@router.get("cases/", response={200: CaseList, 422: Problem}, summary="Released cases")
def cases(
    request: HttpRequest,
    locale: Annotated[Short | None, Query(description="Preferred locales, best first, with commas.")] = None,
    status: Annotated[list[Literal["open", "funded", "closed"]], Query()] = [],  # noqa: B006
    need: Codes = [],  # noqa: B006
    exploitation: Codes = [],  # noqa: B006
    region: Codes = [],  # noqa: B006
    campaign: Codes = [],  # noqa: B006
    sort: Literal["waiting", "newest"] = "waiting",
    cursor: Cursor | None = None,
    limit: int | None = None,
) -> HttpResponse:
    """One row per case, in the first preferred locale it is public in, else its source locale."""
    filters = readers.Filters(
        locales=[part for part in (locale or "").split(",") if part],
        status=status,
        need=need,
        exploitation=exploitation,
        region=region,
        campaign=campaign,
        sort=sort,
        limit=limit or conf.page_size(),
    )
    page = readers.cases(filters, cursor)
    content = {"results": [card.as_json() for card in page.results], "next": next_page(request, page.next)}
    return listed(request, "cases", content, searchable=False)


@router.get(
    "campaigns/{campaign}/", response={200: CaseCard, **REFUSED}, summary="The case a campaign pays for"
)
def of_campaign(request: HttpRequest, campaign: Text, locale: Locale = None) -> HttpResponse:
    """Its card, as a list has it; `410` once the case is withdrawn or recalled. A fund pays for no case."""
    card = readers.of_campaign(campaign, [locale] if locale else [])
    return composed(request, "campaign", card.as_json(), card.searchable)


@router.get("cases/{public_id}/", response={200: CaseAnswer, **REFUSED}, summary="One case", by_alias=True)
def case(request: HttpRequest, public_id: Text, locale: Locale = None) -> HttpResponse:
    """`case` is the signed bytes, character for character; `410` once it is withdrawn or recalled."""
    found = readers.case(public_id, locale)
    funding = found.funding.as_json() if found.funding else None
    body = spliced(id=found.subject, locale=found.locale, case=found.body, funding=funding)
    return answer(request, body, tag_of("case", found), searchable=found.searchable)


@router.get(
    "cases/{public_id}/storymap/", response={200: FeatureCollection, **REFUSED}, summary="The journey's map"
)
def storymap(request: HttpRequest, public_id: Text, locale: Locale = None) -> HttpResponse:
    """GeoJSON out of the signed bytes: milestone areas in order, straight segments between them."""
    found = readers.case(public_id, locale)
    body = canonical.encode(found.content["storymap"])
    return answer(request, body, tag_of("storymap", found), "application/geo+json", found.searchable)


@router.get(
    "cases/{public_id}/updates/",
    response={200: UpdateList, **REFUSED},
    summary="Progress updates",
    by_alias=True,
)
def updates(request: HttpRequest, public_id: Text, locale: Locale = None) -> HttpResponse:
    """Signed updates in the case's locale, newest first, each as it was signed."""
    found = readers.updates(public_id, locale)
    body = b'{"results":[' + b",".join(update.body for update in found) + b'],"next":null}'
    tag = entity_tag("updates", public_id, *(f"{each.digest}:{each.consent_version}" for each in found))
    return answer(request, body, tag, searchable=all(update.searchable for update in found) and bool(found))
