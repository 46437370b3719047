"""Colleagues without a right on a case: Wagtail's screens tell many of them a page's title, ours must not."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver
from wagtail.admin.views.chooser import ChosenMultipleView
from wagtail.admin.views.pages.bulk_actions.delete import DeleteBulkAction
from wagtail.admin.views.pages.bulk_actions.move import MoveBulkAction
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.admin.views.pages.bulk_actions.unpublish import UnpublishBulkAction
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.pages import page_viewset_registry
from wagtail.models import Page
from wagtail.permissions import policy_registry

from casepages.models import CasePage, CaseUpdate
from casepages.models.editorial import EditorialPage

STORIES = (CasePage, CaseUpdate)
WRITING = ("add", "change")
NO_PAGE = 0
# What Wagtail's addresses call the page they are about.
PAGE_KWARGS = ("page_id", "page_to_move_id", "pk")
# Screens about a page that Wagtail does not look up by the page's type.
UNTYPED = {
    "wagtailadmin_explore": "parent_page_id",
    "wagtailadmin_explore_results": "parent_page_id",
    "add_subpage": "parent_page_id",
    "submit_page_translation": "page_id",
    "remove": "page_pk",
    "move_confirm": "destination_id",
}
# Forms of Wagtail's in which anybody may send the number of any page, and by which field.
SENT = {"choose_parent": "parent_page", "copy": "new_parent_page", "move": "new_parent_page"}


def hide_stories(pages: Any, user: Any, besides_own: bool) -> Any:
    """The queryset without cases and their news; `besides_own` leaves in those the user may add or change."""
    if not besides_own:
        return pages.not_exact_type(*STORIES)
    own = policy_registry.get_by_type(Page).instances_user_has_any_permission_for(user, WRITING)
    stories = Page.objects.exact_type(*STORIES)
    return pages.filter(Q(pk__in=own.values("pk")) | ~Q(pk__in=stories.values("pk")))


def refuse_strangers(user: Any, keys: Iterable[Any]) -> None:
    """Raises Http404, as of a number that no page has, where one is a case or its news and not the user's."""
    if _of_others(user, keys):
        raise Http404


def _of_others(user: Any, keys: Iterable[Any]) -> set[int]:
    stories = Page.objects.exact_type(*STORIES).filter(pk__in=list(keys))
    return {page.pk for page in stories if not page.permissions_for_user(user).can_edit()}


def ask_first(patterns: Iterable[URLPattern | URLResolver]) -> None:
    """Has the `UNTYPED` screens and those of `SENT` among these addresses answer strangers as for no page."""
    for entry in patterns:
        if isinstance(entry, URLResolver):
            ask_first(entry.url_patterns)
        elif entry.name in UNTYPED and f":{UNTYPED[entry.name]}>" in str(entry.pattern):
            entry.callback = _asking(entry.callback, UNTYPED[entry.name])
        elif entry.name in SENT:
            entry.callback = _reading(entry.callback, SENT[entry.name])


def _asking(view: Callable[..., HttpResponse], kwarg: str) -> Callable[..., HttpResponse]:
    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **{**kwargs, kwarg: shown(request.user, kwargs.get(kwarg))})

    return asked


def _reading(view: Callable[..., HttpResponse], field: str) -> Callable[..., HttpResponse]:
    @wraps(view)
    def read(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get(field, "").isdecimal():
            sent = request.POST.copy()
            sent[field] = str(shown(request.user, sent[field]))
            request.POST = sent  # type: ignore[assignment]
        return view(request, *args, **kwargs)

    return read


def shown(user: Any, key: Any) -> Any:
    """The number of a page as this person may ask for it: of a story that is none of theirs, no page's."""
    page = Page.objects.exact_type(*STORIES).filter(pk=key).first() if key is not None else None
    return key if page is None or _may_look(user, page) else NO_PAGE


class GuardedPageViewSet(ViewSet):
    """The screens about one page of the type `guards`, for those who have a right on it.

    To anybody else its number is no page's: “not allowed” would say that there is one.
    """

    guards: type[Page]

    def on_register(self) -> None:
        page_viewset_registry.register(self.guards, self)

    def get_view_by_name(self, name: str) -> Callable[..., HttpResponse]:
        view = page_viewset_registry.get_by_type(Page).get_view_by_name(name)

        def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            key = next((kwargs[kwarg] for kwarg in PAGE_KWARGS if kwarg in kwargs), None)
            page = Page.objects.filter(pk=key).first() if key is not None else None
            if page is not None and not _may_look(request.user, page):
                raise Http404
            return view(request, *args, **kwargs)

        return asked


class EditorialPageViewSet(GuardedPageViewSet):
    guards = EditorialPage


class _WithoutStrangers:
    """A bulk action names no page on which the user has no right at all."""

    request: HttpRequest

    def get_actionable_objects(self) -> tuple[Any, dict[str, Any]]:
        objects, others = super().get_actionable_objects()  # type: ignore[misc]
        refused = others["items_with_no_access"]
        others["items_with_no_access"] = [page for page in refused if _may_look(self.request.user, page)]
        return objects, others


class Delete(_WithoutStrangers, DeleteBulkAction):
    pass


class Move(_WithoutStrangers, MoveBulkAction):
    pass


class Publish(_WithoutStrangers, PublishBulkAction):
    pass


class Unpublish(_WithoutStrangers, UnpublishBulkAction):
    pass


BULK_ACTIONS = (Delete, Move, Publish, Unpublish)


class ChosenView(ChosenMultipleView):
    """What was ticked in a chooser is named to the browser by its title, whoever sent the ids.

    A story that is not the user's is left out, as a number is that no page has: a refusal would tell of it.
    """

    def get(self, request: HttpRequest) -> HttpResponse:
        keys = [int(key) for key in request.GET.getlist("id") if key.isdecimal()]
        others = _of_others(request.user, keys)
        told = request.GET.copy()
        told.setlist("id", [str(key) for key in keys if key not in others])
        request.GET = told  # type: ignore[assignment]
        return super().get(request)


class PageTypesView(PageTypesUsageReportView):
    """How many pages of each type; the one edited last is named to those who have a right on it."""

    def decorate_paginated_queryset(self, page_types: Any) -> Any:
        for item in super().decorate_paginated_queryset(page_types):
            if item.last_edited_page and not _may_look(self.request.user, item.last_edited_page):
                item.last_edited_page = None
        return page_types


def _may_look(user: Any, page: Page) -> bool:
    if not user.is_authenticated:
        return False
    # Wagtail counts no single rights for superusers.
    permissions = page.permissions_for_user(user)
    return user.is_superuser or permissions.can_edit() or bool(permissions.permissions)
