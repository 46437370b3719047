"""What the search found, joined with what is public now, for the documents to show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from home.documents.finding.asked import Asked
from publication.readers import Card
from search import conf, query, readers
from search.areas import Area
from search.query import Highlight

MOST_HITS = 40


@dataclass(frozen=True)
class Found:
    """`highlights`: id of a case → what was found in it. `total`, `facets` and `areas` count every hit.

    `near`: no story has the very words, these are close to them.
    """

    cards: Sequence[Card]
    total: int
    facets: Mapping[str, Mapping[str, int]]
    areas: Sequence[Area]
    highlights: Mapping[str, Highlight | None]
    near: bool


def found(asked: Asked) -> Found:
    """Without words only the counts are of use: the list has an order and pages of its own."""
    words, exact = query.parted(asked.words, conf.words())
    filters = {name: (value,) for name, value in asked.chosen.items() if value}
    limit = MOST_HITS if asked.words else 1
    answer = readers.search(query.Sought(words, exact, asked.locale, limit=limit, **filters))
    return Found(
        [hit.card for hit in answer.results],
        answer.total,
        answer.facets,
        answer.areas,
        {hit.card.id: hit.highlight for hit in answer.results},
        answer.near,
    )
