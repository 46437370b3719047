"""What the desk answered: signed, returned, or taken back before it was."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.models import TaskState

from review.desk.reading import kind_label, language, public_record, title_of
from review.desk.standing import Reviewers, unstored
from review.models import PrivacyReviewTaskState

ANSWERS = {
    TaskState.STATUS_APPROVED: _("Signed and released"),
    TaskState.STATUS_REJECTED: _("Returned"),
    TaskState.STATUS_CANCELLED: _("Taken back or replaced"),
    TaskState.STATUS_SKIPPED: _("Taken back or replaced"),
}


def recall_url(state: PrivacyReviewTaskState) -> str | None:
    record = public_record(state.candidate) if state.candidate else None
    return reverse("review_desk:recall", args=[record.pk]) if record else None


@unstored
class HistoryView(Reviewers, BaseListingView):
    page_title = _("History")
    header_icon = "history"
    index_url_name = "review_desk:history"
    index_results_url_name = "review_desk:history_results"
    paginate_by = 30
    template_name = "sixdegree_review/desk/history.html"
    results_template_name = "sixdegree_review/desk/history_results.html"
    columns = [
        TitleColumn(
            "title",
            label=_("Submitted"),
            accessor=lambda state: title_of(state.candidate),
            get_url=lambda state: reverse("review_desk:candidate", args=[state.candidate_id]),
        ),
        Column("kind", label=_("Kind"), accessor=lambda state: kind_label(state.candidate.kind)),
        Column("locale", label=_("Language"), accessor=lambda state: language(state.candidate.locale)),
        Column("status", label=_("Answer"), accessor=lambda state: ANSWERS[state.status]),
        Column("finished_by", label=_("By"), accessor=lambda state: get_user_display_name(state.finished_by)),
        DateColumn("finished_at", label=_("When")),
        TitleColumn(
            "public",
            label=_("Public now"),
            accessor=lambda state: gettext("Recall") if public_record(state.candidate) else "",
            get_url=recall_url,
        ),
    ]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("review_desk:queue"), "label": _("Privacy desk")},
            {"url": "", "label": self.page_title},
        ]

    def get_queryset(self) -> Any:
        answered = PrivacyReviewTaskState.objects.exclude(status=TaskState.STATUS_IN_PROGRESS)
        return (
            answered.filter(candidate__isnull=False)
            .select_related("candidate", "finished_by")
            .order_by("-finished_at", "-pk")
        )
