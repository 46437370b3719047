"""Counting those whom a combination fits. A combination that fits few tells who is meant (k-anonymity)."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, Sum

from publication.models import PublicRecord
from publication.models.kinds import Kind
from publication.readers.visibility import visible
from review import conf
from review.caseload.combination import Combination, published
from review.models import CaseloadRow
from storymap import gazetteer


@dataclass(frozen=True)
class Rarity:
    """`caseload` is None where no table was imported, `released` counts the other cases in public.

    `enough` names the first change, of those an editor can make, after which `k` people share what is left.
    """

    k: int
    released: int
    caseload: int | None
    enough: str = ""

    @property
    def is_rare(self) -> bool:
        return (self.released if self.caseload is None else self.caseload) < self.k

    def as_json(self) -> dict[str, Any]:
        return {"k": self.k, "released": self.released, "caseload": self.caseload, "enough": self.enough}


# What an editor may take out or coarsen, the least first.
CHANGES = {
    "period": (Combination.without_period,),
    "country": (Combination.with_country,),
    "origin": (Combination.without_origin,),
    "period-country": (Combination.without_period, Combination.with_country),
    "period-origin": (Combination.without_period, Combination.without_origin),
}


def rarity(public: dict[str, Any], subject: str) -> Rarity:
    """How rare a case's combination is, itself not counted among those in public."""
    combination, k = published(public), conf.k()
    released = others_in_public(combination, subject)
    if not CaseloadRow.objects.exists():
        return Rarity(k, released, None)
    counted = people(combination)
    return Rarity(k, released, counted, "" if counted >= k else _enough(combination, k))


def people(combination: Combination) -> int:
    """How many of the caseload's people a combination fits. What the table never tells is not compared."""
    rows = CaseloadRow.objects.filter(_fits(combination))
    return int(rows.aggregate(people=Sum("people"))["people"] or 0)


def others_in_public(combination: Combination, subject: str) -> int:
    records = visible(PublicRecord.objects.filter(kind=Kind.CASE, is_source=True)).exclude(subject=subject)
    alike = records.filter(card__age_band=combination.age_band).values_list("card", flat=True)
    return sum(published(card) == combination for card in alike.iterator())


def _enough(combination: Combination, k: int) -> str:
    for name, changes in CHANGES.items():
        wider = combination
        for change in changes:
            wider = change(wider)
        if wider != combination and people(wider) >= k:
            return name
    return ""


def _fits(combination: Combination) -> Q:
    fits = Q()
    if combination.origin:
        fits &= Q(origin__in=gazetteer.within(combination.origin))
    if combination.age_band:
        fits &= Q(age_band=combination.age_band)
    for form in combination.exploitation:
        fits &= Q(exploitation__contains=f"|{form}|")
    if combination.period:
        fits &= _in(combination.period)
    return fits


def _in(period: tuple[int, int]) -> Q:
    told = CaseloadRow.objects
    begun = Q(year_from=period[0]) if told.exclude(year_from=None).exists() else Q()
    return begun & (Q(year_to=period[1]) if told.exclude(year_to=None).exists() else Q())
