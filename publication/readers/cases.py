"""Cases and their updates."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils.translation import gettext as _

from payments.readers import Funding, as_funding, published
from payments.readers import funding as read_funding
from payments.statements import Among, Statement, given
from publication import conf, derived
from publication.exceptions import BadCursor, Gone, NotFound, UnknownFilter
from publication.models import PublicRecord, RecordFacet
from publication.models.kinds import Kind
from publication.readers import cursors
from publication.readers.choice import Found, One, found
from publication.readers.visibility import Lists, visible

SORTS = ("waiting", "newest")
_CARD = (
    "subject", "locale", "status", "waiting_since", "card",
    "term__campaign_ref", Lists("consent__channels", Value("search_engines")), "digest",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to. Several values of one name mean any of them.

    `locales` is an order of preference: each case shows once, in the first of them it is public in, else in
    its source locale. `sort` is `waiting` (open cases, longest waiting first, then funded) or `newest`.
    """

    locales: Sequence[str] = ()
    status: Sequence[str] = ()
    need: Sequence[str] = ()
    exploitation: Sequence[str] = ()
    region: Sequence[str] = ()
    campaign: Sequence[str] = ()
    sort: str = "waiting"
    limit: int = field(default_factory=conf.page_size)


@dataclass(frozen=True, slots=True)
class Card:
    """A case in a list: members of the signed bytes, word for word, with its published funding.

    `searchable` tells whether its consent lets search engines in; `digest` is that of the signed bytes.
    """

    id: str
    locale: str
    status: str
    content: dict[str, Any]
    funding: Funding | None
    searchable: bool = False
    digest: str = ""

    def as_json(self) -> dict[str, Any]:
        return {**self.content, "funding": self.funding.as_json() if self.funding else None}


@dataclass(frozen=True, slots=True)
class Page:
    """`next` is the cursor of the page after this one, None on the last."""

    results: list[Card]
    next: str | None


_CASE = One(lambda: PublicRecord.objects.filter(kind=Kind.CASE, subject=given("public_id")))


def case(public_id: str, locale: str | None = None) -> Found:
    """Raises `NotFound` and `Gone`, see `choice.One`."""
    record = _CASE.found(locale, public_id=public_id)
    return replace(record, funding=read_funding([record.campaign]).get(record.campaign))


def updates(public_id: str, locale: str | None = None) -> list[Found]:
    """The public updates of a public case in the locale chosen as for `case`, newest first, at most 100."""
    shown = _CASE.found(locale, public_id=public_id)
    records = PublicRecord.objects.filter(kind=Kind.UPDATE, term__public_id=public_id, locale=shown.locale)
    rows = (
        visible(records)
        .order_by("-waiting_since", "subject")
        .values(
            "kind", "subject", "locale", "digest", "bytes",
            "consent__channels", "consent__version", "term__campaign_ref",
        )[:100]
    )  # fmt: skip
    return [found({**row, "body": row["bytes"]}, shown.locales) for row in rows]


def cases(filters: Filters | None = None, cursor: str | None = None) -> Page:
    """One page of cards. Raises `UnknownFilter` and `BadCursor`."""
    filters = filters or Filters()
    if filters.sort not in SORTS:
        raise UnknownFilter(_("Unknown order. Choose one of: %(known)s.") % {"known": ", ".join(SORTS)})
    limit = max(1, min(filters.limit, conf.page_size_max()))
    records = _ordered(narrowed(shown(filters.locales), filters), filters.sort, cursor)
    rows = list(records.values_list(*_CARD)[: limit + 1])
    results = _cards(rows[:limit])
    return Page(results, _cursor(filters.sort, rows[limit - 1]) if len(rows) > limit else None)


def of_campaign(campaign: str, locales: Sequence[str] = ()) -> Card:
    """The case a campaign pays for. Raises `Gone` where it is public no longer, `NotFound` where none was."""
    if shown_now := cases(Filters(locales=locales, campaign=[campaign], limit=1)).results:
        return shown_now[0]
    if PublicRecord.objects.filter(kind=Kind.CASE, term__campaign_ref=campaign).exists():
        raise Gone(_("This is no longer public."))
    raise NotFound(_("There is nothing public at this address."))


