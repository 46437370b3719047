"""Stages of a journey in the Wagtail admin, for those who write stories."""

from typing import Any

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet

from casepages.models import Stage
from casepages.stages.forms import StageForm


class StageViewSet(ModelViewSet):
    """Added and reworded, never copied or deleted."""

    model = Stage
    name = "case_stages"
    url_prefix = "case-stages"
    icon = "tag"
    menu_label = _("Stages of a journey")
    menu_order = 170
    add_to_admin_menu = True
    copy_view_enabled = False
    add_to_reference_index = False
    search_fields: tuple[str, ...] = ()
    list_display = (
        "__str__",
        Column("slug", label=_("Code")),
        Column("get_glyph_display", label=_("Icon")),
    )

    def get_form_class(self, for_update: bool = False) -> type[StageForm]:
        return StageForm

    def get_common_view_kwargs(self, **kwargs: Any) -> Any:
        missing = {"usage_url_name": None, "history_url_name": None, "delete_url_name": None}
        return super().get_common_view_kwargs(**{**missing, **kwargs})

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("new/", self.add_view, name="add"),
            path("edit/<int:pk>/", self.edit_view, name="edit"),
        ]
