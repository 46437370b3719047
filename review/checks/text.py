"""Words by which a person could be reached or recognised: a tripwire, the reviewer reads all the same."""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from review.projection import minors
from review.projection.findings import REFUSE, WARN, Finding
from review.projection.journey import where
from review.projection.material import Material

EMAIL = re.compile(r"[\w.+-]+\s?(?:@|＠|\(at\)|\[at\])\s?[\w-]+\.\w", re.I)
LINK = re.compile(r"https?:|www\.|\b[\w-]+\.(?:com|org|net|info|me|th|id|cn)\b", re.I)
# Eight digits or more with what people write between them; years and grouped amounts are taken out before.
PHONE = re.compile(r"\d(?:[\s().\-‐–/]{0,2}\d){7,}")
YEARS = re.compile(r"(?:1[89]|20)\d\d(?:\s?[-–—/]\s?(?:1[89]|20)\d\d)?(?!\d)")
AMOUNT = re.compile(r"(?<!\d)\d{1,3}(?:[.,\u00a0 ]\d{3})+(?:[.,]\d{1,2})?(?![\d.,])")
COORDINATES = re.compile(
    r"-?\d{1,3}\.\d{3,}\s*°?\s*[NS]?\s*[,;/ ]\s*-?\d{1,3}\.\d{3,}|\d{1,3}\s*°\s*\d{1,2}\s*[′']", re.I
)
NUMBER_WORDS = "six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
AN_AGE = rf"(?:\d{{1,2}}|{NUMBER_WORDS})"
AGE = re.compile(
    rf"\b{AN_AGE}[\s-]+years?[\s-]+old|\b(?:aged?|age of|turned)\s+{AN_AGE}\b"
    rf"|\b(?:when|since) (?:she|he|they) (?:was|were) (?:only |just )?{AN_AGE}\b"
    r"|\b(?:berusia|berumur|umur|usia)\s+\d{1,2}|อายุ\s*\d{1,2}|\d{1,2}\s*[岁歲]",
    re.IGNORECASE,
)

Text = tuple[str, str, int | None]


def tells_no_way_to_her(gathered: Material, public: dict[str, Any]) -> Iterator[Finding]:
    minor = minors.orders(gathered, public)
    for place, text, order in texts(public):
        yield from _reachable(place, text)
        if AGE.search(text):
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
    if EMAIL.search(text):
        yield Finding("e-mail-in-text", _("This looks like a mail address. Take it out."), place)
    if LINK.search(text):
        yield Finding("link-in-text", _("This looks like a web address. Take it out."), place)
    if COORDINATES.search(text):
        yield Finding("coordinates-in-text", _("This looks like coordinates. Name an area instead."), place)
    elif PHONE.search(AMOUNT.sub("·", YEARS.sub("·", text))):
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
