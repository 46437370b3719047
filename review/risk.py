"""How carefully a submission wants to be read, from its review record. For the eye, never a permission."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from review.checklist import tells_of_a_minor
from review.checks.combination import RARE
from review.checks.places import PLACE_CORRECTED, PLACE_INSIDE
from review.projection import HOLD, WARN

MINOR, HELD, FACE, FIRST, MORE_SIGNERS, WARNED = "minor", "held", "face", "first", "signers", "warned"
WEIGHTS = {
    MINOR: 3,
    HELD: 3,
    FACE: 3,
    RARE: 2,
    PLACE_CORRECTED: 2,
    PLACE_INSIDE: 1,
    FIRST: 1,
    MORE_SIGNERS: 1,
    WARNED: 1,
}


class Level(models.TextChoices):
    HIGH = "high", gettext_lazy("High")
    MEDIUM = "medium", gettext_lazy("Medium")
    LOW = "low", gettext_lazy("Low")


def reasons(review: dict[str, Any], first: bool) -> list[str]:
    """Codes, the heaviest first; `first` where nothing of the subject was released in this language."""
    found = review.get("findings", [])
    codes = {finding["code"] for finding in found}
    severities = {finding.get("severity") for finding in found}
    holds = {
        MINOR: tells_of_a_minor(review),
        HELD: HOLD in severities,
        FACE: any("face" in code for code in codes),
        RARE: RARE in codes,
        PLACE_CORRECTED: PLACE_CORRECTED in codes,
        PLACE_INSIDE: PLACE_INSIDE in codes,
        FIRST: first,
        MORE_SIGNERS: review.get("signers_required", 1) > 1,
        WARNED: WARN in severities,
    }
    return [code for code in WEIGHTS if holds[code]]


def level(codes: Iterable[str]) -> Level:
    """High from 4 points on, medium from 2: see `WEIGHTS`."""
    points = sum(WEIGHTS.get(code, 0) for code in codes)
    if points >= 4:
        return Level.HIGH
    return Level.MEDIUM if points >= 2 else Level.LOW


def sentence(code: str) -> str:
    """In words; the code itself where another version wrote it."""
    known = {
        MINOR: _("perhaps a minor"),
        HELD: _("a finding holds it back"),
        FACE: _("a face in a picture"),
        RARE: _("a rare combination"),
        PLACE_CORRECTED: _("a released place corrected"),
        PLACE_INSIDE: _("a place inside a released one"),
        FIRST: _("first release"),
        MORE_SIGNERS: _("more than one signature"),
        WARNED: _("findings to weigh"),
    }
    return known.get(code, code)
