"""What a reviewer confirms before signing, for each kind its own. The answers are kept with the signature;
slugs never change."""

import json
from typing import Any

from django.utils.translation import gettext_lazy as _

from publication.models import Candidate
from publication.models.kinds import Kind

FOUNDING_QUESTION = "worse_off"
# Beside the answers: finding key → why it was signed all the same.
OVERRIDES = "overrides"

CHECKLIST: dict[str, Any] = {
    "read_as_shown": _(
        "I have read all of it as the public would see it, the map and the raw data included."
    ),
    "names_nobody": _("It names nobody: no person, employer, village, school, ship or vehicle."),
    "not_recognisable": _("Somebody who knew this person then could not tell from it who it is."),
    "places_and_times": _(
        "Places are areas and times are years, none of them exact enough to find a person."
    ),
    "beside_the_case": _(
        "Read beside the story and its earlier news, it gives away no more than each alone."
    ),
    "learned_weighed": _("I have weighed what a reader would newly learn, as this page lists it."),
    "findings_weighed": _("I have weighed every finding listed on this page."),
    "consent_covers_it": _("It stays within the consent as recorded: in this language, for these uses."),
    "minors_shown_less": _(
        "Where the person was, or may have been, under 18, it shows no age, no school and nothing smaller "
        "than a region."
    ),
    "pictures_show_nobody": _(
        "I have looked at every picture: no identifiable person, tattoo, uniform, sign, house, number "
        "plate, reflection or view tells who or where. That no face was found proves nothing."
    ),
    "tells_no_case": _(
        "It tells of no single person that anybody could recognise, staff and donors included."
    ),
    "figures_have_sources": _("Every figure carries its source, and I have found it there."),
    "links_lead_home": _("Every link leads where it says, and to nothing that identifies a person."),
    "wording_is_true": _(
        "Names, menu, colours and wording are the organisation's own and promise only what is so."
    ),
}

_ALL = ("read_as_shown", "names_nobody")
BY_KIND: dict[str, tuple[str, ...]] = {
    Kind.CASE: (
        *_ALL, "not_recognisable", "places_and_times", "learned_weighed",
        "findings_weighed", "consent_covers_it",
    ),
    Kind.UPDATE: (
        *_ALL, "not_recognisable", "beside_the_case", "learned_weighed",
        "findings_weighed", "consent_covers_it",
    ),
    Kind.PAGE: (*_ALL, "tells_no_case", "figures_have_sources", "links_lead_home", "findings_weighed"),
    Kind.SITE: ("read_as_shown", "wording_is_true", "links_lead_home", "findings_weighed"),
}  # fmt: skip
PICTURES, MINORS = "pictures_show_nobody", "minors_shown_less"

FOUNDING_RULE = _("Could publishing this leave anyone worse off?")
ANSWERS = [("no", _("No")), ("yes", _("Yes, or I am not sure"))]


def asked(candidate: Candidate) -> dict[str, Any]:
    """The lines of this very candidate, in order: its kind's, and those its pictures or a minor ask for."""
    lines = [*BY_KIND[candidate.kind]]
    if _has_pictures(json.loads(bytes(candidate.public_bytes))):
        lines.append(PICTURES)
    if tells_of_a_minor(json.loads(bytes(candidate.review_bytes))):
        lines.append(MINORS)
    return {name: CHECKLIST[name] for name in lines}


def confirmed(candidate: Candidate | None = None) -> dict[str, str]:
    """The answers under which it is signed; without a candidate those of a plain case."""
    lines = asked(candidate) if candidate else BY_KIND[Kind.CASE]
    return {**dict.fromkeys(lines, "yes"), FOUNDING_QUESTION: "no"}


def tells_of_a_minor(review: dict[str, Any]) -> bool:
    """Whether the person was, or may have been, under 18 in any part of it, or is today."""
    disclosure = review.get("disclosure", {})
    answers = [*disclosure.get("under_18", {}).values(), disclosure.get("under_18_today", "no")]
    return any(answer != "no" for answer in answers)


def _has_pictures(value: Any) -> bool:
    if isinstance(value, dict):
        return isinstance(value.get("sha256"), str) or any(map(_has_pictures, value.values()))
    return isinstance(value, list) and any(map(_has_pictures, value))
