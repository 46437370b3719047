"""A story that can be followed: each part told, each choice made."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from review.projection import minors
from review.projection.findings import WARN, Finding
from review.projection.journey import where
from review.projection.material import Material


def is_told(gathered: Material, public: dict[str, Any]) -> Iterator[Finding]:
    if not public["milestones"]:
        yield Finding("milestones-missing", _("The journey has no milestone yet: tell at least one."))
    for milestone in public["milestones"]:
        if not milestone["heading"] or not milestone["narrative"]:
            yield Finding(
                "milestone-untold",
                _("A milestone needs a heading and its story."),
                where(milestone["order"]),
                block=milestone["id"],
                field="narrative" if milestone["heading"] else "heading",
            )
        if not milestone["stage"]:
            yield Finding(
                "stage-missing",
                _("Choose the stage of the journey."),
                where(milestone["order"]),
                block=milestone["id"],
                field="stage",
            )
    if gathered.is_translation and gathered.source is None:
        yield Finding(
            "source-unreleased",
            _(
                "The original (%(locale)s) was not released yet and does not wait at the privacy desk: "
                "submit it first, then its translations."
            )
            % {"locale": gathered.source_locale},
        )


def person_is_described(gathered: Material, public: dict[str, Any]) -> Iterator[Finding]:
    wanted = {
        "alias": _("Give the person an alias."),
        "summary": _("Write the summary that stands in the list of cases."),
        "exploitation": _("Choose the form of exploitation."),
    }
    if not minors.perhaps_today(gathered):
        wanted["age_band"] = _("Choose an age band.")
    for member, message in wanted.items():
        if not public[member]:
            yield Finding(f"{member.replace('_', '-')}-missing", message, field=member)


def no_band_of_a_minor(gathered: Material, public: dict[str, Any]) -> Iterator[Finding]:
    """Says why an age band that was chosen is not shown; the projection left it out already."""
    if minors.perhaps_today(gathered) and gathered.page.age_band:
        sentence = _("The consent says that the person is, or may be, under 18: no age band is shown.")
        yield Finding("age-band-of-a-minor", sentence, _("Age band"), WARN)


def news_is_told(gathered: Material, public: dict[str, Any]) -> Iterator[Finding]:
    if not public["title"] or not public["body"]:
        yield Finding("update-untold", _("An update needs a title and a text."))
