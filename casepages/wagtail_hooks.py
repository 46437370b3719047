"""Case pages stay out of the page choosers: nothing links to a draft, and its alias is not for all staff."""

import sys
from typing import Any

from django.http import HttpRequest
from django.urls import path
from wagtail import hooks

from casepages import libraries, strangers
from casepages.pictures.chooser import PictureChooserViewSet, picture_chooser
from casepages.pictures.viewset import PictureViewSet
from casepages.stages.viewset import StageViewSet

# Wagtail's own addresses, of which it asks no hook.
IN_FRONT = [
    path("choose-page/chosen-multiple/", strangers.ChosenView.as_view()),
    path("reports/page-types-usage/", strangers.PageTypesView.as_view()),
    path("reports/page-types-usage/results/", strangers.PageTypesView.as_view(results_only=True)),
]


@hooks.register("construct_page_chooser_queryset")
def hide_case_pages(pages: Any, request: HttpRequest) -> Any:
    # The chooser names the page it stands on besides those it lists.
    within = request.resolver_match.kwargs.get("parent_page_id") if request.resolver_match else None
    if within is not None:
        strangers.refuse_strangers(request.user, [within])
    # A chooser that asks for a permission picks a parent or a new place, for people who may change it. The
    # parameter is the browser's word alone: it shows them what is theirs, and nobody else anything.
    return strangers.hide_stories(pages, request.user, besides_own="user_perms" in request.GET)


@hooks.register("register_admin_viewset")
def screens_of_one_page() -> strangers.EditorialPageViewSet:
    return strangers.EditorialPageViewSet()


@hooks.register("register_admin_viewset")
def pictures() -> list[PictureViewSet | PictureChooserViewSet]:
    return [picture_chooser, PictureViewSet()]


@hooks.register("register_admin_viewset")
def stages() -> StageViewSet:
    return StageViewSet()


for action in strangers.BULK_ACTIONS:
    # After Wagtail's own, which they replace.
    hooks.register("register_bulk_action", action, order=100)


# After Wagtail's own, which it changes.
hooks.register("construct_admin_api", libraries.to_their_own, order=1000)


@hooks.register("register_admin_urls")
def in_front_of_wagtail_s() -> list[Any]:
    # What a hook returns comes behind Wagtail's own addresses, where these would never be reached.
    sys.modules["wagtail.admin.urls"].urlpatterns[:0] = IN_FRONT
    return []


@hooks.register("register_admin_urls", order=1000)
def ask_first() -> list[Any]:
    # Last of all hooks, and before Wagtail asks for a sign-in around everything.
    strangers.ask_first(sys.modules["wagtail.admin.urls"].urlpatterns)
    return []
