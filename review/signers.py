"""How many people sign a candidate, and what asks for more than the setting does."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from review import conf
from review.projection import Projection

PERHAPS_MINOR = "perhaps-minor"
# Of these, one or many ask for two people.
SECOND_READER = {PERHAPS_MINOR}


def reasons(projection: Projection) -> list[str]:
    """Codes of what asks for more signatures; read off what the review record holds, and nothing else."""
    return [PERHAPS_MINOR] if _perhaps_minor(projection.review) else []


def required(kind: str, because: Iterable[str]) -> int:
    """`SIXDEGREE_REVIEW_SIGNERS` for this kind, and at least two where a second reader is asked for."""
    signers = conf.signers_required(kind)
    return max(signers, 2) if SECOND_READER & set(because) else signers


def sentence(code: str) -> str:
    """The reason in words for the desk; the code itself where a newer or older version wrote it."""
    known = {
        PERHAPS_MINOR: _("the person was, or may have been, under 18 in a part of this story"),
    }
    return known.get(code, code)


def _perhaps_minor(review: dict[str, Any]) -> bool:
    answers = review.get("disclosure", {}).get("under_18", {})
    return any(answer != "no" for answer in answers.values())
