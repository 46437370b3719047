"""Ways by which something goes live, or changes while it is live, without a signature."""

import json
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.contrib.auth.models import Group
from django.core import serializers
from django.core.management import call_command
from django.db import connection, transaction
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.contrib.simple_translation.models import after_create_page
from wagtail.models import (
    GroupApprovalTask,
    Page,
    PageViewRestriction,
    Revision,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from review.models import PrivacyReviewTask
from tests.attacks.models import FourEyesTask, OpenPage
from tests.attacks.rows import EVERY, attack
from tests.attacks.world import Content, Sort

PUBLISH = {"action-publish": "action-publish"}


def admin_api(page: Any, action: str) -> str:
    return reverse("wagtailadmin_api:pages:action", args=[page.pk, action])


def v3(page: Any, action: str) -> str:
    return f"/api/v3/pages/{page.pk}/actions/{action}/"


def bulk(action: str, *pages: Any) -> str:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    return address + "?" + "&".join(f"id={page.pk}" for page in pages)


@attack("P1", *EVERY)
def created_and_published_in_one(at: Sort, secret: str) -> None:
    """Wagtail's create view inserts the row live before any hook or permission is asked."""
    at.browser(at.world.superuser).post(at.add_address(), at.form(secret, **PUBLISH))


@attack("P2", *EVERY)
def edited_and_published(at: Sort, secret: str) -> None:
    page = at.draft("Harmless")
    at.browser(at.world.superuser).post(at.edit_address(page), at.form(secret, **PUBLISH))


@attack("P3", *EVERY)
def published_anew_over_a_release(at: Sort, secret: str) -> None:
    page = at.public()
    for person in (at.world.publisher, at.world.superuser):
        at.browser(person).post(at.edit_address(page), at.form(secret, **PUBLISH))


@attack("P4", *EVERY)
def published_in_bulk(at: Sort, secret: str) -> None:
    page = at.draft(secret)
    at.browser(at.world.superuser).post(bulk("publish", page), {"include_descendants": "on"})


@attack("P4")
def published_in_bulk_from_above(at: Sort, secret: str) -> None:
    above = at.draft(secret).get_parent()
    at.browser(at.world.superuser).post(bulk("publish", above), {"include_descendants": "on"})


@attack("P5", *EVERY)
def published_by_the_admin_s_own_api(at: Sort, secret: str) -> None:
    at.browser(at.world.superuser).json("POST", admin_api(at.draft(secret), "publish"))


@attack("P6", *EVERY)
def published_by_v3(at: Sort, secret: str) -> None:
    page = at.draft(secret)
    # Locked by somebody else: v3 does not ask.
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=at.world.editor)
    at.bearer(at.world.superuser).json("POST", v3(page, "publish"))


@attack("P7", *EVERY)
def created_and_published_by_v3(at: Sort, secret: str) -> None:
    body = at.api(secret)
    body["meta"] |= {"parent_id": at.parent().pk, "action": "publish"}
    at.bearer(at.world.superuser).json("POST", "/api/v3/pages/", body)


@attack("P8", *EVERY)
def edited_and_published_by_v3(at: Sort, secret: str) -> None:
    page = at.draft("Harmless")
    body = at.api(secret)
    body["meta"]["action"] = "publish"
    at.bearer(at.world.superuser).json("PATCH", f"/api/v3/pages/{page.pk}/", body)


@attack("P9", *EVERY)
def copied_by_v3_under_another_title(at: Sort, secret: str) -> None:
    body = {"title": secret, "slug": secret.lower()}
    at.bearer(at.world.superuser).json("POST", v3(at.public(), "copy"), body)


@attack("P10", *EVERY)
def copied_by_the_admin_s_own_api(at: Sort, secret: str) -> None:
    body = {"title": secret, "slug": secret.lower()}
    at.browser(at.world.superuser).json("POST", admin_api(at.public(), "copy"), body)


@attack("P10", *EVERY)
def copied_by_the_form(at: Sort, secret: str) -> None:
    page = at.public()
    told = {"new_title": secret, "new_slug": secret.lower(), "new_parent_page": page.get_parent().pk}
    address = reverse("wagtailadmin_pages:copy", args=[page.pk])
    at.browser(at.world.superuser).post(address, {**told, "publish_copies": "on", "copy_subpages": "on"})


@attack("P11", *EVERY)
def copied_in_code(at: Sort, secret: str) -> None:
    at.public().copy(update_attrs={"title": secret, "slug": secret.lower()})


@attack("P11")
def copied_with_its_parent(at: Sort, secret: str) -> None:
    parent = at.public().get_parent().specific
    Page.objects.filter(pk=parent.pk).update(title=secret)
    parent.refresh_from_db()
    parent.copy(recursive=True, update_attrs={"slug": secret.lower()})


