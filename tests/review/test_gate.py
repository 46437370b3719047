"""Which pages the privacy review is laid over: ours, and never a host's own."""

import pytest
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

from casepages.models import CaseIndexPage
from review import gate
from review.models import PrivacyReviewTask

pytestmark = pytest.mark.django_db


@pytest.fixture
def root():
    return Page.get_first_root_node()


@pytest.fixture
def moderation(root):
    """The host's own workflow, on the root in the place of ours."""
    workflow = Workflow.objects.create(name="The host's moderation")
    WorkflowTask.objects.create(workflow=workflow, task=GroupApprovalTask.objects.create(name="Approval"))
    WorkflowPage.objects.filter(page=root).update(workflow=workflow)
    return workflow


def test_a_site_of_our_pages_alone_is_led_to_the_desk_from_its_root(root):
    assert gate.leads_to_the_desk(root)


def test_a_root_without_workflow_gets_it_back(root):
    WorkflowPage.objects.all().delete()
    gate.install()
    assert gate.leads_to_the_desk(Page.objects.get(pk=root.pk))


def test_a_workflow_that_the_host_chose_stays(root, moderation):
    gate.install()
    assert Page.objects.get(pk=root.pk).get_workflow() == moderation


def test_a_host_with_page_types_of_its_own_keeps_even_an_empty_root(root, monkeypatch):
    monkeypatch.setattr(gate, "kind_of", lambda _page_type: None)
    WorkflowPage.objects.all().delete()
    gate.install()
    assert Page.objects.get(pk=root.pk).get_workflow() is None


def test_a_case_index_is_led_to_the_desk_wherever_it_is_made(root, moderation):
    index = root.add_child(instance=CaseIndexPage(title="Cases"))
    assert gate.leads_to_the_desk(index)
    assert gate.leads_to_the_desk(Page.objects.get(pk=index.pk))
    assert PrivacyReviewTask.objects.count() == 1


def test_a_hosts_own_page_keeps_the_hosts_workflow(root, moderation):
    page = root.add_child(instance=Page(title="Harvest", slug="harvest"))
    assert page.get_workflow() == moderation


def test_a_page_below_one_that_leads_there_gets_no_workflow_of_its_own(root):
    index = root.add_child(instance=CaseIndexPage(title="Cases"))
    assert not WorkflowPage.objects.filter(page=index).exists()
