"""Ways by which something is approved that nobody looked at, or by somebody who wrote it."""

import json
from typing import Any

from django.contrib.auth.models import Group
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone
from wagtail.models import (
    GroupApprovalTask,
    Page,
    Revision,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from review.models import PrivacyReviewTask
from tests.attacks.models import FourEyesTask
from tests.attacks.publishing import PUBLISH, admin_api, bulk, v3
from tests.attacks.rows import EVERY, attack
from tests.attacks.world import Sort


def moderators(at: Sort, page: Any, *tasks: Any) -> Workflow:
    """A host's own moderation on this page: those who publish approve."""
    group = Group.objects.get(name="Publishers")
    made = tasks or (GroupApprovalTask.objects.create(name=f"Approval {page.pk}"),)
    workflow = Workflow.objects.create(name=f"Moderation {page.pk}")
    for order, task in enumerate(made):
        if hasattr(task, "groups"):
            task.groups.add(group)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    WorkflowPage.objects.update_or_create(page=page, defaults={"workflow": workflow})
    return workflow


def submitted(at: Sort, page: Any, *tasks: Any) -> Any:
    """Submitted by Elif: to the host's moderators, or to the privacy desk. Returns the state of the task."""
    if not at.guarded or tasks:
        moderators(at, page, *tasks)
    state = page.get_workflow().start(page, at.world.editor)
    return state.current_task_state.specific


def act_on(at: Sort, page: Any, state: Any, action: str, person: Any) -> Any:
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    return at.browser(person).post(address, {"comment": "Fine."})


def approved(at: Sort, page: Any, state: Any) -> None:
    """By those whose part it is."""
    if at.guarded:
        at.world.sign(state.candidate)
    else:
        act_on(at, page, state, "approve", at.world.publisher)


def written_over(page: Any, secret: str, **options: Any) -> Any:
    page = type(page).objects.get(pk=page.pk)
    page.title = secret
    for field in ("body", "summary", "intro"):
        if isinstance(getattr(page, field, None), str):
            setattr(page, field, secret)
    return page.save_revision(**options)


@attack("P18", *EVERY)
def approved_by_a_superuser(at: Sort, secret: str) -> None:
    page = at.submittable(secret)
    act_on(at, page, submitted(at, page), "approve", at.world.superuser)


@attack("P18", *EVERY)
def approved_in_code(at: Sort, secret: str) -> None:
    page = at.submittable(secret)
    submitted(at, page).approve(user=at.world.superuser)


@attack("P18", *EVERY)
def approved_by_the_host_s_moderators(at: Sort, secret: str) -> None:
    """A workflow of the host's own stands on the page, without the privacy review."""
    page = at.submittable(secret)
    state = submitted(at, page, GroupApprovalTask.objects.create(name="Approval"))
    act_on(at, page, state, "approve", at.world.publisher)


@attack("P19", *EVERY)
def changed_and_approved_in_one(at: Sort, secret: str) -> None:
    page = at.submittable("Harmless")
    submitted(at, page)
    more = {"action-workflow-action": "true", "workflow-action-name": "approve"}
    more["workflow-action-extra-data"] = "{}"
    at.browser(at.world.superuser).post(at.edit_address(page), at.form(secret, **more))


@attack("P20", *EVERY)
def changed_while_the_approver_reads(at: Sort, secret: str) -> None:
    page = at.submittable("Harmless")
    state = submitted(at, page)
    written_over(page, secret, user=at.world.superuser)
    approved(at, page, state)


@attack("P21", *EVERY)
def the_submitted_revision_overwritten(at: Sort, secret: str) -> None:
    """An autosave keeps the revision's id and changes what it says."""
    page = at.submittable("Harmless")
    state = submitted(at, page)
    written_over(page, secret, user=at.world.editor, overwrite_revision=page.get_latest_revision())
    approved(at, page, state)


@attack("P21", *EVERY)
def the_submitted_revision_rewritten_by_a_query(at: Sort, secret: str) -> None:
    page = at.submittable("Harmless")
    state = submitted(at, page)
    content = page.get_latest_revision().content
    Revision.objects.filter(pk=page.latest_revision_id).update(content={**content, "title": secret})
    approved(at, page, state)


@attack("P22", *EVERY)
def the_task_disabled(at: Sort, secret: str) -> None:
    page = at.submittable(secret)
    state = submitted(at, page)
    address = reverse("wagtailadmin_workflows:disable_task", args=[state.task_id])
    at.browser(at.world.superuser).post(address)


@attack("P22", *EVERY)
def the_workflow_cancelled_and_published(at: Sort, secret: str) -> None:
    page = at.submittable(secret)
    state = submitted(at, page)
    act_on(at, page, state, "cancel", at.world.superuser)
    at.browser(at.world.superuser).json("POST", admin_api(page, "publish"))


def first_task(at: Sort) -> Any:
    if at.guarded:
        return PrivacyReviewTask.objects.filter(active=True).first() or PrivacyReviewTask.objects.create()
    return GroupApprovalTask.objects.create(name="First")


@attack("P22b", *EVERY)
def the_first_of_two_tasks_disabled(at: Sort, secret: str) -> None:
    page = at.submittable(secret)
    first, second = first_task(at), GroupApprovalTask.objects.create(name="Second")
    submitted(at, page, first, second)
    first.deactivate(user=at.world.superuser)
    state = page.specific_class.objects.get(pk=page.pk).current_workflow_state.current_task_state
    act_on(at, page, state, "approve", at.world.publisher)


@attack("P23", *EVERY)
def submitted_where_no_task_is_active(at: Sort, secret: str) -> None:
    page = at.submittable("Harmless")
    task = GroupApprovalTask.objects.create(name="Asleep", active=False)
    moderators(at, page, task)
    more = {"action-submit": "action-submit"}
    at.browser(at.world.superuser).post(at.edit_address(page), at.form(secret, **more))


@attack("P24", *EVERY)
def approved_under_another_page_s_id(at: Sort, secret: str) -> None:
    """Paul wrote it and reviews: his own page is refused to him, so he names another one in the address."""
    paul = at.world.person(f"paul{secret}", "Publishers", is_staff=True)
    paul.groups.add(Group.objects.get(name="Privacy reviewers"))
    own, other = at.submittable(secret), at.submittable("Harmless")
    Page.objects.filter(pk=own.pk).update(owner=paul)
    own = at.fresh(own)
    written_over(own, secret, user=paul)
    task = None if at.guarded else FourEyesTask.objects.create(name="Four eyes")
    states = [submitted(at, page, *([task] if task else [])) for page in (own, other)]
    act_on(at, other, states[0], "approve", paul)
    if at.guarded and states[0].candidate:
        desk = reverse("review_desk:candidate", args=[states[0].candidate.pk])
        at.browser(paul).post(desk, at.world.signature(states[1].candidate or states[0].candidate))
        at.browser(paul).post(desk, at.world.signature(states[0].candidate))


@attack("P25", *EVERY)
def with_words_of_the_browser_s_own_beside_an_action(at: Sort, secret: str) -> None:
    """The edit view hands the JSON of its form to the task as it came."""
    page = at.submittable(secret)
    submitted(at, page, *([] if at.guarded else [FourEyesTask.objects.create(name="Believing")]))
    extra = dict.fromkeys(("approved", "publish", "signed", "candidate", "digest", "update"), True)
    extra |= {"comment": "Fine.", "reauthenticated_at": timezone.now().isoformat(), "checklist": {}}
    tries = [(at.world.publisher, "reject"), (at.world.editor, "resubmit"), (at.world.superuser, "resubmit")]
    for person, name in [*tries, (at.world.reviewer, "approve"), (at.world.superuser, "approve")]:
        more = {"action-workflow-action": "true", "workflow-action-name": name}
        more["workflow-action-extra-data"] = json.dumps(extra)
        at.browser(person).post(at.edit_address(page), at.form(secret, **more))


@attack("P26", *EVERY)
def changed_after_the_second_task_rejected(at: Sort, secret: str) -> None:
    page = at.submittable("Harmless")
    state = submitted(at, page, first_task(at), GroupApprovalTask.objects.create(name="Second"))
    approved(at, page, state)
    workflow_state = at.fresh(page).current_workflow_state
    act_on(at, page, workflow_state.current_task_state, "reject", at.world.publisher)
    written_over(page, secret, user=at.world.editor)
    workflow_state = at.fresh(page).current_workflow_state
    workflow_state.resume(user=at.world.editor)
    workflow_state.refresh_from_db()
    act_on(at, page, workflow_state.current_task_state, "approve", at.world.publisher)


@attack("P27", *EVERY)
def published_where_workflows_are_off(at: Sort, secret: str) -> None:
    page = at.submittable("Harmless")
    submitted(at, page)
    with override_settings(WAGTAIL_WORKFLOW_ENABLED=False):
        at.browser(at.world.superuser).post(at.edit_address(page), at.form(secret, **PUBLISH))


@attack("P27", *EVERY)
def taken_back_and_published(at: Sort, secret: str) -> None:
    page = at.submittable(secret)
    submitted(at, page).workflow_state.cancel(user=at.world.editor)
    at.browser(at.world.publisher).post(bulk("publish", page))


@attack("P38", *EVERY)
def a_token_minted_for_those_who_may(at: Sort, secret: str) -> None:
    """Who administers users makes a token for the publisher; at the desk, for both reviewers."""
    page = at.submittable(secret)
    if not at.guarded:
        at.bearer(at.world.publisher).json("POST", v3(page, "publish"))
        return
    candidate = submitted(at, page).candidate
    for reviewer in (at.world.reviewer, at.world.second_reviewer):
        script = at.bearer(reviewer)
        address = reverse("review_desk:candidate", args=[candidate.pk])
        script.post(address, at.world.signature(candidate))
        script.json("POST", v3(page, "publish"))
