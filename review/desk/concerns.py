"""Privacy concerns: a list of their own, each with its case, a recall one step away, and a private note."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView, WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.admin.widgets.button import HeaderButton

from publication import log
from publication.exceptions import Refusal as PublicationRefusal
from publication.models import PublicRecord
from publication.models.kinds import Kind
from publication.readers.visibility import visible
from review.actions import recall
from review.actions.concerns import empty_concern, handle_concern
from review.desk.forms import RecallForm
from review.desk.reading import language
from review.desk.released import title_of
from review.desk.standing import unstored
from review.exceptions import Refusal
from review.models import PrivacyConcern
from review.roles import HANDLE_CONCERNS, holds

REFUSALS = (Refusal, PublicationRefusal)


class NoteForm(forms.Form):
    note = forms.CharField(
        label=_("Note (private)"),
        required=False,
        max_length=4000,
        widget=AdminAutoHeightTextInput,
        help_text=_("What was done, for your colleagues here. It is removed with the concern's own words."),
    )


class Answerers:
    """A view for privacy reviewers; a superuser alone is none, for the words were sent to these."""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if not holds(request.user, HANDLE_CONCERNS):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


def titles(concerns: Sequence[PrivacyConcern]) -> dict[int, str]:
    """By concern: of the case's record in the language it was read in, else its source's. One statement."""
    subjects = {concern.subject for concern in concerns}
    records: dict[str, list[PublicRecord]] = defaultdict(list)
    for record in PublicRecord.objects.filter(kind=Kind.CASE, subject__in=subjects):
        records[record.subject].append(record)
    return {concern.pk: shown_title(concern, records[concern.subject]) for concern in concerns}


def shown_title(concern: PrivacyConcern, records: Sequence[PublicRecord]) -> str:
    best = sorted(records, key=lambda record: (record.locale != concern.locale, not record.is_source))
    return title_of(best[0]) if best else str(concern.subject)


@unstored
class ConcernsView(Answerers, BaseListingView):
    # As short as a phone's header.
    page_title = _("Concerns")
    header_icon = "warning"
    index_url_name = "review_desk:concerns"
    index_results_url_name = "review_desk:concerns_results"
    paginate_by = 30
    template_name = "sixdegree_review/desk/concerns.html"
    results_template_name = "sixdegree_review/desk/concerns_results.html"
    titles: dict[int, str]

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn(
                "case",
                label=_("About"),
                accessor=lambda concern: self.titles[concern.pk],
                get_url=lambda concern: reverse("review_desk:concern", args=[concern.pk]),
            ),
            Column("locale", label=_("Language"), accessor=lambda concern: language(concern.locale)),
            Column("received", label=_("Received"), accessor="received_on"),
            Column("handled", label=_("Handled"), accessor=lambda concern: concern.handled_on or ""),
            Column("handled_by", label=_("By"), accessor=lambda concern: concern.handled_by or ""),
        ]

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        self.titles = titles(list(context["object_list"]))
        return context

    @property
    def shows_handled(self) -> bool:
        return self.request.GET.get("show") == "handled"

    @property
    def header_buttons(self) -> list[HeaderButton]:
        address = reverse("review_desk:concerns")
        if self.shows_handled:
            return [HeaderButton(_("Open"), url=address, icon_name="warning")]
        return [HeaderButton(_("Handled"), url=f"{address}?show=handled", icon_name="history")]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("review_desk:queue"), "label": _("Privacy desk")},
            {"url": "", "label": self.page_title},
        ]

    def get_queryset(self) -> Any:
        concerns = PrivacyConcern.objects.defer("text", "contact", "note").select_related("handled_by")
        if self.shows_handled:
            return concerns.exclude(handled_on=None).order_by("-handled_on", "-pk")
        return concerns.filter(handled_on=None).order_by("received_on", "pk")


@unstored
class ConcernView(Answerers, WagtailAdminTemplateMixin, TemplateView):
    page_title = _("Privacy concern")
    header_icon = "warning"
    template_name = "sixdegree_review/desk/concern.html"

    @cached_property
    def concern(self) -> PrivacyConcern:
        return get_object_or_404(PrivacyConcern.objects.select_related("handled_by"), pk=self.kwargs["pk"])

    @cached_property
    def record(self) -> PublicRecord | None:
        """What of the case can still be recalled: the language it was read in, else another."""
        records = visible(PublicRecord.objects.filter(kind=Kind.CASE, subject=self.concern.subject))
        return min(records, key=lambda record: record.locale != self.concern.locale, default=None)

    def get_page_subtitle(self) -> str:
        return titles([self.concern])[self.concern.pk]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("review_desk:concerns"), "label": _("Privacy concerns")},
            {"url": "", "label": self.get_page_subtitle()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            "note_form": NoteForm(initial={"note": self.concern.note}),
            "recall_form": self.recall_form(),
            **super().get_context_data(**kwargs),
            "concern": self.concern,
            "language": language(self.concern.locale),
            "record": self.record,
        }

    def recall_form(self, data: Any = None) -> RecallForm | None:
        if self.record is None:
            return None
        return RecallForm(data, language=language(self.record.locale), prefix="recall")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        log.record_view("concern.view", self.concern.subject, request.user, concern=self.concern.pk)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            return self._act(request)
        except REFUSALS as refusal:
            messages.error(request, refusal.detail)
            return self.render_to_response(self.get_context_data())

    def _act(self, request: HttpRequest) -> HttpResponse:
        if "recall" in request.POST:
            return self._recall(request)
        if "empty" in request.POST:
            empty_concern(self.concern, request.user)
            messages.success(request, gettext("Its words are removed."))
            return redirect("review_desk:concerns")
        form = NoteForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(note_form=form))
        handle_concern(self.concern, request.user, form.cleaned_data["note"])
        messages.success(request, gettext("Marked as handled."))
        return redirect("review_desk:concerns")

    def _recall(self, request: HttpRequest) -> HttpResponse:
        form = self.recall_form(request.POST)
        if form is None or self.record is None or not form.is_valid():
            return self.render_to_response(self.get_context_data(recall_form=form))
        locale = None if form.everything else self.record.locale
        recall(self.record.subject, locale, request.user, form.cleaned_data["reason"])
        messages.success(request, gettext("Recalled: it is gone from all public places."))
        return redirect("review_desk:concern", self.concern.pk)