def alias_of(page: Any, secret: str) -> Any:
    return CreatePageAliasAction(page, update_slug=f"{secret.lower()}-too", user=None).execute()


@attack("P12", *EVERY)
def an_alias_of_what_is_only_scheduled(at: Sort, secret: str) -> None:
    page = at.draft(secret)
    alias_of(page, secret)
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision(approved_go_live_at=page.go_live_at).publish()


@attack("P13", *EVERY)
def an_alias_of_what_is_published(at: Sort, secret: str) -> None:
    page = at.draft(secret)
    alias_of(page, secret)
    page.get_latest_revision().publish()


def hidden(at: Sort, secret: str) -> Any:
    """Not for the public: a live page in a section for members; what is guarded, a draft."""
    if at.guarded:
        return at.draft(secret)
    section = at.parent().add_child(instance=OpenPage(title="Members", slug=f"members-{secret.lower()}"))
    # In the other language it is open.
    section.copy_for_translation(at.world.indonesian, copy_parents=True, alias=True)
    PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.LOGIN)
    page = section.add_child(instance=at.unsaved(secret))
    page.save_revision()
    return at.fresh(page)


@attack("P14", Content)
def mirrored_into_every_language(at: Sort, secret: str) -> None:
    page = hidden(at, secret)
    # The mirror is another tree: the section's privacy does not reach it.
    with override_settings(WAGTAILSIMPLETRANSLATION_SYNC_PAGE_TREE=True):
        after_create_page(None, page)


@attack("P15", *EVERY)
def a_live_alias_by_somebody_who_may_not_publish(at: Sort, secret: str) -> None:
    page = hidden(at, secret)
    body = {"locale": "id", "alias": True, "copy_parents": True}
    at.browser(at.world.editor).json("POST", admin_api(page, "copy_for_translation"), body)


@attack("P15", *EVERY)
def a_live_alias_by_a_stolen_token_of_theirs(at: Sort, secret: str) -> None:
    page = hidden(at, secret)
    body = {"locale": "id", "alias": True, "copy_parents": True}
    at.bearer(at.world.editor).json("POST", v3(page, "copy_for_translation"), body)


@attack("P16", *EVERY)
def an_alias_outside_a_private_section(at: Sort, secret: str) -> None:
    page = hidden(at, secret)
    body = {"destination_page_id": at.parent().pk, "update_slug": f"{secret.lower()}-too"}
    at.browser(at.world.publisher).json("POST", admin_api(page, "create_alias"), body)


@attack("P16", *EVERY)
def an_alias_outside_by_v3(at: Sort, secret: str) -> None:
    page = hidden(at, secret)
    body = {"destination_id": at.parent().pk, "slug": f"{secret.lower()}-too"}
    at.bearer(at.world.publisher).json("POST", v3(page, "create_alias"), body)


@attack("P17", *EVERY)
def moved_out_of_a_private_section(at: Sort, secret: str) -> None:
    page = hidden(at, secret)
    body = {"destination_page_id": at.parent().pk}
    at.browser(at.world.publisher).json("POST", admin_api(page, "move"), body)


@attack("P17", *EVERY)
def its_section_made_public(at: Sort, secret: str) -> None:
    page = hidden(at, secret)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    PageViewRestriction.objects.filter(page__in=page.get_ancestors(inclusive=True)).delete()


@attack("P17", *EVERY)
def the_site_pointed_at_it(at: Sort, secret: str) -> None:
    elsewhere = at.world.root.add_child(instance=OpenPage(title="Elsewhere", slug=f"else-{secret.lower()}"))
    page = at.draft(secret) if at.guarded else at.fresh(at.parent().add_child(instance=at.unsaved(secret)))
    site = Site.objects.get()
    Site.objects.update(root_page=elsewhere)
    body = {"hostname": site.hostname, "port": 80, "root_page_id": page.pk, "is_default_site": True}
    at.bearer(at.world.superuser).json("PUT", f"/api/v3/sites/{site.pk}/", body)


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


@attack("P28", *EVERY)
def scheduled_and_published_by_the_clock(at: Sort, secret: str) -> None:
    page = at.draft(secret)
    past = timezone.now() - timedelta(minutes=1)
    Revision.objects.filter(pk=page.latest_revision_id).update(approved_go_live_at=past)
    call_command("publish_scheduled")


@attack("P28", *EVERY)
def scheduled_in_the_form(at: Sort, secret: str) -> None:
    page = at.draft("Harmless")
    times = {"go_live_at": "2020-01-01 10:00", "expire_at": ""}
    at.browser(at.world.superuser).post(at.edit_address(page), at.form(secret, **times, **PUBLISH))
    call_command("publish_scheduled")


