"""Public cases by words, as far as the database alone can. A search engine may deepen it, shape unchanged."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from payments.readers import funding as read_funding
from publication.models import PublicRecord, RecordFacet
from publication.readers.cases import Card, Filters, narrowed, shown

FACETS = ("need", "exploitation", "region")
# The parts of a card that hold words, as signed.
WORDED = ("card__alias", "card__summary", "card__origin__name")


@dataclass(frozen=True, slots=True)
class Hits:
    """`facets` counts the hits, not only those in `results`: name → value → number."""

    results: list[Card]
    facets: dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`kind` is `story` (an alias) or `region` (a name of an area of origin)."""

    text: str
    kind: str


def search(words: Sequence[str], filters: Filters) -> Hits:
    """Cases in which every word occurs, longest waiting first; all cases where there is no word."""
    records = narrowed(shown(filters.locales), filters)
    for word in words:
        records = records.filter(_holds(word))
    ordered = records.order_by("-status", "waiting_since", "subject")
    rows = list(
        ordered.values_list("subject", "locale", "status", "card", "term__campaign_ref")[: filters.limit]
    )
    funding = read_funding(row[4] for row in rows)
    return Hits([Card(*row[:4], funding.get(row[4])) for row in rows], _counts(records))


def suggest(beginning: str, locales: Sequence[str], limit: int = 8) -> list[Suggestion]:
    """Aliases and areas of origin of public cases that begin with the given text."""
    starts = Q(card__alias__istartswith=beginning) | Q(card__origin__name__istartswith=beginning)
    rows = shown(locales).filter(starts).order_by("subject").values_list("card", flat=True)[: limit * 4]
    texts = [(card["alias"], "story") for card in rows]
    texts += [(card["origin"]["name"], "region") for card in rows if card.get("origin")]
    found = dict.fromkeys(pair for pair in texts if pair[0].casefold().startswith(beginning.casefold()))
    return [Suggestion(text, kind) for text, kind in list(found)[:limit]]


def _holds(word: str) -> Q:
    filed_under = RecordFacet.objects.filter(
        record=OuterRef("pk"), name__in=("need", "exploitation"), value__contains=word.casefold().strip("_")
    )
    words = Q(Exists(filed_under)) if any(map(str.isalnum, word)) else Q()
    for part in WORDED:
        words |= Q(**{f"{part}__icontains": word})
    return words


def _counts(records: QuerySet[PublicRecord]) -> dict[str, dict[str, int]]:
    counted = (
        RecordFacet.objects.filter(record__in=records.order_by().values("pk"), name__in=FACETS)
        .values_list("name", "value")
        .annotate(count=Count("pk"))
        .order_by("-count", "value")
    )
    facets: dict[str, dict[str, int]] = {name: {} for name in FACETS}
    for name, value, count in counted:
        facets[name][value] = count
    return facets
