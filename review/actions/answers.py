"""What a signature answers: every line of its kind's checklist, and a reason over each finding that holds."""

import json
from typing import Any

from django.utils.translation import gettext as _

from publication import log
from publication.models import Candidate
from review.checklist import FOUNDING_QUESTION, OVERRIDES, asked
from review.exceptions import CannotSign
from review.projection.findings import HOLD, read

LONGEST_REASON = 2000


def held(candidate: Candidate) -> dict[str, str]:
    """Key → code of the findings over which nobody signs without a reason."""
    found = [read(told) for told in json.loads(bytes(candidate.review_bytes)).get("findings", [])]
    return {finding["key"]: finding["code"] for finding in found if finding["severity"] == HOLD}


def check(candidate: Candidate, checklist: dict[str, Any]) -> None:
    """Raises CannotSign where a line is unanswered or another kind's, or a held finding has no reason."""
    if checklist.get(FOUNDING_QUESTION) != "no":
        raise CannotSign(
            _(
                "If publishing this could leave anyone worse off, it is not published. Return it with the "
                "reason."
            )
        )
    answers = {name: told for name, told in checklist.items() if name not in (FOUNDING_QUESTION, OVERRIDES)}
    lines = asked(candidate)
    if any(answers.get(name) != "yes" for name in lines):
        raise CannotSign(_("Confirm every line of the checklist, or return the text with the reason."))
    if set(answers) - set(lines):
        raise CannotSign(_("These are the answers to another checklist. Open the candidate again."))
    _check_reasons(held(candidate), checklist.get(OVERRIDES) or {})


def record_overrides(candidate: Candidate, checklist: dict[str, Any], by: Any) -> None:
    """One log entry for each finding signed over: its code, never the reason."""
    codes = held(candidate)
    for key in checklist.get(OVERRIDES) or {}:
        log.record(
            "finding.override", candidate.subject, by, locale=candidate.locale, code=codes[key],
            digest=candidate.digest,
        )  # fmt: skip


def _check_reasons(codes: dict[str, str], reasons: Any) -> None:
    if not isinstance(reasons, dict) or set(reasons) - set(codes):
        raise CannotSign(_("A reason was given for a finding that is not there. Open the candidate again."))
    for key in codes:
        reason = reasons.get(key)
        if not isinstance(reason, str) or not reason.strip():
            raise CannotSign(
                _(
                    "A finding holds this text back. Write for each of them why it may be published all the "
                    "same, or return it."
                )
            )
        if len(reason) > LONGEST_REASON:
            raise CannotSign(_("Say it in fewer words: a reason has at most %d characters.") % LONGEST_REASON)
