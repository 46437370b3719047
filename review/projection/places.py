"""A story's places beside the place ledger of its case: what was released is kept or coarsened (law 5)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from publication import derived
from publication.readers.places import newest
from review.projection.journey import where
from review.projection.material import Material
from storymap import gazetteer
from storymap.gazetteer import UnknownArea


@dataclass(frozen=True)
class Compared:
    """The area of one part (`slot`) beside those ever released, all by code.

    `last` is what this part was last released with. `larger` are the areas the new one lies in, nearest
    first: `refines` those of them released for this part, `inside` those released for other parts only.
    """

    slot: str
    where: str
    part: str
    code: str
    last: str | None
    larger: list[str]
    refines: list[str]
    inside: list[str]

    @property
    def is_correction(self) -> bool:
        return self.last not in (None, self.code, *self.larger) and self.code not in _larger(self.last or "")


def compared(gathered: Material, public: dict[str, Any]) -> Iterator[Compared]:
    entries = gathered.released_places
    last = newest(entries)
    parts = {milestone["id"]: milestone for milestone in public["milestones"]}
    for slot, place in derived.slots(public):
        own = {entry.area for entry in entries if entry.slot == slot}
        others = {entry.area for entry in entries if entry.slot != slot} - own
        larger = _larger(place["code"])
        told_before = place["code"] in own
        yield Compared(
            slot=slot,
            where=where(parts[slot]["order"]) if slot in parts else _("Area of origin"),
            part=parts[slot]["heading"] if slot in parts else _("Area of origin"),
            code=place["code"],
            last=last.get(slot),
            larger=larger,
            refines=[code for code in larger if code in own],
            inside=[] if told_before else [code for code in larger if code in others],
        )


def standing(gathered: Material, public: dict[str, Any]) -> dict[str, Any]:
    """The review record's `places`: what publication holds against the ledger at release, and corrections."""
    found = list(compared(gathered, public))
    return {
        "ledger": len(gathered.released_places),
        "areas": {
            place.slot: {
                "code": place.code,
                "within": {code: label(code, gathered.locale) for code in place.larger},
            }
            for place in found
        },
        "corrections": [
            {
                "part": place.part,
                "released": label(place.last or "", gathered.locale),
                "new": label(place.code, gathered.locale),
            }
            for place in found
            if place.is_correction
        ],
    }


def label(code: str, locale: str) -> str:
    """ "East Java, Indonesia"; of an area that a later gazetteer no longer knows, its code."""
    try:
        return gazetteer.label(code, locale)
    except UnknownArea:
        return code


def _larger(code: str) -> list[str]:
    # What a later gazetteer no longer knows lies in nothing we can name: moving off it is a correction.
    try:
        return [area.code for area in gazetteer.around(code)]
    except UnknownArea:
        return []
