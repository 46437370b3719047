"""Content pages and the site record: no consent, but the same recall."""

import json
from contextlib import suppress
from typing import Any

from django.db.models import Case, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce

from publication.exceptions import Gone, NotFound
from publication.models import PublicRecord, RecordFacet
from publication.models.kinds import Kind
from publication.readers.choice import Found, one
from publication.readers.visibility import visible


def page(slug: str, locale: str | None = None) -> Found:
    """Raises `NotFound` and `Gone`, see `choice.one`."""
    named = RecordFacet.objects.filter(name="slug", value=slug, record__kind=Kind.PAGE)
    return one(
        PublicRecord.objects.filter(kind=Kind.PAGE, subject__in=named.values("record__subject")), locale
    )


def pages(locale: str | None = None) -> list[dict[str, Any]]:
    """The card of every public page, once each, in `locale` where it is public there, else its source's."""
    rank = Case(
        When(locale=locale or "", then=Value(0)), When(is_source=True, then=Value(1)), default=Value(2)
    )
    same = visible(PublicRecord.objects.filter(kind=Kind.PAGE, subject=OuterRef("subject")))
    best = same.order_by(rank, "locale").values("pk")[:1]
    cards = PublicRecord.objects.filter(kind=Kind.PAGE, pk=Subquery(best)).values_list("card", flat=True)
    return sorted(cards, key=lambda card: (card.get("menu_order") or 0, card["slug"]))


def site_record(locale: str | None = None, site: str | None = None, host: str = "") -> Found:
    """The named site's record, else that of the host's name, else the one released first.

    In `locale` where it is public there, else in its own: there is no page without a site. Raises `NotFound`
    and `Gone` where it is public in none.
    """
    records = PublicRecord.objects.filter(kind=Kind.SITE)
    first = records.order_by("pk").values("subject")[:1]
    hosted = visible(records.filter(facets__name="host", facets__value=host)).order_by("pk")
    subject = site or Coalesce(Subquery(hosted.values("subject")[:1]), Subquery(first))
    of_site = records.filter(subject=subject)
    if locale:
        with suppress(NotFound, Gone):
            return one(of_site, locale)
    return one(of_site, None)


def themes() -> list[dict[str, Any]]:
    """The looks of all public sites, in every locale."""
    shown = visible(PublicRecord.objects.filter(kind=Kind.SITE)).values_list("bytes", flat=True)
    return [json.loads(bytes(signed)).get("theme") or {} for signed in shown if signed]
