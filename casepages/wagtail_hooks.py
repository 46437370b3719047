"""Case pages stay out of the page choosers: nothing links to a draft, and its alias is not for all staff."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

from casepages.models import CasePage, CaseUpdate


@hooks.register("construct_page_chooser_queryset")
def hide_case_pages(pages: Any, request: HttpRequest) -> Any:
    # A chooser that asks for a permission picks a parent or a new place, for people who may change it.
    if request.GET.get("user_perms"):
        return pages
    return pages.not_exact_type(CasePage, CaseUpdate)
