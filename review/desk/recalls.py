"""What was recalled, by whom and why: the desk's alone."""

from typing import Any

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic.base import BaseListingView

from publication.models import PublicRecord, Recall
from review.desk.reading import kind_label, language
from review.desk.released import title_of
from review.desk.standing import Reviewers, unstored
from review.roles import SIGN, holds


@unstored
class RecallsView(Reviewers, BaseListingView):
    page_title = _("Recalled")
    header_icon = "history"
    index_url_name = "review_desk:recalls"
    index_results_url_name = "review_desk:recalls_results"
    paginate_by = 30
    template_name = "sixdegree_review/desk/recalls.html"
    results_template_name = "sixdegree_review/desk/recalls_results.html"

    @cached_property
    def columns(self) -> list[Column]:
        return [
            Column("title", label=_("Recalled"), accessor=lambda recall: title_of(record_of(recall))),
            Column("kind", label=_("Kind"), accessor=lambda recall: kind_label(record_of(recall).kind)),
            Column("locale", label=_("Language"), accessor=scope),
            DateColumn("at", label=_("When")),
            Column("by", label=_("By"), accessor=by),
            # A superuser may look at what waits; what people told in confidence is the reviewers'.
            *([Column("reason", label=_("Reason"), accessor=reason)] if self.may_read else []),
            Column("standing", label=_("Since then"), accessor=since),
        ]

    @property
    def may_read(self) -> bool:
        return holds(self.request.user, SIGN)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("review_desk:released"), "label": _("In public")},
            {"url": "", "label": self.page_title},
        ]

    def get_queryset(self) -> Any:
        return Recall.objects.select_related("reason").order_by("-at", "-pk")


def record_of(recall: Recall) -> PublicRecord:
    """The recalled record; of a whole subject the first. Only what was released can be recalled."""
    named = {"locale": recall.locale} if recall.locale else {}
    record = PublicRecord.objects.filter(subject=recall.subject, **named).order_by("-is_source", "pk").first()
    assert record is not None  # noqa: S101  narrows the type
    return record


def scope(recall: Recall) -> str:
    return language(recall.locale) if recall.locale else gettext("All languages")


def by(recall: Recall) -> str:
    """Empty where a command, a release or Wagtail itself recalled it."""
    told = getattr(recall, "reason", None)
    person = get_user_model().objects.filter(pk=told.actor_id).first() if told and told.actor_id else None
    return str(person or "")


def reason(recall: Recall) -> str:
    told = getattr(recall, "reason", None)
    return str(told.reason) if told else ""


def since(recall: Recall) -> str:
    return gettext("Released again") if recall.lifted_by_id else gettext("Hidden")
