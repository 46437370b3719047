"""The workflow that leads to the desk: a way, not a gate. The gate is the signatures in the record."""

from typing import Any

import swapper
from django.utils.translation import gettext as _
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask

from review.models import PrivacyReviewTask

# What Wagtail's own migration puts on a new project's root (wagtailcore 0048).
STOCK_WORKFLOW = "Moderators approval"


def install() -> None:
    """Put the privacy review on root pages that have no workflow, or, the first time, only Wagtail's own."""
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


def leads_to_the_desk(page: Any) -> bool:
    """Whether submitting this page would put it before the privacy reviewers."""
    workflow = page.get_workflow()
    tasks = workflow.tasks.filter(active=True).specific() if workflow else []
    return any(isinstance(task, PrivacyReviewTask) for task in tasks)


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
