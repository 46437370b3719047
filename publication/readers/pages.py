"""Content pages and the site record: no consent, but the same recall."""

import json
from contextlib import suppress
from functools import partial
from typing import Any

from django.db.models import Case, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from payments.statements import Statement, given
from publication.exceptions import Gone, NotFound
from publication.models import PublicRecord, RecordFacet
from publication.models.kinds import Kind
from publication.readers.choice import Found, One
from publication.readers.visibility import visible


def _named() -> QuerySet[PublicRecord]:
    slugs = RecordFacet.objects.filter(name="slug", value=given("slug"), record__kind=Kind.PAGE)
    return PublicRecord.objects.filter(kind=Kind.PAGE, subject__in=slugs.values("record__subject"))


_PAGE = One(_named)


def page(slug: str, locale: str | None = None) -> Found:
    """Raises `NotFound` and `Gone`, see `choice.One`."""
    return _PAGE.found(locale, slug=slug)


def _cards() -> QuerySet[Any, Any]:
    rank = Case(
        When(locale=given("locale"), then=Value(0)), When(is_source=True, then=Value(1)), default=Value(2)
    )
    same = visible(PublicRecord.objects.filter(kind=Kind.PAGE, subject=OuterRef("subject")))
    best = same.order_by(rank, "locale").values("pk")[:1]
    return PublicRecord.objects.filter(kind=Kind.PAGE, pk=Subquery(best)).values_list("card")


_CARDS = Statement(_cards)


def pages(locale: str | None = None) -> list[dict[str, Any]]:
    """The card of every public page, once each, in `locale` where it is public there, else its source's."""
    cards = [card for (card,) in _CARDS.rows(locale=locale or "")]
    return sorted(cards, key=lambda card: (card.get("menu_order") or 0, card["slug"]))


def _hosted() -> QuerySet[PublicRecord]:
    records = PublicRecord.objects.filter(kind=Kind.SITE)
    first = records.order_by("pk").values("subject")[:1]
    hosted = visible(records.filter(facets__name="host", facets__value=given("host"))).order_by("pk")
    return records.filter(subject=Coalesce(Subquery(hosted.values("subject")[:1]), Subquery(first)))


_SITE = One(lambda: PublicRecord.objects.filter(kind=Kind.SITE, subject=given("site")))
_SITE_OF_HOST = One(_hosted)


def site_record(locale: str | None = None, site: str | None = None, host: str = "") -> Found:
    """The named site's record, else that of the host's name, else the one released first.

    In `locale` where it is public there, else in its own: there is no page without a site. Raises `NotFound`
    and `Gone` where it is public in none.
    """
    of_site = partial(_SITE.found, site=site) if site else partial(_SITE_OF_HOST.found, host=host)
    if locale:
        with suppress(NotFound, Gone):
            return of_site(locale)
    return of_site(None)


def themes() -> list[dict[str, Any]]:
    """The looks of all public sites, in every locale."""
    shown = visible(PublicRecord.objects.filter(kind=Kind.SITE)).values_list("bytes", flat=True)
    return [json.loads(bytes(signed)).get("theme") or {} for signed in shown if signed]
