"""What review adds to the Wagtail admin, one line a part."""

import sys
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.staticfiles import versioned_static

from review import answer, roles, translators
from review.accounts import administrators
from review.alarms import StuckPanel
from review.casefiles.viewset import CaseFileViewSet
from review.casefiles.withdrawals import CHANGE
from review.desk import standing, urls
from review.desk.queue import waiting
from review.front_ends.viewset import FrontEndViewSet
from review.guard import live, taking_down
from review.parts_view import take_parts_view
from review.previews import urls as preview_urls
from review.previews.views import PreviewLinkMenuItem
from review.projection import kind_of
from review.start_page import WaitingPanel

# Restarting is what "Submit this version instead" does, under a name that says so.
NOT_OFFERED = ("action-publish", "action-unpublish", "action-restart-workflow")


@hooks.register("register_admin_viewset")
def case_files() -> CaseFileViewSet:
    return CaseFileViewSet()


@hooks.register("register_admin_viewset")
def front_ends() -> FrontEndViewSet:
    return FrontEndViewSet()


@hooks.register("construct_homepage_panels")
def what_waits(request: HttpRequest, panels: list[Any]) -> None:
    panels += [StuckPanel(request.user), WaitingPanel(request.user)]


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern | URLResolver]:
    # What a hook returns comes behind Wagtail's own addresses, where this one would never be reached.
    sys.modules["wagtail.admin.urls"].urlpatterns[:0] = [
        path("pages/<int:page_id>/unpublish/", taking_down.unpublish)
    ]
    return [
        path("privacy-desk/", include((urls.urlpatterns, "review_desk"))),
        path(
            "translation-parts/",
            include(([path("<int:pk>/", take_parts_view, name="take")], "review_parts")),
        ),
        path("preview-links/", include((preview_urls.urlpatterns, "review_previews"))),
    ]


@hooks.register("register_page_header_buttons")
def preview_link(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[MenuItem]:
    yield PreviewLinkMenuItem(page=page, priority=35)


class DeskMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return standing.may_look(request.user)

    def render_component(self, request: HttpRequest) -> Any:
        component = super().render_component(request)
        if count := waiting().count():
            component.label = _("Privacy desk (%(count)d)") % {"count": count}
        return component


class RightMenuItem(MenuItem):
    """Shown to whoever holds its right."""

    right = ""

    def is_shown(self, request: HttpRequest) -> bool:
        return roles.holds(request.user, self.right)


class ConcernsMenuItem(RightMenuItem):
    right = roles.HANDLE_CONCERNS


class LogMenuItem(RightMenuItem):
    right = roles.READ_LOG


class WithdrawMenuItem(RightMenuItem):
    right = CHANGE


class ReleasedMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return standing.may_recall(request.user)


@hooks.register("register_admin_menu_item")
def desk_menu_item() -> MenuItem:
    return DeskMenuItem(
        _("Privacy desk"),
        reverse("review_desk:queue"),
        name="privacy-desk",
        icon_name="clipboard-list",
        order=120,
    )


@hooks.register("register_admin_menu_item")
def withdraw_menu_item() -> MenuItem:
    return WithdrawMenuItem(
        _("Withdraw"), reverse("case_files:find_to_withdraw"), name="withdraw", icon_name="warning", order=155
    )


@hooks.register("register_admin_menu_item")
def released_menu_item() -> MenuItem:
    return ReleasedMenuItem(
        _("In public"), reverse("review_desk:released"), name="in-public", icon_name="globe", order=130
    )


@hooks.register("insert_editor_js")
def comments_at_their_parts() -> str:
    return format_html(
        '<link rel="stylesheet" href="{}"><script defer src="{}"></script>',
        versioned_static("review/answer.css"),
        versioned_static("review/answer.js"),
    )


@hooks.register("insert_editor_js")
def a_press_waits_for_the_save() -> str:
    return format_html('<script defer src="{}"></script>', versioned_static("review/submit.js"))


@hooks.register("register_admin_menu_item")
def concerns_menu_item() -> MenuItem:
    return ConcernsMenuItem(
        _("Privacy concerns"),
        reverse("review_desk:concerns"),
        name="privacy-concerns",
        icon_name="warning",
        order=125,
    )


@hooks.register("register_admin_menu_item")
def log_menu_item() -> MenuItem:
    return LogMenuItem(_("Log"), reverse("review_desk:log"), name="log", icon_name="history", order=140)


@hooks.register("construct_page_action_menu")
def submit_first(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """A page of a registered kind is submitted, never published: what would be refused is not offered.

    On a new page as on an old one: Wagtail makes its translations' pages before anybody opens them.
    """
    page = context.get("page")
    if (live.kind_of_page(page) if page is not None else kind_of(_type_being_made(request))) is None:
        return
    offered = [item for item in menu_items if item.name not in NOT_OFFERED]
    menu_items[:] = sorted(offered, key=lambda item: item.name != "action-submit")


def _type_being_made(request: HttpRequest) -> Any:
    # Wagtail tells its hook nothing of a page that is being made; the address does.
    asked = request.resolver_match.kwargs if request.resolver_match else {}
    if "content_type_model_name" not in asked:
        return None
    return apps.get_model(asked["content_type_app_name"], asked["content_type_model_name"])


hooks.register("before_edit_user", administrators.refuse)
hooks.register("before_delete_user", administrators.refuse)
hooks.register("before_bulk_action", administrators.refuse_in_bulk)
hooks.register("before_edit_page", answer.tell)
hooks.register("before_edit_page", translators.tell)
hooks.register("before_delete_page", taking_down.refuse_deletion)
hooks.register("before_publish_page", taking_down.refuse_publishing)
hooks.register("before_bulk_action", taking_down.refuse_in_bulk)
hooks.register("after_edit_page", taking_down.tell_refusal)
hooks.register("after_create_page", taking_down.tell_refusal)
