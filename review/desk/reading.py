"""Reading a candidate's frozen bytes, and nothing but them."""

import difflib
import json
from typing import Any

from django.utils.translation import gettext as _

from publication import canonical
from publication.models import Candidate
from review.submission import newest_released


def public_of(candidate: Candidate) -> dict[str, Any]:
    """The public content of exactly the bytes the digest names. Raises ValueError where they do not match."""
    frozen = bytes(candidate.public_bytes)
    if canonical.digest(frozen) != candidate.digest:
        raise ValueError(_("These bytes are not the ones that were frozen. Do not sign; call an operator."))
    content: dict[str, Any] = json.loads(frozen)
    return content


def review_of(candidate: Candidate) -> dict[str, Any]:
    """The review record, checked in the same way."""
    frozen = bytes(candidate.review_bytes)
    if canonical.digest(frozen) != candidate.review_digest:
        raise ValueError(
            _("This review record is not the one that was frozen. Do not sign; call an operator.")
        )
    record: dict[str, Any] = json.loads(frozen)
    return record


def title_of(candidate: Candidate) -> str:
    """The public alias, title or name that the bytes carry."""
    public = public_of(candidate)
    return str(public.get("alias") or public.get("title") or public.get("name") or candidate.subject)


def findings_of(candidate: Candidate) -> list[dict[str, str]]:
    return list(review_of(candidate).get("findings", []))


def changes_since_release(candidate: Candidate) -> list[str] | None:
    """Lines removed (-) and added (+) since the newest release; None where nothing was released before."""
    earlier = newest_released(candidate.kind, candidate.subject, candidate.locale)
    if earlier is None:
        return None
    before, after = _lines(earlier), _lines(public_of(candidate))
    return [
        line
        for line in difflib.unified_diff(before, after, n=0, lineterm="")
        if line[:2] not in ("--", "++", "@@")
    ]


def _lines(content: dict[str, Any]) -> list[str]:
    # The map repeats the milestones' places and headings in thousands of numbers.
    told = {name: value for name, value in content.items() if name != "storymap"}
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True).splitlines()
