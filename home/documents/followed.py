"""What a campaign pays for, as a donor may read it today: a shared story, one no longer shared, the fund."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from payments.readers import funding
from publication import conf, readers


@dataclass(frozen=True, slots=True)
class Cause:
    """`url` is "" for a story no longer shared, of which nothing else is said."""

    campaign: str
    to_fund: bool = False
    name: str = ""
    url: str = ""


def causes(refs: Iterable[str], locale: str) -> dict[str, Cause]:
    """By campaign, each of those asked."""
    wanted = list(dict.fromkeys(refs))
    known = {cause.campaign: cause for cause in _shared(wanted, locale)}
    funds = {ref for ref, figures in funding(wanted).items() if figures.goal is None}
    return {ref: known.get(ref) or Cause(ref, to_fund=ref in funds) for ref in wanted}


def _shared(refs: list[str], locale: str) -> Iterator[Cause]:
    most = conf.page_size_max()
    for some in (refs[start : start + most] for start in range(0, len(refs), most)):
        for card in readers.cases(readers.Filters(locales=[locale], campaign=some, limit=len(some))).results:
            if card.funding:
                url = reverse("home:case", args=[card.locale, card.id])
                yield Cause(card.funding.campaign, name=card.content["alias"], url=url)
