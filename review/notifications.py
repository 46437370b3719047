"""Mails of the privacy review carry no title, no text and no comment: they say that something waits."""

import logging
from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.admin.mail import (
    WorkflowStateApprovalEmailNotifier,
    WorkflowStateRejectionEmailNotifier,
    WorkflowStateSubmissionEmailNotifier,
    send_mail,
)
from wagtail.admin.utils import get_admin_base_url
from wagtail.models import WorkflowState
from wagtail.signals import workflow_approved, workflow_rejected, workflow_submitted
from wagtail.users.models import UserProfile

from publication.models import CandidateContributor
from review import conf
from review.models import PrivacyReviewTask, PrivacyReviewTaskState
from review.roles import HANDLE_CONCERNS, SIGN, holders

logger = logging.getLogger(__name__)


class NotOurs:
    """Lets Wagtail's own notifier handle the host's other workflows only."""

    def can_handle(self, instance: Any, **kwargs: Any) -> bool:
        return bool(super().can_handle(instance, **kwargs)) and not _is_ours(instance)  # type: ignore[misc]


class Submitted(NotOurs, WorkflowStateSubmissionEmailNotifier):
    """To superusers, where the host asks for it."""


class Approved(NotOurs, WorkflowStateApprovalEmailNotifier):
    """To whoever submitted it."""


class Rejected(NotOurs, WorkflowStateRejectionEmailNotifier):
    """To whoever submitted it."""


# Under Wagtail's own names: whichever of us connects second finds the place taken.
REPLACED = [
    (workflow_submitted, Submitted(), "workflow_state_submitted_email_notification"),
    (workflow_approved, Approved(), "workflow_state_approved_email_notification"),
    (workflow_rejected, Rejected(), "workflow_state_rejected_email_notification"),
]


def connect() -> None:
    for signal, notifier, uid in REPLACED:
        signal.disconnect(sender=WorkflowState, dispatch_uid=uid)
        signal.connect(notifier, sender=WorkflowState, dispatch_uid=uid)


def something_waits(state: PrivacyReviewTaskState) -> None:
    """Tell the reviewers who could sign it, each in their own language: once for what comes in one go."""
    link = f"{get_admin_base_url() or ''}{reverse('review_desk:queue')}"
    wrote_it = CandidateContributor.objects.filter(candidate=state.candidate_id).values("user_id")
    just_before = PrivacyReviewTaskState.objects.filter(
        candidate__isnull=False,
        candidate__superseded_at=None,
        status=state.STATUS_IN_PROGRESS,
        started_at__gt=state.started_at - conf.one_mail_within(),
        pk__lt=state.pk,
    )
    for reviewer in holders(SIGN).exclude(pk__in=wrote_it):
        if just_before.exclude(candidate__contributors__user=reviewer).exists():
            continue
        _write(
            reviewer,
            _subject=lambda: _("Something waits at the privacy desk"),
            _body=lambda: _("A text waits for its privacy review: %(link)s") % {"link": link},
        )


def something_to_see(reviewer: Any) -> None:
    """Tell a reviewer that what they had scheduled did not become public."""
    link = f"{get_admin_base_url() or ''}{reverse('review_desk:queue')}"
    _write(
        reviewer,
        _subject=lambda: _("Something is to be seen at the privacy desk"),
        _body=lambda: _("What you had scheduled needs a look: %(link)s") % {"link": link},
    )


def a_concern_waits() -> None:
    """Tell those who answer privacy concerns that there is one, and nothing of it."""
    link = f"{get_admin_base_url() or ''}{reverse('review_desk:concerns')}"
    for person in holders(HANDLE_CONCERNS):
        _write(
            person,
            _subject=lambda: _("Something waits at the privacy desk"),
            _body=lambda: _("Something waits to be read at the privacy desk: %(link)s") % {"link": link},
        )


def an_original_changed(translator: Any) -> None:
    """Tell a translator that an original moved on; what changed is read in the page editor."""
    link = f"{get_admin_base_url() or ''}{reverse('wagtailadmin_home')}"
    _write(
        translator,
        _subject=lambda: _("An original you translated has changed"),
        _body=lambda: _("What changed is shown in the editor of your translation: %(link)s") % {"link": link},
    )


def something_came_back(author: Any) -> None:
    """Tell the author that there is an answer; what it says stays in the editor."""
    link = f"{get_admin_base_url() or ''}{reverse('wagtailadmin_home')}"
    _write(
        author,
        _subject=lambda: _("There is an answer from the privacy desk"),
        _body=lambda: _("Something you submitted was answered: %(link)s") % {"link": link},
    )


def something_is_stuck(operators: Iterable[Any]) -> None:
    """Tell the operators that a consequence does not go on by itself; which one, the command says."""
    link = f"{get_admin_base_url() or ''}{reverse('wagtailadmin_home')}"
    for operator in operators:
        _write(
            operator,
            _subject=lambda: _("Something needs an operator"),
            _body=lambda: (
                _("Something does not go on by itself and needs an operator: %(link)s") % {"link": link}
            ),
            asked_for=False,
        )


def consent_ends(officers: Iterable[Any]) -> None:
    """Tell the officers that a consent ends soon; whose, the list of case files says."""
    link = f"{get_admin_base_url() or ''}{reverse('case_files:index')}"
    for officer in officers:
        _write(
            officer,
            _subject=lambda: _("Something ends soon"),
            _body=lambda: _("Something in your list ends soon. Have a look: %(link)s") % {"link": link},
            asked_for=False,
        )


def account_changed(account: Any) -> None:
    """Tell every active reviewer, and the person, by number alone, whatever mails they have turned off."""
    people = {person.pk: person for person in holders(SIGN)}
    people |= {person.pk: person for person in get_user_model()._default_manager.filter(pk=account)}
    for person in people.values():
        _write(
            person,
            _subject=lambda: _("The account of a reviewer or case officer was changed"),
            _body=lambda: (
                _("Account %(account)s: if you did not expect this, tell your operator at once.")
                % {"account": account}
            ),
            asked_for=False,
        )


def _write(person: Any, _subject: Any, _body: Any, asked_for: bool = True) -> None:
    """`asked_for`: only to those who did not switch notifications off."""
    profile = UserProfile.get_for_user(person)
    if not person.email or (asked_for and not profile.submitted_notifications):
        return
    try:
        with override(profile.get_preferred_language()):
            send_mail(_subject(), _body(), [person.email])
    except Exception:
        # Mail backends raise what they like; what was submitted stands, and the next one gets theirs.
        logger.exception("A mail of the privacy desk to the account %s was not sent.", person.pk)


def _is_ours(workflow_state: WorkflowState) -> bool:
    return PrivacyReviewTask.objects.filter(workflow_tasks__workflow=workflow_state.workflow_id).exists()
