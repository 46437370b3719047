"""What is in public, and its recall."""

import json
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView, WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from publication.exceptions import Refusal as PublicationRefusal
from publication.models import PublicRecord
from publication.readers.visibility import visible
from review.actions.recall import recall
from review.desk.forms import RecallForm
from review.desk.reading import kind_label, language
from review.desk.standing import Recallers, may_look, unstored
from review.exceptions import Refusal


def title_of(record: PublicRecord) -> str:
    """The alias, title or name anyone can read; the id where they were erased."""
    if record.is_erased:
        return str(record.subject)
    public = json.loads(bytes(record.bytes))
    return str(public.get("alias") or public.get("title") or public.get("name") or record.subject)


@unstored
class ReleasedView(Recallers, BaseListingView):
    page_title = _("In public")
    header_icon = "globe"
    index_url_name = "review_desk:released"
    index_results_url_name = "review_desk:released_results"
    paginate_by = 30
    template_name = "sixdegree_review/desk/released.html"
    results_template_name = "sixdegree_review/desk/released_results.html"
    columns = [
        TitleColumn(
            "title",
            label=_("In public"),
            accessor=title_of,
            get_url=lambda record: reverse("review_desk:recall", args=[record.pk]),
        ),
        Column("kind", label=_("Kind"), accessor=lambda record: kind_label(record.kind)),
        Column("locale", label=_("Language"), accessor=lambda record: language(record.locale)),
        DateColumn("released_at", label=_("Released")),
    ]

    @property
    def header_buttons(self) -> list[HeaderButton]:
        tables = HeaderButton(_("Open data"), url=reverse("review_desk:open_data"), icon_name="table")
        if not may_look(self.request.user):
            return [tables]
        return [
            tables,
            HeaderButton(_("Recalled"), url=reverse("review_desk:recalls"), icon_name="history"),
        ]

    def get_queryset(self) -> Any:
        return visible(PublicRecord.objects.all()).order_by("-released_at", "pk")


@unstored
class RecallView(Recallers, WagtailAdminTemplateMixin, TemplateView):
    page_title = _("Recall")
    header_icon = "globe"
    template_name = "sixdegree_review/desk/recall.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().dispatch(request, *args, **kwargs)
        except Http404:
            # A second tab, or the way back after a recall: nobody in a hurry is left with an error page.
            messages.warning(request, gettext("This is not in public any more. There is nothing to recall."))
            return redirect("review_desk:released")

    @cached_property
    def record(self) -> PublicRecord:
        return get_object_or_404(visible(PublicRecord.objects.all()), pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return title_of(self.record)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("review_desk:released"), "label": _("In public")},
            {"url": "", "label": self.get_page_subtitle()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = RecallForm(language=language(self.record.locale))
        return {"form": form, **super().get_context_data(**kwargs), "record": self.record}

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = RecallForm(request.POST, language=language(self.record.locale))
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        locale = None if form.everything else self.record.locale
        try:
            recall(self.record.subject, locale, request.user, form.cleaned_data["reason"])
        except (Refusal, PublicationRefusal) as refusal:
            messages.error(request, refusal.detail)
            return self.render_to_response(self.get_context_data(form=form))
        messages.success(request, gettext("Recalled: it is gone from all public places."))
        return redirect("review_desk:released")
