from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from ninja import Query

from payments.actions.fund import is_open
from payments.conf import currencies
from payments.conf import fund as fund_ref
from payments.parameters import Text
from payments.routing import Router
from publication import conf, readers
from publication.api.answers import answer, entity_tag, listed, spliced, tag_of
from publication.api.parameters import Locale, Short
from publication.api.schemas import PageAnswer, PageList, Problem, SiteAnswer

router = Router()
REFUSED = {404: Problem, 410: Problem}


@router.get("pages/", response=PageList, summary="Released content pages")
def pages(request: HttpRequest, locale: Locale = None) -> HttpResponse:
    """In menu order, each in the asked locale where it is public there, else in its source's."""
    return listed(request, "pages", {"results": readers.pages(locale), "next": None})


@router.get("pages/{slug}/", response={200: PageAnswer, **REFUSED}, summary="One content page", by_alias=True)
def page(request: HttpRequest, slug: Text, locale: Locale = None) -> HttpResponse:
    """`page` is the signed bytes, character for character."""
    found = readers.page(slug, locale)
    return answer(request, spliced(page=found.body), tag_of("page", found))


@router.get(
    "site/",
    response={200: SiteAnswer, **REFUSED},
    summary="Theme, menu, wording, currencies",
    by_alias=True,
)
def site(
    request: HttpRequest,
    locale: Annotated[
        Short | None,
        Query(description="Preferred; where it is not public in this one, it comes in its own."),
    ] = None,
    site: Annotated[Short | None, Query(description="A site's id; without it, this host's.")] = None,
) -> HttpResponse:
    """`site` is the signed bytes; `fund` is the campaign of the general fund, where there is one.

    `exit_url` is where a quick exit leads, on a site that names no page of its own too.
    """
    host, _port = split_domain_port(request.get_host())
    found = readers.site_record(locale, site, host)
    codes, fund, fund_open = list(currencies()), fund_ref(), is_open()
    exit_url = found.content.get("exit_url") or conf.exit_url()
    tag = entity_tag("site", tag_of("site", found), fund, fund_open, exit_url, *codes)
    told = {"currencies": codes, "fund": fund or None, "fund_open": fund_open, "exit_url": exit_url or None}
    return answer(request, spliced(site=found.body, **told), tag)
