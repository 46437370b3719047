"""How many people sign a candidate, and what asks for more than the setting does."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from review import conf
from review.checks.places import PLACE_CORRECTED, PLACE_INSIDE
from review.projection import Projection
from review.projection.minors import NO

PERHAPS_MINOR = "perhaps-minor"
# Of these, one or many ask for two people.
SECOND_READER = {PERHAPS_MINOR, PLACE_INSIDE}


def reasons(projection: Projection) -> list[str]:
    """Codes of what asks for more signatures; read off what the review record holds, and nothing else."""
    found = {finding.code for finding in projection.findings}
    minor = [PERHAPS_MINOR] if _perhaps_minor(projection.review) else []
    return minor + [code for code in (PLACE_INSIDE, PLACE_CORRECTED) if code in found]


def required(kind: str, because: Iterable[str]) -> int:
    """`SIXDEGREE_REVIEW_SIGNERS` for this kind; at least two where a second reader is asked for; and one
    more than that to correct a place."""
    codes = set(because)
    signers = conf.signers_required(kind)
    if SECOND_READER & codes:
        signers = max(signers, 2)
    return signers + 1 if PLACE_CORRECTED in codes else signers


def sentence(code: str) -> str:
    """The reason in words for the desk; the code itself where a newer or older version wrote it."""
    known = {
        PERHAPS_MINOR: _("the person was, or may have been, under 18 in a part of this story"),
        PLACE_INSIDE: _("a place lies inside an area that was released for another part of this case"),
        PLACE_CORRECTED: _("a place that was released is corrected, and the old and new are seen together"),
    }
    return known.get(code, code)


def _perhaps_minor(review: dict[str, Any]) -> bool:
    disclosure = review.get("disclosure", {})
    answers = [*disclosure.get("under_18", {}).values(), disclosure.get("under_18_today", NO)]
    return any(answer != NO for answer in answers)
