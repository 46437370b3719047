"""The hour at which what is fully signed goes public: set by a reviewer, joined by a language, taken back."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from publication import derived, log
from publication.models import Candidate, Consent, PublicationTerm
from review import together
from review.actions.standing import check_returner, hold_together, waiting_for
from review.exceptions import CannotSchedule
from review.models import ScheduledRelease
from review.roles import RECALL, SIGN, holds

Outcome = ScheduledRelease.Outcome


@transaction.atomic
def schedule(candidate_id: int, at: datetime, reviewer: Any) -> ScheduledRelease:
    """Give all that waits together with this candidate one hour; it takes the place of an earlier one.

    Raises CannotSign where this person may not release it, CannotSchedule where the hour or the signatures
    do not allow it.
    """
    hold_together(candidate_id)
    waiting_for(candidate_id)
    candidate = Candidate.objects.get(pk=candidate_id)
    check_returner(candidate, reviewer)
    return schedule_signed(together.languages(candidate), at, reviewer)


def schedule_signed(candidates: Sequence[Candidate], at: datetime, reviewer: Any) -> ScheduledRelease:
    _check(candidates, at)
    for earlier in open_schedules(candidates):
        end(earlier, Outcome.CANCELLED, by=reviewer)
    planned = ScheduledRelease.objects.create(at=at, set_by=reviewer)
    planned.candidates.set(candidates)
    locales = [candidate.locale for candidate in candidates]
    log.record(
        "release.schedule",
        candidates[0].subject,
        reviewer,
        schedule=planned.pk,
        at=at.isoformat(),
        locales=locales,
    )
    return planned


def join(candidate: Candidate, waiting: Sequence[Candidate]) -> bool:
    """Let a language signed later go public at the hour its source has; False where there is none."""
    planned = open_schedules(waiting).first()
    if planned is not None:
        planned.candidates.add(candidate)
    return planned is not None


@transaction.atomic
def cancel(schedule_id: int, person: Any) -> None:
    """Take an hour back. Any reviewer, officer or operator may: it only keeps something from the public."""
    if not (holds(person, SIGN) or holds(person, RECALL)):
        raise CannotSchedule(
            _("Only privacy reviewers, case officers and operators cancel a scheduled release.")
        )
    planned = ScheduledRelease.objects.select_for_update().filter(pk=schedule_id, ended_at=None).first()
    if planned is None:
        raise CannotSchedule(_("This hour was used, cancelled or ended already. See the candidate."))
    end(planned, Outcome.CANCELLED, by=person)


def open_schedules(candidates: Sequence[Candidate]) -> Any:
    return ScheduledRelease.objects.filter(ended_at=None, candidates__in=list(candidates)).distinct()


def end_released(candidates: Sequence[Candidate], by: Any) -> None:
    for planned in open_schedules(candidates):
        end(planned, Outcome.RELEASED, by=by)


def end(planned: ScheduledRelease, outcome: str, *, by: Any = None, sentence: str = "") -> None:
    planned.ended_at, planned.outcome, planned.sentence = timezone.now(), outcome, sentence
    planned.save(update_fields=["ended_at", "outcome", "sentence"])
    subject = planned.candidates.values_list("subject", flat=True).first() or ""
    log.record("release.schedule_end", subject, by, schedule=planned.pk, outcome=str(outcome))


def _check(candidates: Sequence[Candidate], at: datetime) -> None:
    if not all(together.is_signed(candidate) for candidate in candidates):
        raise CannotSchedule(_("Only what is fully signed, in every language that waits, is given an hour."))
    if at <= timezone.now():
        raise CannotSchedule(_("That hour has passed. Choose a later one, or release it now."))
    # An update's subject is its own: its bytes name the case, whose consent it is.
    cases = {derived.case_id(json.loads(bytes(candidate.public_bytes))) for candidate in candidates}
    terms = PublicationTerm.objects.filter(public_id__in=cases - {None})
    ends = Consent.objects.filter(consent_ref__in=terms.values("consent_ref"), expires_at__lte=at)
    if ends.exists():
        raise CannotSchedule(_("Consent ends before that hour. Choose an earlier one."))
