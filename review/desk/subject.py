"""All that happened to a candidate's subject at the desk and in public, newest first."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name
from wagtail.models import TaskState

from publication.models import Candidate, Recall, SignOff, Withdrawal
from review.checklist import OVERRIDES
from review.desk.reading import findings_of, language, public_of
from review.models import PrivacyReviewTaskState
from review.parts import by_place
from review.roles import SIGN, holds

Reasons = list[tuple[str, str]]


@dataclass(frozen=True)
class Event:
    """`said` are pairs of what it is about and the words of who acted: read at the desk alone."""

    at: datetime
    what: str
    locale: str = ""
    by: str = ""
    said: Reasons = field(default_factory=list)
    url: str = ""


def history_of(candidate: Candidate, person: Any) -> list[Event]:
    """Submissions, answers, signatures, releases, recalls and withdrawals of the subject in all languages.

    Why it was recalled is the reviewers' to read: a superuser who looks on is none.
    """
    same = Candidate.objects.filter(kind=candidate.kind, subject=candidate.subject)
    submitted = list(same.select_related("submitted_by", "release"))
    events = [
        *_submissions(submitted),
        *_answers(submitted),
        *_signatures(submitted),
        *_releases(submitted),
        *_recalls(candidate.subject, told=holds(person, SIGN)),
        *_withdrawals(candidate.subject),
    ]
    return sorted(events, key=lambda event: event.at, reverse=True)


def _submissions(submitted: list[Candidate]) -> Iterator[Event]:
    for one in submitted:
        url = reverse("review_desk:candidate", args=[one.pk])
        yield Event(one.submitted_at, _("Submitted"), language(one.locale), _name(one.submitted_by), url=url)


def _answers(submitted: list[Candidate]) -> Iterator[Event]:
    returned = PrivacyReviewTaskState.objects.filter(
        candidate__in=[one.pk for one in submitted], status=TaskState.STATUS_REJECTED
    )
    for state in returned.select_related("finished_by", "candidate"):
        shown = state.comments and state.candidate.public_bytes is not None
        known = by_place(public_of(state.candidate)) if shown else {}
        comments = [
            (label, state.comments[place]) for place, label in known.items() if place in state.comments
        ]
        said = [(_("Reason"), state.comment), *comments]
        what = _("Returned")
        yield Event(state.finished_at, what, language(state.candidate.locale), _name(state.finished_by), said)


def _signatures(submitted: list[Candidate]) -> Iterator[Event]:
    by_key = {one.pk: one for one in submitted}
    signed = SignOff.objects.filter(candidate__in=list(by_key)).select_related("reviewer")
    for signoff in signed:
        said = overrides(signoff, by_key[signoff.candidate_id])
        locale = language(by_key[signoff.candidate_id].locale)
        yield Event(signoff.at, _("Signed"), locale, _name(signoff.reviewer), said)


def overrides(signoff: SignOff, candidate: Candidate) -> Reasons:
    """What was signed over, each with the reason given."""
    reasons = signoff.checklist.get(OVERRIDES) or {}
    if not reasons or candidate.review_bytes is None:
        return [("", reason) for reason in reasons.values()]
    found = {finding["key"]: finding for finding in findings_of(candidate)}
    return [(_about(found.get(key), key), reason) for key, reason in reasons.items()]


def _about(finding: dict[str, Any] | None, key: str) -> str:
    if finding is None:
        return key
    return f"{finding['where']}: {finding['message']}" if finding["where"] else str(finding["message"])


def _releases(submitted: list[Candidate]) -> Iterator[Event]:
    for one in submitted:
        if one.release is not None:
            yield Event(one.release.released_at, _("Released"), language(one.locale))


def _recalls(subject: str, told: bool) -> Iterator[Event]:
    for recall in Recall.objects.filter(subject=subject).select_related("reason"):
        locale = language(recall.locale) if recall.locale else _("All languages")
        by, said = _reason(recall)
        yield Event(recall.at, _("Recalled"), locale, by, said if told else [])


def _withdrawals(subject: str) -> Iterator[Event]:
    # Why consent was taken back stays with the officers.
    for withdrawal in Withdrawal.objects.filter(public_id=subject):
        yield Event(withdrawal.at, _("Consent withdrawn"), _("All languages"))


def _reason(recall: Recall) -> tuple[str, Reasons]:
    told = getattr(recall, "reason", None)
    if told is None:
        return "", []
    person = get_user_model().objects.filter(pk=told.actor_id).first() if told.actor_id else None
    return _name(person), [(_("Reason"), told.reason)] if told.reason else []


def _name(person: Any) -> str:
    return str(get_user_display_name(person)) if person else ""
