"""The button of the page editor that takes the original's parts into a translation."""

from typing import Any

import swapper
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from review.actions.parts import take_parts
from review.exceptions import Refusal


@require_POST
def take_parts_view(request: HttpRequest, pk: int) -> HttpResponse:
    pages: Any = swapper.load_model("wagtailcore", "Page")
    page = get_object_or_404(pages, pk=pk).specific
    try:
        count = take_parts(page, request.user)
    except Refusal as refusal:
        messages.error(request, refusal.detail)
    else:
        said = ngettext(
            "%(count)d part was added in the original's words: translate it.",
            "%(count)d parts were added in the original's words: translate them.",
            count,
        )
        messages.success(request, said % {"count": count})
    return redirect("wagtailadmin_pages:edit", pk)
