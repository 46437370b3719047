"""Registered front ends in the Wagtail admin, for operators."""

from typing import Any

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.viewsets.model import ModelViewSet

from publication.models import FrontEnd, OutboxEntry
from review.front_ends.forms import FrontEndForm
from review.front_ends.views import CreateFrontEndView, FrontEndsView, SecretView


def still_to_tell(site: FrontEnd) -> int:
    return OutboxEntry.objects.filter(kind="webhook", payload__site=site.pk, done_at=None).count()


class FrontEndViewSet(ModelViewSet):
    model = FrontEnd
    name = "front_ends"
    url_prefix = "front-ends"
    icon = "site"
    menu_label = _("Front ends")
    menu_order = 900
    add_to_admin_menu = True
    copy_view_enabled = False
    search_fields: tuple[str, ...] = ()
    index_view_class = FrontEndsView
    add_view_class = CreateFrontEndView
    edit_handler = ObjectList(
        [FieldPanel("name"), FieldPanel("url"), FieldPanel("events"), FieldPanel("active")],
        base_form_class=FrontEndForm,
    )
    list_display = (
        "name",
        BooleanColumn("active", label=_("On")),
        DateColumn("told_at", label=_("Last told")),
        Column("answer", label=_("Last answer")),
        Column("waiting", label=_("Still to tell"), accessor=still_to_tell),
    )
    edit_template_name = "sixdegree_review/front_ends/edit.html"

    def get_common_view_kwargs(self, **kwargs: Any) -> Any:
        return super().get_common_view_kwargs(**{"usage_url_name": None, "history_url_name": None, **kwargs})

    def get_urlpatterns(self) -> list[URLPattern]:
        secret = path("<int:pk>/secret/", self.construct_view(SecretView), name="secret")
        return [*super().get_urlpatterns(), secret]
