"""A public record has one page in each language: a second one would answer for the first one's words."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import TaskState

from review.models import PrivacyReviewTaskState, ReleasedPage
from review.projection import Finding, Projection


def findings(page: Any, kind: str, projection: Projection) -> list[Finding]:
    """Refuses a page whose record another page stands behind already, or waits at the desk to."""
    record = {"kind": kind, "subject": projection.subject, "locale": projection.locale}
    if ReleasedPage.objects.filter(**record).exclude(page_id=page.pk).exists():
        message = _("Another page of this case or text is public in this language: continue with that one.")
        return [Finding("page-released", message)]
    if _waits_for_another(page, record):
        message = _(
            "Another page of this case or text waits at the privacy desk in this language: continue with that"
            " one, or take its submission back."
        )
        return [Finding("page-waits", message)]
    return []


def _waits_for_another(page: Any, record: dict[str, str]) -> bool:
    waiting = PrivacyReviewTaskState.objects.filter(
        **{f"candidate__{name}": value for name, value in record.items()},
        candidate__superseded_at=None,
        candidate__release=None,
        status=TaskState.STATUS_IN_PROGRESS,
    )
    return waiting.exclude(workflow_state__object_id=str(page.pk)).exists()
