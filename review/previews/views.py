"""An editor takes a link to her draft for a front end: made by a POST, told once."""

from functools import cached_property
from typing import Any

import swapper
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from review import conf
from review.desk.standing import unstored
from review.guard.live import kind_of_page
from review.previews.tokens import issue


def may_take(page: Any, user: Any) -> bool:
    """Whoever may edit a page of a registered kind that was saved."""
    return bool(page.latest_revision_id and kind_of_page(page) and page.permissions_for_user(user).can_edit())


def address(token: str) -> str:
    """The path of the token's document in whichever NinjaAPI of the project has our router, or empty."""
    for namespace in get_resolver().namespace_dict:
        try:
            return reverse(f"{namespace}:read_preview", kwargs={"token": token})
        except NoReverseMatch:
            continue
    return ""


class PreviewLinkMenuItem(PageMenuItem):
    label = _("Preview link for a front end")
    icon_name = "link"
    url_name = "review_previews:link"

    def is_shown(self, user: Any) -> bool:
        return may_take(self.page, user)


@unstored
class PreviewLinkView(WagtailAdminTemplateMixin, TemplateView):
    page_title = _("Preview link for a front end")
    header_icon = "link"
    template_name = "sixdegree_review/previews/link.html"

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if not may_take(self.page, request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def page(self) -> Any:
        page_model: Any = swapper.load_model("wagtailcore", "Page")
        return get_object_or_404(page_model, pk=self.kwargs["pk"]).specific

    def get_page_subtitle(self) -> str:
        return str(self.page.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return [
            *self.breadcrumbs_items,
            {"url": edit, "label": self.get_page_subtitle()},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, "page": self.page, "minutes": max(1, conf.preview_seconds() // 60)}

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        token = issue(self.page, request.user)
        path = address(token)
        told = {"token": token, "address": request.build_absolute_uri(path) if path else ""}
        return self.render_to_response(self.get_context_data(**told))