@attack("P29", *EVERY)
def an_older_revision_put_back_and_published(at: Sort, secret: str) -> None:
    page = at.public()
    older = written_over(page, secret, user=at.world.editor)
    written_over(page, "Harmlessly", user=at.world.editor)
    more = {"revision": str(older.pk), **PUBLISH}
    at.browser(at.world.superuser).post(at.edit_address(page), at.form(secret, **more))


@attack("P29", *EVERY)
def an_older_revision_put_back_by_v3(at: Sort, secret: str) -> None:
    page = at.public()
    older = written_over(page, secret, user=at.world.editor)
    written_over(page, "Harmlessly", user=at.world.editor)
    script = at.bearer(at.world.superuser)
    script.json("POST", v3(page, "revert"), {"revision_id": older.pk})
    script.json("POST", v3(page, "publish"))


@attack("P29", *EVERY)
def an_older_revision_published_in_code(at: Sort, secret: str) -> None:
    page = at.public()
    older = written_over(page, secret, user=at.world.editor)
    written_over(page, "Harmlessly", user=at.world.editor)
    older.publish()


@attack("P30", *EVERY)
def saved_live_as_what_it_is(at: Sort, secret: str) -> None:
    page = at.draft(secret)
    page.live = True
    page.save()


@attack("P30", *EVERY)
def saved_live_as_a_plain_page(at: Sort, secret: str) -> None:
    page = Page.objects.get(pk=at.draft(secret).pk)
    page.live = True
    page.save()


@attack("P31", *EVERY)
def born_live(at: Sort, secret: str) -> None:
    at.parent().add_child(instance=at.unsaved(secret, live=True))


@attack("P31", *EVERY)
def born_live_by_wagtail_s_default(at: Sort, secret: str) -> None:
    at.parent().add_child(instance=at.unsaved(secret))


@attack("P32", *EVERY)
def made_live_by_a_query(at: Sort, secret: str) -> None:
    Page.objects.filter(pk=at.draft(secret).pk).update(live=True)


@attack("P32", *EVERY)
def made_live_by_sql(at: Sort, secret: str) -> None:
    page = at.draft(secret)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE wagtailcore_page SET live = %s WHERE id = %s", [True, page.pk])


@attack("P32", *EVERY)
def a_live_page_reworded_by_a_query(at: Sort, secret: str) -> None:
    page = at.public()
    words = {name: secret for name in at.told(secret) if name in {"title", "body", "summary", "intro"}}
    type(page).objects.filter(pk=page.pk).update(**words, seo_title=secret, search_description=secret)


@attack("P32", *EVERY)
def a_live_page_reworded_in_bulk(at: Sort, secret: str) -> None:
    page = Page.objects.get(pk=at.public().pk)
    page.title, page.slug = secret, secret.lower()
    Page.objects.bulk_update([page], ["title", "slug"])


@attack("P32", *EVERY)
def a_live_page_reworded_and_saved(at: Sort, secret: str) -> None:
    page = at.public()
    page.title = secret
    page.save()


@attack("P32", *EVERY)
def another_page_s_release_stolen(at: Sort, secret: str) -> None:
    """The row that says which record a page stands behind is turned to an unsigned draft."""
    signed, draft = at.public(), at.draft(secret)
    if at.guarded:
        from review.models import ReleasedPage

        with transaction.atomic():
            Page.objects.filter(pk=signed.pk).update(live=False)
            ReleasedPage.objects.filter(page_id=signed.pk).update(page_id=draft.pk)
            Page.objects.filter(pk=draft.pk).update(live=True)
    else:
        Page.objects.filter(pk=draft.pk).update(live=True)


@attack("P33", *EVERY)
def loaded_from_a_fixture(at: Sort, secret: str) -> None:
    page = at.draft(secret)
    rows = json.loads(serializers.serialize("json", [Page.objects.get(pk=page.pk), page]))
    rows[0]["fields"]["live"] = True
    with TemporaryDirectory() as folder:
        fixture = Path(folder) / "pages.json"
        fixture.write_text(json.dumps(rows))
        call_command("loaddata", str(fixture), verbosity=0)


@attack("P35", *EVERY)
def a_draft_saved_into_the_row_and_made_live(at: Sort, secret: str) -> None:
    """Of what is not live Wagtail writes every draft into the page's row."""
    page = at.draft("Harmless")
    at.browser(at.world.superuser).post(at.edit_address(page), at.form(secret))
    assert Page.objects.get(pk=page.pk).title == secret
    Page.objects.filter(pk=page.pk).update(live=True)


@attack("P37", Content)
def a_parent_s_slug_in_the_address(at: Sort, secret: str) -> None:
    page = at.public()
    parent = page.get_parent()
    Page.objects.filter(pk=parent.pk).update(slug=secret.lower())
    call_command("set_url_paths", verbosity=0)


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
