"""What waits, the longest waiting first."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import TaskState

from publication.models import Withdrawal
from review.desk.reading import findings_of, kind_label, language, signed_of, title_of
from review.desk.standing import Reviewers, unstored
from review.models import PrivacyReviewTaskState


def waiting() -> Any:
    """Open submissions. A withdrawn case is gone from here before the worker has cancelled anything."""
    return (
        PrivacyReviewTaskState.objects.filter(
            status=TaskState.STATUS_IN_PROGRESS, candidate__isnull=False, candidate__superseded_at=None
        )
        .exclude(candidate__subject__in=Withdrawal.objects.values("public_id"))
        .select_related("candidate__submitted_by")
        .prefetch_related("candidate__signoffs")
        .order_by("candidate__submitted_at", "pk")
    )


@unstored
class QueueView(Reviewers, BaseListingView):
    page_title = _("Privacy desk")
    header_icon = "clipboard-list"
    index_url_name = "review_desk:queue"
    index_results_url_name = "review_desk:queue_results"
    paginate_by = 30
    template_name = "sixdegree_review/desk/queue.html"
    results_template_name = "sixdegree_review/desk/queue_results.html"
    columns = [
        TitleColumn(
            "title",
            label=_("Waits for review"),
            accessor=lambda state: title_of(state.candidate),
            get_url=lambda state: reverse("review_desk:candidate", args=[state.candidate_id]),
        ),
        Column("kind", label=_("Kind"), accessor=lambda state: kind_label(state.candidate.kind)),
        Column("locale", label=_("Language"), accessor=lambda state: language(state.candidate.locale)),
        DateColumn("submitted_at", label=_("Waiting since"), accessor="candidate.submitted_at"),
        Column("findings", label=_("Findings"), accessor=lambda state: len(findings_of(state.candidate))),
        Column("signed", label=_("Signed"), accessor=lambda state: signed_of(state.candidate)),
    ]

    @property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton(_("History"), url=reverse("review_desk:history"), icon_name="history")]

    def get_queryset(self) -> Any:
        return waiting()
