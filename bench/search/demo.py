"""The demo's own cases among the generated ones: their facts, read off their stories by a person."""

from typing import Any, NamedTuple

from django.utils.translation import override

from bench.search.facts import Facts, opaque
from bench.search.telling import money
from casepages.vocabulary import NEEDS, STAGES
from review.projection.journey import features, place
from sixdegree.demo import cases
from sixdegree.demo.cases import Case

LOCALE = "en"


class Life(NamedTuple):
    woman: bool
    setting: str
    kept_in: str
    before: str
    after: str


LIVES = {
    "Xiao Fang": Life(True, "household", cases.EAST_JAVA, "sewing", "sewing"),
    "Narin": Life(False, "fishing_boat", cases.SONGKHLA, "farming", "engine_repair"),
    "Luzmila": Life(True, "garment_factory", cases.BUENOS_AIRES, "sewing", "sewing"),
}


def released() -> list[tuple[Facts, dict[str, Any]]]:
    """Facts and public bytes of each case that the demo releases, all in English."""
    return [(facts(case), told(case)) for case in cases.CASES if case.release]


def facts(case: Case) -> Facts:
    life = LIVES[case.alias]
    return Facts(
        id=opaque(case.number),
        alias=case.alias,
        woman=life.woman,
        age_band=case.age_band,
        needs=dict(case.needs),
        exploitation=case.exploitation[0],
        setting=life.setting,
        origin=case.origin,
        kept_in=life.kept_in,
        before=life.before,
        after=life.after,
        period=case.period,
    )


def told(case: Case) -> dict[str, Any]:
    with override(LOCALE):
        milestones = _milestones(case)
        return {
            "schema": 1,
            "kind": "case",
            "id": opaque(case.number),
            "locale": LOCALE,
            "source_locale": LOCALE,
            "alias": case.alias,
            "age_band": case.age_band,
            "summary": case.summary,
            "exploitation": case.exploitation,
            "origin": place(case.origin, LOCALE, under_18=True),
            "period": {"from": case.period[0], "to": case.period[1]},
            "first_published_on": str(cases.XIAO_FANG.first_published_on),
            "goal": money(sum(amount for _need, amount in case.needs)),
            "needs": [
                {"category": need, "label": str(NEEDS[need]), "amount": money(amount)}
                for need, amount in case.needs
            ],
            "milestones": milestones,
            "storymap": features(milestones, LOCALE),
            "picture": None,
            "content_note": case.content_note,
        }


def _milestones(case: Case) -> list[dict[str, Any]]:
    return [
        {
            "id": f"{opaque(case.number)}-{order}",
            "order": order,
            "stage": one.stage,
            "stage_label": str(STAGES[one.stage]),
            "heading": one.heading,
            "narrative": one.narrative.split("\n\n"),
            "content_note": "",
            "icon": one.stage,
            "period": one.period,
            "place": place(one.place, LOCALE, under_18=one.under_18 != "no"),
            "picture": None,
        }
        for order, one in enumerate(case.milestones, start=1)
    ]
