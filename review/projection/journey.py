"""The journey: milestones with their places coarsened (law 5), and the story map made of them."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from casepages import readers
from casepages.blocks import MilestoneValue
from review.projection.findings import WARN, Finding
from review.projection.minors import NO, UNKNOWN, YES
from storymap import gazetteer
from storymap.gazetteer import UnknownArea
from storymap.geojson import Milestone, storymap


def place(code: str | None, locale: str, under_18: bool) -> dict[str, str] | None:
    """`{code, name, lang, kind}` of the area that may be shown for this one. Raises UnknownArea."""
    if not code:
        return None
    area = gazetteer.offered(code, under_18=under_18)
    name, language = gazetteer.name(area.code, locale)
    return {"code": area.code, "name": name, "lang": language, "kind": area.kind}


def renamed(known: dict[str, str] | None, locale: str) -> dict[str, str] | None:
    """The same place with its name in another language."""
    if known is None:
        return None
    name, language = gazetteer.name(known["code"], locale)
    return {**known, "name": name, "lang": language}


def milestones(
    blocks: Any, under_18: Mapping[str, str], locale: str, findings: list[Finding]
) -> list[dict[str, Any]]:
    """The public milestones in order; what could not be placed is added to `findings`.

    `under_18` is `minors.answers`: block id → yes, no or unknown.
    """
    return [
        _milestone(order, str(block.id or ""), block.value, under_18, locale, findings)
        for order, block in enumerate(blocks, start=1)
    ]


def contributors(public: dict[str, Any]) -> set[int]:
    """The ids of everyone who worded a stage that public content says."""
    return readers.stage_contributors(milestone["stage"] for milestone in public.get("milestones", []))


def features(public_milestones: list[dict[str, Any]], locale: str) -> dict[str, Any]:
    """The GeoJSON of exactly the milestones that are shown beside it."""
    return dict(
        storymap(
            [
                Milestone(
                    id=milestone["id"],
                    stage=milestone["stage"],
                    heading=milestone["heading"],
                    icon=milestone["icon"],
                    area=milestone["place"]["code"] if milestone["place"] else None,
                    period=milestone["period"],
                )
                for milestone in public_milestones
            ],
            locale,
        )
    )


def _milestone(
    order: int,
    block_id: str,
    value: MilestoneValue,
    under_18: Mapping[str, str],
    locale: str,
    findings: list[Finding],
) -> dict[str, Any]:
    return {
        "id": block_id,
        "order": order,
        "stage": value["stage"] or "",
        "stage_label": value.stage_label,
        "heading": (value["heading"] or "").strip(),
        "narrative": value.paragraphs,
        # A milestone written before there was such a note has none.
        "content_note": (value.get("content_note") or "").strip(),
        "icon": value.glyph,
        "period": value["period"] or "",
        "place": _placed(order, block_id, value["area"], under_18.get(block_id, UNKNOWN), locale, findings),
    }


def _placed(
    order: int, block_id: str, area: str | None, under_18: str, locale: str, findings: list[Finding]
) -> dict[str, str] | None:
    # Not known counts as under 18: a place shown too coarsely harms nobody.
    try:
        shown = place(area, locale, under_18=under_18 != NO)
    except UnknownArea as error:
        findings.append(Finding("place-unknown", str(error), where(order), block=block_id, field="place"))
        return None
    if shown and shown["code"] != area:
        findings.append(_coarsened(order, block_id, under_18, shown))
    return shown


def _coarsened(order: int, block_id: str, under_18: str, shown: dict[str, str]) -> Finding:
    if under_18 == YES:
        message = _("The person was under 18 here, so %(area)s is shown instead of the smaller place.")
    elif under_18 == NO:
        message = _("Too few people live in that area, so %(area)s is shown instead.")
    else:
        message = _(
            "We do not know whether the person was 18 here, so %(area)s may stand for a smaller place."
        )
    message = message % {"area": shown["name"]}
    return Finding("place-coarsened", message, where(order), WARN, block=block_id, field="place")


def where(order: int) -> str:
    return _("Milestone %(number)d") % {"number": order}
