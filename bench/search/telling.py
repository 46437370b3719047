"""Facts → the public bytes of a case, as a projection would write them, in any of the four languages."""

from functools import cache
from random import Random
from typing import Any

from django.utils.translation import override

from bench.search.facts import LOCALES, Facts
from bench.search.words import Words
from bench.search.words.en import ENGLISH
from bench.search.words.id import INDONESIAN
from bench.search.words.th import THAI
from bench.search.words.zh_hans import CHINESE
from casepages.vocabulary import NEEDS, STAGES
from review.projection.journey import features, place

WORDS: dict[str, Words] = dict(zip(LOCALES, (ENGLISH, INDONESIAN, THAI, CHINESE), strict=True))
CURRENCY = "USD"
# What a point of the map repeats of its milestone.
_TOLD = ("stage", "heading", "icon", "period")


def told(facts: Facts, locale: str, source: str, first_published_on: str) -> dict[str, Any]:
    """Content of kind case; the same words for the same facts and language in every run.

    Its map names the areas and leaves out their outlines, which nobody searches.
    """
    with override(locale):
        milestones = _milestones(facts, locale)
        return {
            "schema": 1,
            "kind": "case",
            "id": facts.id,
            "locale": locale,
            "source_locale": source,
            "alias": facts.alias,
            "age_band": facts.age_band,
            "summary": _Teller(facts, locale).says(WORDS[locale].summaries),
            "exploitation": [facts.exploitation],
            "origin": place(facts.origin, locale, under_18=True),
            "period": {"from": facts.period[0], "to": facts.period[1]},
            "first_published_on": first_published_on,
            "goal": money(sum(facts.needs.values())),
            "needs": [
                {"category": need, "label": str(NEEDS[need]), "amount": money(amount)}
                for need, amount in facts.needs.items()
            ],
            "milestones": milestones,
            "storymap": _map(milestones, locale),
            "picture": None,
            "content_note": "",
        }


def _milestones(facts: Facts, locale: str) -> list[dict[str, Any]]:
    begun, ended = facts.period
    stages = {
        "before": (facts.origin, str(begun - 1)),
        "exploitation": (facts.kept_in, f"{begun}–{ended}"),
        "way_home": (facts.origin, str(ended)),
        "next": (facts.origin, str(ended + 1)),
    }
    teller = _Teller(facts, locale)
    return [
        {
            "id": f"m{order}",
            "order": order,
            "stage": stage,
            "stage_label": str(STAGES[stage]),
            "heading": teller.says(WORDS[locale].headings[stage]),
            "narrative": teller.says(WORDS[locale].narratives[stage]).split("\n\n"),
            "content_note": "",
            "icon": stage,
            "period": period,
            "place": place(area, locale, under_18=stage != "exploitation"),
            "picture": None,
        }
        for order, (stage, (area, period)) in enumerate(stages.items(), start=1)
    ]


def _map(milestones: list[dict[str, Any]], locale: str) -> dict[str, Any]:
    drawn = _drawn(tuple(milestone["place"]["code"] for milestone in milestones), locale)
    points = [
        {**point, "properties": {**point["properties"], **{name: milestone[name] for name in _TOLD}}}
        for point, milestone in zip(drawn["features"], milestones, strict=False)
    ]
    return {**drawn, "features": [*points, *drawn["features"][len(points) :]]}


@cache
def _drawn(areas: tuple[str, ...], locale: str) -> dict[str, Any]:
    """As the projection draws it, without outlines: one for all cases of the same places."""
    milestones = [
        {"id": f"m{order}", "place": {"code": area}, **dict.fromkeys(_TOLD, "")}
        for order, area in enumerate(areas, start=1)
    ]
    drawn = features(milestones, locale)
    return {**drawn, "features": [{**feature, "geometry": None} for feature in drawn["features"]]}


class _Teller:
    """Chooses among the ways to say a thing, anew for each sentence."""

    def __init__(self, facts: Facts, locale: str) -> None:
        self.facts = facts
        self.words = WORDS[locale]
        self.chance = Random(f"{facts.id} {locale}")

    def says(self, templates: tuple[str, ...]) -> str:
        begun, ended = self.facts.period
        pronouns = self.words.pronouns[0 if self.facts.woman else 1]
        phrases = {
            "after": self.words.after[self.facts.after or ""],
            "before": self.words.before[self.facts.before or ""],
            "setting": self.words.settings[self.facts.setting or ""],
            "need": self.words.needs[self.facts.main_need],
        }
        said = {name: self.chance.choice(ways).format(**pronouns) for name, ways in phrases.items()}
        text = self.chance.choice(templates)
        return text.format(alias=self.facts.alias, years=ended - begun, **said, **pronouns)


def money(amount: int) -> dict[str, Any]:
    return {"amount": amount, "currency": CURRENCY}
