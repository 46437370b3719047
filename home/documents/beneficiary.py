"""Whom a campaign pays for, as far as that is public: a story, or the fund."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from home.documents import languages, vocabulary
from home.documents.progress import Progress, progress
from home.documents.travelled import Travelled, travelled
from payments import currencies
from payments import readers as money
from payments.conf import currencies as configured
from publication import readers
from publication.documents import Document
from publication.exceptions import NotFound


@dataclass(frozen=True)
class Beneficiary:
    """`case` holds the signed words of a card, None for the fund, which takes `currencies` of its own.

    `case_locale` is the language its story is told in; `picture` its released illustration, None without one.
    """

    campaign: str
    case: dict[str, Any] | None
    case_url: str
    case_locale: str
    picture: dict[str, Any] | None
    progress: Progress | None
    travelled: Travelled | None
    as_of: Any
    currencies: tuple[str, ...]
    takes_gifts: bool


def told_elsewhere(to: Beneficiary, locale: str) -> str:
    """The language tag of the story's words, where they are in another language than the page's."""
    return "" if to.case_locale == locale else languages.html_lang(to.case_locale)


def beneficiary(campaign: str, locale: str) -> Beneficiary:
    """Raises NotFound for a campaign that never was, Gone where its story is no longer shared."""
    funding = money.funding([campaign]).get(campaign)
    if funding is None:
        raise NotFound(_("There is nothing public at this address."))
    if funding.goal is None:
        return Beneficiary(
            campaign=campaign,
            case=None,
            case_url="",
            case_locale=locale,
            picture=None,
            progress=None,
            travelled=None,
            as_of=funding.as_of,
            currencies=configured(),
            takes_gifts=funding.status == "open",
        )
    card = readers.of_campaign(campaign, [locale])
    return Beneficiary(
        campaign=campaign,
        case=_named(card, locale),
        case_url=reverse("home:case", args=[card.locale, card.id]),
        case_locale=card.locale,
        picture=Document("case", card.id, card.locale, card.content).picture(card.content.get("picture")),
        progress=progress(funding.as_json(), None),
        travelled=travelled(funding.as_json()),
        as_of=funding.as_of,
        currencies=(currencies.currency(funding.currency).code,),
        takes_gifts=funding.status == "open",
    )


def _named(card: readers.Card, locale: str) -> dict[str, Any]:
    """The card's content; where the story is told in another language, needs take the interface's names."""
    if card.locale == locale:
        return card.content
    needs = [
        {**need, "label": str(vocabulary.NEEDS.get(need["category"], need["label"]))}
        for need in card.content["needs"]
    ]
    return {**card.content, "needs": needs}
