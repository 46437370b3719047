"""Open data tables: what a year's would say, its approval and its recall."""

import json
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
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView, WagtailAdminTemplateMixin

from publication.exceptions import Refusal as PublicationRefusal
from publication.models import OpenDataTable
from review import reauthentication
from review.actions.open_data import approve, make, recall_table
from review.desk.standing import may_look, may_recall, unstored
from review.exceptions import Refusal
from review.roles import SIGN, holds

REFUSALS = (Refusal, PublicationRefusal)


class YearForm(forms.Form):
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=9999)


class Tellers:
    """A view for who signs, and for who may take something back."""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if not (may_look(request.user) or may_recall(request.user)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


def standing(table: OpenDataTable) -> str:
    if table.recalled_at:
        return gettext("Recalled")
    if table.approved_at:
        return gettext("In public")
    return gettext("Waits for a reviewer")


@unstored
class OpenDataView(Tellers, BaseListingView):
    page_title = _("Open data")
    header_icon = "table"
    index_url_name = "review_desk:open_data"
    index_results_url_name = "review_desk:open_data_results"
    paginate_by = 30
    template_name = "sixdegree_review/desk/open_data.html"
    results_template_name = "sixdegree_review/desk/open_data_results.html"
    columns = [
        TitleColumn(
            "year",
            label=_("Year"),
            get_url=lambda table: reverse("review_desk:open_data_table", args=[table.pk]),
        ),
        Column("standing", label=_("Status"), accessor=standing),
        DateColumn("made_at", label=_("Made")),
        DateColumn("approved_at", label=_("Approved")),
        Column("approved_by", label=_("By"), accessor=lambda table: table.approved_by or ""),
    ]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("review_desk:released"), "label": _("In public")},
            {"url": "", "label": self.page_title},
        ]

    def get_queryset(self) -> Any:
        standing_ones = OpenDataTable.objects.filter(superseded_at=None)
        return standing_ones.select_related("approved_by").order_by("-year")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = YearForm() if holds(self.request.user, SIGN) else None
        return {"form": form, **super().get_context_data(**kwargs)}

    def post(self, request: HttpRequest) -> HttpResponse:
        form = YearForm(request.POST)
        if not form.is_valid():
            messages.error(request, gettext("Not made: name the year with four digits."))
            return redirect("review_desk:open_data")
        try:
            made = make(form.cleaned_data["year"], request.user)
        except REFUSALS as refusal:
            messages.error(request, refusal.detail)
            return redirect("review_desk:open_data")
        messages.success(request, gettext("Made. Another reviewer looks at it and approves it."))
        return redirect("review_desk:open_data_table", made.pk)


@unstored
class YearTableView(Tellers, WagtailAdminTemplateMixin, TemplateView):
    page_title = _("Open data")
    header_icon = "table"
    template_name = "sixdegree_review/desk/open_data_table.html"

    @cached_property
    def table(self) -> OpenDataTable:
        return get_object_or_404(OpenDataTable, pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return str(self.table.year)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("review_desk:open_data"), "label": _("Open data")},
            {"url": "", "label": self.get_page_subtitle()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person, table = self.request.user, self.table
        return {
            "confirm_form": reauthentication.asked(self.request),
            **super().get_context_data(**kwargs),
            "table": table,
            "tables": [
                {"by": each["by"], "rows": [(_named(row), row["at_least"]) for row in each["rows"]]}
                for each in json.loads(bytes(table.content))["tables"]
            ],
            "may_approve": table.is_open and holds(person, SIGN) and table.made_by_id != person.pk,
            "may_recall": table.approved_at and not table.recalled_at and may_recall(person),
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._recall(request) if "recall" in request.POST else self._approve(request)

    def _approve(self, request: HttpRequest) -> HttpResponse:
        reauthentication.refuse_other_than_sessions(request)
        confirm = reauthentication.asked(request, request.POST)
        if confirm and not confirm.is_valid():
            if not request.user.is_authenticated:
                messages.error(request, gettext("Not approved: too many wrong answers. Sign in again."))
                return redirect("wagtailadmin_login")
            messages.error(request, gettext("Not approved: confirm that it is you."))
            return self.render_to_response(self.get_context_data(confirm_form=confirm))
        proved_at = reauthentication.proved_at(request)
        try:
            approve(
                self.table, request.user, digest=request.POST.get("digest", ""), reauthenticated_at=proved_at
            )
        except REFUSALS as refusal:
            messages.error(request, refusal.detail)
            return self.render_to_response(self.get_context_data())
        messages.success(request, gettext("Approved: anybody can read it now."))
        return redirect("review_desk:open_data")

    def _recall(self, request: HttpRequest) -> HttpResponse:
        try:
            recall_table(self.table.year, request.user)
        except REFUSALS as refusal:
            messages.error(request, refusal.detail)
        else:
            messages.success(request, gettext("Recalled: it is gone from all public places."))
        return redirect("review_desk:open_data")


def _named(row: dict[str, Any]) -> str:
    return ", ".join(str(value) for name, value in row.items() if name != "at_least") or gettext("All cases")
