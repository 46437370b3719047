"""Roles and the gate's workflow are installed, again and again, with exactly the rights they need."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from wagtail.models import (
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from review import gate, roles
from review.models import PrivacyReviewTask

pytestmark = pytest.mark.django_db


def rights(name):
    granted = Group.objects.get(name=name).permissions.values_list("content_type__app_label", "codename")
    return {f"{label}.{codename}" for label, codename in granted}


@pytest.mark.parametrize("name", roles.RIGHTS)
def test_a_role_has_its_rights_and_no_other(name):
    # Editors are Wagtail's own group, which came with pictures and documents.
    wagtails = ("wagtailimages.", "wagtaildocs.") if name == roles.EDITORS else ()
    assert {right for right in rights(name) if not right.startswith(wagtails)} == set(roles.RIGHTS[name])


def test_no_role_has_a_right_to_pages_or_files_beside_the_editors():
    pages = GroupPagePermission.objects.filter(group__name__in=roles.RIGHTS)
    assert {entry.group.name for entry in pages} == {roles.EDITORS}
    files = GroupCollectionPermission.objects.filter(group__name__in=roles.RIGHTS)
    assert {(entry.group.name, entry.permission.codename) for entry in files} == {
        (roles.EDITORS, codename)
        for codename in (
            "add_document",
            "add_image",
            "change_document",
            "change_image",
            "choose_document",
            "choose_image",
        )
    }


def test_no_role_reaches_users_groups_workflows_or_settings():
    given = {right for name in roles.RIGHTS for right in rights(name)}
    assert not {right for right in given if right.startswith(("auth.", "wagtailcore.", "wagtailusers."))}


def test_nobody_may_publish_by_these_roles():
    granted = GroupPagePermission.objects.filter(group__name__in=roles.RIGHTS)
    assert {entry.permission.codename for entry in granted} == {"add_page", "change_page"}
    assert {entry.group.name for entry in granted} == {roles.EDITORS}


def test_only_officers_reach_case_files_and_only_reviewers_sign():
    for name in roles.RIGHTS:
        assert any("casefile" in right for right in rights(name)) == (name == roles.CASE_OFFICERS)
        assert (roles.SIGN in rights(name)) == (name == roles.PRIVACY_REVIEWERS)


def test_installing_twice_changes_nothing_and_keeps_what_an_administrator_added():
    extra = Permission.objects.get(codename="view_user")
    Group.objects.get(name=roles.OPERATORS).permissions.add(extra)
    before = (Group.objects.count(), Workflow.objects.count(), PrivacyReviewTask.objects.count())
    call_command("migrate", verbosity=0)
    assert before == (Group.objects.count(), Workflow.objects.count(), PrivacyReviewTask.objects.count())
    assert "auth.view_user" in rights(roles.OPERATORS)


def test_a_new_project_submits_to_the_desk():
    root = Page.get_first_root_node()
    assert gate.leads_to_the_desk(root)


def test_a_hosts_own_workflow_on_the_root_is_left_alone():
    root = Page.get_first_root_node()
    own = Workflow.objects.create(name="Two editors")
    WorkflowTask.objects.create(workflow=own, task=GroupApprovalTask.objects.create(name="Second look"))
    WorkflowPage.objects.filter(page=root).update(workflow=own)
    gate.install()
    assert WorkflowPage.objects.get(page=root).workflow == own


def test_a_superuser_holds_no_right_of_a_role(superuser, reviewer):
    assert not roles.holds(superuser, roles.SIGN)
    assert roles.holds(reviewer, roles.SIGN)
