"""What Wagtail calls when a workflow ends. It imports no model: Wagtail loads it while defining its own."""

from typing import Any


def finish(workflow_state: Any, user: Any = None) -> None:
    """Publish nothing of a registered kind: releasing is the sign-off's act, never a workflow's
    (disabling a task also ends here). The host's other pages and snippets end as Wagtail has it."""
    from wagtail.workflows import publish_workflow_state

    from review.projection import kind_of

    content = workflow_state.content_object
    specific = getattr(content, "specific_class", None) or type(content)
    if kind_of(specific) is None and not _passes_our_task(workflow_state):
        publish_workflow_state(workflow_state, user=user)


def _passes_our_task(workflow_state: Any) -> bool:
    from review.models import PrivacyReviewTask

    return bool(
        PrivacyReviewTask.objects.filter(workflow_tasks__workflow=workflow_state.workflow_id).exists()
    )
