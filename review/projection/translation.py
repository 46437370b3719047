"""A translation says the same in other words: everything but words is the source's, as it was signed."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from casepages.vocabulary import NEEDS, stages
from publication.derived import MILESTONE_WORDS
from review.projection import journey
from review.projection.findings import Finding
from review.projection.pictures import COVER

WORDS = ("locale", "summary", "content_note")


def onto(
    source: dict[str, Any], translated: dict[str, Any], findings: list[Finding], described: dict[str, str]
) -> dict[str, Any]:
    """The source's content with the translation's words in it; blocks are matched by their ids.

    `described` are the translation's descriptions of the source's pictures, by slot.
    """
    locale = translated["locale"]
    with override(locale):
        milestones = _milestones(source["milestones"], translated["milestones"], locale)
        public = {
            **source,
            **{name: translated[name] for name in WORDS},
            "origin": journey.renamed(source["origin"], locale),
            "needs": [{**need, "label": str(NEEDS[need["category"]])} for need in source["needs"]],
            "milestones": milestones,
            "storymap": journey.features(milestones, locale),
            "picture": _redescribed(source.get("picture"), described.get(COVER, "")),
        }
        for milestone in milestones:
            words = described.get(milestone["id"], "")
            milestone["picture"] = _redescribed(milestone.get("picture"), words)
    # The source decides on places: what its reviewers saw coarsened is not a finding of the translation.
    findings[:] = unmatched(source["milestones"], translated["milestones"])
    return public


def _redescribed(picture: dict[str, Any] | None, words: str) -> dict[str, Any] | None:
    return {**picture, "alt": " ".join(words.split())} if picture else None


def unmatched(source: list[dict[str, Any]], translated: list[dict[str, Any]]) -> list[Finding]:
    """Names every block that one of the two has alone."""
    there, here = ({milestone["id"] for milestone in journey_} for journey_ in (source, translated))
    missing = [
        Finding(
            "block-missing",
            _("This part of the original is missing here: add it again."),
            milestone["heading"],
            block=milestone["id"],
        )
        for milestone in source
        if milestone["id"] not in here
    ]
    extra = [
        Finding(
            "block-extra",
            _("The original has no such part: remove it here, or add it there first."),
            milestone["heading"],
            block=milestone["id"],
        )
        for milestone in translated
        if milestone["id"] not in there
    ]
    return missing + extra


def _milestones(
    source: list[dict[str, Any]], translated: list[dict[str, Any]], locale: str
) -> list[dict[str, Any]]:
    words = {milestone["id"]: milestone for milestone in translated}
    labels = stages()
    return [
        {
            **milestone,
            **{name: words[milestone["id"]][name] for name in MILESTONE_WORDS if milestone["id"] in words},
            "stage_label": str(labels.get(milestone["stage"], milestone["stage"])),
            "place": journey.renamed(milestone["place"], locale),
        }
        for milestone in source
    ]
