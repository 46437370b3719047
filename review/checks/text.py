"""Words by which a person could be reached or recognised: a tripwire, the reviewer reads all the same."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from review.checks.ages import tells_an_age
from review.checks.contact import COORDINATES, EMAIL, LINK, tells_a_number
from review.checks.dates import DATE
from review.projection import minors
from review.projection.findings import REFUSE, WARN, Finding
from review.projection.journey import where
from review.projection.material import Material

Text = tuple[str, str, int | None]


def tells_no_way_to_her(gathered: Material, public: dict[str, Any]) -> Iterator[Finding]:
    minor = minors.orders(gathered, public)
    for place, text, order in texts(public):
        yield from _reachable(place, text)
        if tells_an_age(text):
            yield _aged(place, REFUSE if order in minor else WARN)


def texts(public: dict[str, Any]) -> Iterator[Text]:
    """(where, text, order of the milestone or None) of every free text in public content."""
    for member in ("alias", "summary", "content_note", "title"):
        if public.get(member):
            yield _named(member), public[member], None
    for paragraph in public.get("body", []):
        yield _named("body"), paragraph, None
    for milestone in public.get("milestones", []):
        for text in (milestone["heading"], *milestone["narrative"]):
            yield where(milestone["order"]), text, milestone["order"]


def _reachable(place: str, text: str) -> Iterator[Finding]:
    """One finding for each kind of thing: what one pattern has named is taken out before the next looks."""
    kinds = (
        (EMAIL, "e-mail-in-text", _("This looks like a mail address. Take it out.")),
        (LINK, "link-in-text", _("This looks like a web address or an account. Take it out.")),
        (COORDINATES, "coordinates-in-text", _("This looks like coordinates. Name an area instead.")),
        (DATE, "date-in-text", _("This looks like a full date. The year says enough.")),
    )
    for pattern, code, message in kinds:
        text, found = pattern.subn("·", text)
        if found:
            yield Finding(code, message, place)
    if tells_a_number(text):
        yield Finding(
            "number-in-text", _("This looks like a telephone or document number. Take it out."), place
        )


def _aged(place: str, severity: str) -> Finding:
    if severity == REFUSE:
        return Finding(
            "age-of-a-minor", _("The person was, or may have been, under 18 here: leave the age out."), place
        )
    return Finding("age-in-text", _("This looks like an age. The age band says enough."), place, WARN)


def _named(member: str) -> str:
    names = {
        "alias": _("Alias"),
        "summary": _("Summary"),
        "content_note": _("Note before the story"),
        "title": _("Title"),
        "body": _("Text"),
    }
    return names[member]
