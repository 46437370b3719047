"""Submission: a draft is frozen in the submission's own transaction, or refused with findings."""

from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Task, TaskState, WorkflowState
from wagtail.signals import task_submitted

from publication.actions.candidates import freeze
from publication.exceptions import FreezeRefused
from publication.models import Candidate
from review import gate, leaks, notifications, one_page, risk, submission, translators
from review.actions import followers
from review.actions.standing import hold_together
from review.exceptions import CannotSubmit
from review.models import PrivacyReviewTask, PrivacyReviewTaskState
from review.projection import Finding
from review.submission import Draft


@transaction.atomic
def submit(page: Any, user: Any) -> PrivacyReviewTaskState:
    """Submit a page's newest draft as its author would from the editor; a newer submission replaces an older.

    The state is in progress with its candidate, or rejected with the findings as its comment; what waited
    before then waits on. Raises CannotSubmit where no workflow leads the page to the desk.
    """
    if not gate.leads_to_the_desk(page):
        raise CannotSubmit(
            _(
                "No privacy review is set for this part of the site. Add the privacy review task to its "
                "workflow."
            )
        )
    if page.get_latest_revision() is None:
        page.save_revision(user=user)
    waiting = _held(page)
    if waiting and waiting.status == WorkflowState.STATUS_NEEDS_CHANGES:
        waiting.resume(user)
    elif waiting and _waits_first(waiting, page):
        return _replace(waiting, user)
    else:
        if waiting:
            waiting.cancel(user=user)
        waiting = page.get_workflow().start(page, user)
    waiting.refresh_from_db()
    state: PrivacyReviewTaskState = waiting.current_task_state.specific
    return state


def resubmit(task_state: TaskState, user: Any) -> None:
    """Put the newest draft in the place of the one that waits, for someone who may edit the page."""
    page = task_state.workflow_state.content_object.specific
    if page.permissions_for_user(user).can_edit():
        submit(page, user)


def _held(page: Any) -> WorkflowState | None:
    """The page's workflow as it stands once whoever answers what waits in it, or replaces it, has done so."""
    waiting = page.current_workflow_state
    while waiting is not None:
        at = waiting.current_task_state_id
        state = PrivacyReviewTaskState.objects.filter(pk=at).first()
        if state is None:
            return waiting
        # As they lock it, in their order: another would let each wait for the other.
        if state.candidate_id:
            hold_together(state.candidate_id)
        else:
            list(PrivacyReviewTaskState.objects.select_for_update(of=("self",)).filter(pk=at))
        waiting = page.current_workflow_state
        if waiting is not None and waiting.current_task_state_id == at:
            break
    return waiting


def _waits_first(waiting: WorkflowState, page: Any) -> bool:
    """Whether it waits for us, and nobody has to agree before us to what would take its place."""
    if waiting.workflow_id != page.get_workflow().pk:
        return False
    tasks = Task.objects.filter(workflow_tasks__workflow=waiting.workflow_id, active=True)
    first = tasks.order_by("workflow_tasks__sort_order").first()
    state = waiting.current_task_state.specific
    return (
        first is not None
        and first.pk == state.task_id
        and isinstance(state, PrivacyReviewTaskState)
        and state.status == TaskState.STATUS_IN_PROGRESS
    )


def _replace(waiting: WorkflowState, user: Any) -> PrivacyReviewTaskState:
    """What waits stays at the desk until the checks let the newer one in."""
    older = waiting.current_task_state.specific
    state = start(older.task.specific, waiting, user)
    if state.status == TaskState.STATUS_REJECTED:
        return _kept_apart(state, user)
    waiting.current_task_state, waiting.requested_by = state, user
    waiting.save(update_fields=["current_task_state", "requested_by"])
    older.cancel(user=user)
    _log_in_page_history("wagtail.workflow.cancel", older, user)
    _log_in_page_history("wagtail.workflow.start", state, user)
    return state


def _log_in_page_history(action: str, state: PrivacyReviewTaskState, user: Any) -> None:
    """In Wagtail's own words for the two steps that a replacement is."""
    task = {"id": state.task_id, "title": state.task.name}
    workflow = state.workflow_state.workflow
    told = {"id": workflow.pk, "title": workflow.name, "task_state_id": state.pk, "task": task, "next": task}
    page = state.workflow_state.content_object.specific
    log(instance=page, action=action, data={"workflow": told}, revision=state.revision, user=user)