def _public() -> QuerySet[Any, Any]:
    records = visible(PublicRecord.objects.filter(Among("pk"), kind=Kind.CASE))
    return records.values_list("pk", published(OuterRef("term__campaign_ref")), *_CARD)


_PUBLIC = Statement(_public)


def cards(keys: Iterable[int]) -> dict[int, Card]:
    """Those of these public records of cases that are public now, by their keys. One statement."""
    return {pk: _card(row, as_funding(funding)) for pk, funding, *row in _PUBLIC.rows(keys)}


def _cards(rows: Sequence[tuple[Any, ...]]) -> list[Card]:
    funding = read_funding(row[5] for row in rows)
    return [_card(row, funding.get(row[5])) for row in rows]


def _card(row: Sequence[Any], funding: Funding | None) -> Card:
    subject, locale, status, _waiting_since, content, _campaign, searchable, digest = row
    return Card(subject, locale, status, content, funding, searchable, digest)


def shown(locales: Sequence[str]) -> QuerySet[PublicRecord]:
    """One public record of each case, in the best locale asked."""
    preferred = [When(locale=locale, then=Value(rank)) for rank, locale in enumerate(locales)]
    rank = Case(*preferred, When(is_source=True, then=Value(len(locales))), default=Value(len(locales) + 1))
    same = visible(PublicRecord.objects.filter(kind=Kind.CASE, subject=OuterRef("subject")))
    best = same.order_by(rank, "locale").values("pk")[:1]
    return PublicRecord.objects.filter(kind=Kind.CASE, pk=Subquery(best))


def area(code: str, locales: Sequence[str]) -> dict[str, str] | None:
    """A place as a public story names it, in the best locale asked; None where none does."""
    facet = RecordFacet.objects.filter(record=OuterRef("pk"), name="region", value=code)
    signed = shown(locales).filter(Exists(facet)).values_list("bytes", flat=True).first()
    places = derived.slots(json.loads(bytes(signed))) if signed else []
    return next((place for _slot, place in places if place["code"] == code), None)


def narrowed(records: QuerySet[PublicRecord], filters: Filters) -> QuerySet[PublicRecord]:
    if filters.status:
        records = records.filter(status__in=filters.status)
    if filters.campaign:
        records = records.filter(term__campaign_ref__in=filters.campaign)
    for name in ("need", "exploitation", "region"):
        values = getattr(filters, name)
        if values:
            facet = RecordFacet.objects.filter(record=OuterRef("pk"), name=name, value__in=values)
            records = records.filter(Exists(facet))
    return records


def _ordered(records: QuerySet[PublicRecord], sort: str, cursor: str | None) -> QuerySet[PublicRecord]:
    if sort == "newest":
        if cursor:
            since, subject = cursors.read(cursor, sort, 2)
            since_day = _day(since)
            records = records.filter(
                Q(waiting_since__lt=since_day) | Q(waiting_since=since_day, subject__gt=subject)
            )
        return records.order_by("-waiting_since", "subject")
    if cursor:
        status, since, subject = cursors.read(cursor, sort, 3)
        since_day = _day(since)
        records = records.filter(
            Q(status__lt=status)
            | Q(status=status, waiting_since__gt=since_day)
            | Q(status=status, waiting_since=since_day, subject__gt=subject)
        )
    # As text "open" > "funded" > "closed": descending puts those who still wait first.
    return records.order_by("-status", "waiting_since", "subject")


def _cursor(sort: str, row: tuple[Any, ...]) -> str:
    subject, _locale, status, since = row[:4]
    keys = (since.isoformat(), subject)
    return cursors.write(sort, *keys) if sort == "newest" else cursors.write(sort, status, *keys)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadCursor(_("This page address is damaged. Start from the first page.")) from error
