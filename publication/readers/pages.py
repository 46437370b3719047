"""Content pages and the site record: no consent, but the same recall."""

from typing import Any

from django.db.models import Case, OuterRef, Subquery, Value, When

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


def site_record(locale: str | None = None, site: str | None = None) -> Found:
    """The named site's record, or the one released first. Raises `NotFound` and `Gone`."""
    records = PublicRecord.objects.filter(kind=Kind.SITE)
    if site:
        return one(records.filter(subject=site), locale)
    first = PublicRecord.objects.filter(kind=Kind.SITE).order_by("pk").values("subject")[:1]
    return one(records.filter(subject=Subquery(first)), locale)