def _kept_apart(refused: PrivacyReviewTaskState, user: Any) -> PrivacyReviewTaskState:
    """As a submission of its own that has ended: Wagtail would show what waits as refused with it."""
    waiting = refused.workflow_state
    refused.workflow_state = WorkflowState.objects.create(
        content_type_id=waiting.content_type_id,
        base_content_type_id=waiting.base_content_type_id,
        object_id=waiting.object_id,
        workflow_id=waiting.workflow_id,
        status=WorkflowState.STATUS_CANCELLED,
        requested_by=user,
        current_task_state=refused,
    )
    refused.save()
    return refused


def start(task: PrivacyReviewTask, workflow_state: WorkflowState, user: Any) -> PrivacyReviewTaskState:
    """What the task does when it is reached. A refusal is a state already rejected, never an exception."""
    revision = workflow_state.content_object.get_latest_revision()
    state = PrivacyReviewTaskState(workflow_state=workflow_state, task=task, revision=revision)
    with transaction.atomic():
        draft = submission.project(revision.as_object())
        refusals = draft.refusals or _freeze(state, draft, user)
        if refusals:
            _reject(state, refusals, user)
        state.save()
    if not refusals:
        _tell_translators(state, draft)
        task_submitted.send(sender=PrivacyReviewTaskState, instance=state, user=user)
        transaction.on_commit(lambda: notifications.something_waits(state), robust=True)
    return state


def _tell_translators(state: PrivacyReviewTaskState, draft: Draft) -> None:
    if state.candidate is not None:
        translators.source_submitted(state.candidate, draft.page)


def _freeze(state: PrivacyReviewTaskState, draft: Draft, user: Any) -> list[Finding]:
    if draft.kind is None or draft.projection is None:
        return draft.refusals
    kind = draft.kind
    taken = one_page.findings(draft.page, kind.name, draft.projection)
    if taken:
        return taken
    author = user or state.revision.user
    # Last, so that what is sent back for other reasons confirms nobody's guess.
    searched = leaks.looked_through(draft.projection, author)
    if searched.refusals:
        return searched.refusals
    draft = replace(draft, projection=searched)
    people = {*submission.contributors(draft.page, searched), author.pk}
    review = submission.review_record(draft, people)
    try:
        state.candidate = freeze(
            kind=kind.name,
            subject=searched.subject,
            locale=searched.locale,
            public=searched.public,
            review=review,
            contributors=people,
            signers_required=review["signers_required"],
            submitted_by=author,
            source=str(state.revision.pk),
            follows=searched.follows,
            media={
                sha256: (medium.content_type, medium.content) for sha256, medium in searched.media.items()
            },
        )
    except FreezeRefused as refusal:
        return [Finding(refusal.type, refusal.detail)]
    state.risk_reasons = risk.reasons(review, first=_is_first(state.candidate))
    state.risk = risk.level(state.risk_reasons)
    _cancel_superseded(state.candidate, state.workflow_state_id)
    followers.set_back(state.candidate.kind, state.candidate.subject)
    return []


def _is_first(candidate: Candidate) -> bool:
    return submission.newest_released(candidate.kind, candidate.subject, candidate.locale) is None


def _reject(state: PrivacyReviewTaskState, refusals: list[Finding], user: Any) -> None:
    state.status = TaskState.STATUS_REJECTED
    state.finished_at = timezone.now()
    state.finished_by = user
    # Said once, however often a text gives cause to it.
    state.comment = "\n".join(dict.fromkeys(finding.sentence() for finding in refusals))


def _cancel_superseded(newer: Candidate, here: int) -> None:
    """No page but the one just submitted waits for this record: another's state would wait for ever."""
    waiting = PrivacyReviewTaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS, candidate__superseded_at__isnull=False
    )
    of_it = waiting.filter(candidate__subject=newer.subject, candidate__locale=newer.locale)
    for state in of_it.exclude(workflow_state=here):
        if state.workflow_state.is_active:
            state.workflow_state.cancel()
