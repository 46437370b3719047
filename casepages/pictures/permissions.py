"""Who may look at pictures before they are public: those who write stories, and nobody else."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.decorators import method_decorator
from django.views.decorators.cache import cache_control

VIEW = "sixdegree_casepages.view_casepicture"
CHANGE = "sixdegree_casepages.change_casepicture"

# What is not public yet is kept by no browser and no proxy.
unstored = method_decorator(cache_control(private=True, no_store=True), name="dispatch")


class ForWriters:
    """Asks for the right to look at pictures before anything else; Wagtail's choosers ask for none."""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm(VIEW):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
