"""Who may act at the desk, and on what."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from publication.models import Candidate
from review import conf, together
from review.accounts import cooling_until
from review.exceptions import CannotRecall, CannotSign
from review.guard import four_eyes
from review.models import PrivacyReviewTaskState
from review.roles import RECALL, SIGN, holds


def waiting_for(candidate_id: int) -> PrivacyReviewTaskState:
    """The submission that waits with this candidate, locked. Raises CannotSign where it waits no longer."""
    state = (
        PrivacyReviewTaskState.objects.select_for_update(of=("self",))
        .filter(candidate_id=candidate_id, status=TaskState.STATUS_IN_PROGRESS)
        .first()
    )
    if state is None:
        raise CannotSign(
            _(
                "This submission waits no longer: it was signed, returned, or replaced by a newer one. See "
                "the queue."
            )
        )
    return state


def hold_together(candidate_id: int) -> None:
    """Lock what waits together, so that two last signatures at one moment do not each wait for the other."""
    candidate = Candidate.objects.get(pk=candidate_id)
    keys = [candidate.pk for candidate in together.languages(candidate)]
    states = PrivacyReviewTaskState.objects.select_for_update(of=("self",))
    list(states.filter(candidate__in=keys, status=TaskState.STATUS_IN_PROGRESS).order_by("pk"))
    list(Candidate.objects.select_for_update().filter(pk__in=keys).order_by("pk"))


def check_reviewer(candidate: Candidate, person: Any) -> None:
    """Raises CannotSign, in the words that person should read."""
    sentence = hindrance(candidate, person)
    if sentence:
        raise CannotSign(sentence)


def check_returner(candidate: Candidate, person: Any) -> None:
    """As `check_reviewer`, but who has signed may think again."""
    sentence = _no_reader(candidate, person)
    if sentence:
        raise CannotSign(sentence)


def hindrance(candidate: Candidate, person: Any) -> str:
    """Why this person may not sign this candidate; empty where they may."""
    sentence = _no_reader(candidate, person)
    if sentence or not candidate.signoffs.filter(reviewer_id=person.pk).exists():
        return sentence
    if together.is_signed(candidate):
        return _("You have signed this, and every signature it needs is there.")
    return _("You have signed this. It waits for another privacy reviewer's signature.")


def _no_reader(candidate: Candidate, person: Any) -> str:
    sentence = no_signer(person)
    if sentence:
        return sentence
    if (
        candidate.submitted_by_id == person.pk
        or candidate.contributors.filter(user_id=person.pk).exists()
        or four_eyes.wrote_since(candidate, person)
    ):
        return _("You had a hand in this text, so another privacy reviewer signs or returns it.")
    return ""


def no_signer(person: Any) -> str:
    """Why this person signs nothing at all, now or ever; empty where they do."""
    if not holds(person, SIGN):
        return _("Only privacy reviewers sign or return. An administrator can add you to that group.")
    until = cooling_until(person)
    if until:
        return _(
            "Your account was opened or changed a short while ago, so that the other reviewers can notice. "
            "You can sign from %(until)s on."
        ) % {"until": date_format(timezone.localtime(until), "DATETIME_FORMAT")}
    return ""


def check_recent(reauthenticated_at: datetime | None) -> None:
    """Raises CannotSign where the signer has not just proved who they are."""
    age = None if reauthenticated_at is None else timezone.now() - reauthenticated_at
    if age is None or not timedelta(0) <= age <= conf.reauthentication_age():
        raise CannotSign(_("Confirm that it is you, and sign again: what you have filled in is still here."))


def check_recaller(person: Any) -> None:
    if not holds(person, RECALL):
        raise CannotRecall(_("Only privacy reviewers, case officers and operators recall a release."))
