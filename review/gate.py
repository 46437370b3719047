"""The workflow that leads to the desk: a way, not a gate. The gate is the signatures in the record."""

from typing import Any

import swapper
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask, get_page_models

from casepages.models import CaseIndexPage
from review.models import PrivacyReviewTask
from review.projection import kind_of

# What Wagtail's own migration puts on a new project's root (wagtailcore 0048).
STOCK_WORKFLOW = "Moderators approval"


def install() -> None:
    """Where all page types are ours: put the privacy review on root pages that have no workflow, or, the
    first time, only Wagtail's own. A host's root stays: there a section of ours gets it when it is made.
    """
    if not all(_is_ours(page_type) for page_type in get_page_models() if page_type is not Page):
        return
    page_model: Any = swapper.load_model("wagtailcore", "Page")
    first_time = not PrivacyReviewTask.objects.exists()
    workflow = _workflow()
    for root in page_model.objects.filter(depth=1):
        assigned = WorkflowPage.objects.filter(page=root).select_related("workflow").first()
        if assigned is None:
            WorkflowPage.objects.create(page=root, workflow=workflow)
        elif first_time and _is_stock(assigned.workflow):
            assigned.workflow = workflow
            assigned.save()


def lead_to_the_desk(
    sender: type[Model], instance: Any, created: bool, raw: bool = False, **kwargs: Any
) -> None:
    """`post_save`: a new page of ours whose workflow leads elsewhere gets the privacy review."""
    if created and not raw and _is_ours(sender) and not leads_to_the_desk(instance):
        WorkflowPage.objects.update_or_create(page=instance, defaults={"workflow": _workflow()})


def leads_to_the_desk(page: Any) -> bool:
    """Whether submitting this page would put it before the privacy reviewers."""
    workflow = page.get_workflow()
    tasks = workflow.tasks.filter(active=True).specific() if workflow else []
    return any(isinstance(task, PrivacyReviewTask) for task in tasks)


def _is_ours(page_type: type[Model]) -> bool:
    return issubclass(page_type, CaseIndexPage) or kind_of(page_type) is not None


def _workflow() -> Workflow:
    name = _("Privacy review")
    task = PrivacyReviewTask.objects.filter(active=True).first() or PrivacyReviewTask.objects.create(
        name=name
    )
    linked = Workflow.objects.filter(active=True, workflow_tasks__task=task).first()
    if linked is None:
        linked = Workflow.objects.create(name=name)
        WorkflowTask.objects.create(workflow=linked, task=task)
    return linked


def _is_stock(workflow: Workflow) -> bool:
    tasks = workflow.tasks.specific()
    return workflow.name == STOCK_WORKFLOW and all(type(task) is GroupApprovalTask for task in tasks)
