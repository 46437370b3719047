"""What was released of a place cannot be unread: it is kept or coarsened, or openly corrected."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from publication import derived
from review.projection.findings import REFUSE, WARN, Finding
from review.projection.material import Material
from review.projection.places import Compared, compared, label

PLACE_REFINED = "place-refined"
PLACE_CORRECTED = "place-corrected"
PLACE_INSIDE = "place-inside-released"


def are_kept_or_coarsened(gathered: Material, public: dict[str, Any]) -> Iterator[Finding]:
    slots = Counter([derived.ORIGIN, *(milestone["id"] for milestone in public["milestones"])])
    if slots.most_common(1)[0][1] > 1:
        yield Finding(
            "part-repeated",
            _("Two parts of the journey carry the same id. Remove one of them and add it anew."),
        )
    for place in compared(gathered, public):
        if place.refines:
            yield _refined(place, gathered.locale)
            continue
        if place.is_correction:
            yield _corrected(place, gathered.locale)
        if place.inside:
            yield _inside(place, gathered.locale)


def _refined(place: Compared, locale: str) -> Finding:
    # The largest of them is the one that may be kept: a smaller one would refine it in its turn.
    message = _(
        "%(new)s lies inside %(old)s, which was made public for “%(part)s” already. Keep %(old)s, or choose "
        "a larger area."
    )
    return _finding(PLACE_REFINED, message % _words(place, place.refines[-1], locale), place, REFUSE)


def _corrected(place: Compared, locale: str) -> Finding:
    message = _(
        "Correction: “%(part)s” was released with %(old)s and would now be shown with %(new)s. The reader of "
        "both learns that the first was wrong and which one is meant. One more reviewer signs."
    )
    return _finding(PLACE_CORRECTED, message % _words(place, place.last or "", locale), place, WARN)


def _inside(place: Compared, locale: str) -> Finding:
    message = _(
        "%(new)s lies inside %(old)s, which was released for another part of this case. If “%(part)s” tells "
        "that part anew, keep %(old)s or choose a larger area. A second reviewer signs."
    )
    return _finding(PLACE_INSIDE, message % _words(place, place.inside[0], locale), place, WARN)


def _finding(code: str, message: str, place: Compared, severity: str) -> Finding:
    is_origin = place.slot == derived.ORIGIN
    block, field = ("", "origin") if is_origin else (place.slot, "place")
    return Finding(code, message, place.where, severity, block=block, field=field)


def _words(place: Compared, old: str, locale: str) -> dict[str, str]:
    return {"new": label(place.code, locale), "old": label(old, locale), "part": place.part}
