"""Who may look at what of the desk. Acting is checked again by the verbs of `review.actions`."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.decorators import method_decorator
from django.views.decorators.cache import cache_control

from review.roles import RECALL, SIGN, holds

# What waits here is not public: no browser, proxy or history keeps it.
unstored = method_decorator(cache_control(private=True, no_store=True), name="dispatch")


def may_look(person: Any) -> bool:
    """Reviewers, and superusers, who may look and not sign."""
    return bool(person.is_active and (person.is_superuser or holds(person, SIGN)))


def may_recall(person: Any) -> bool:
    return holds(person, RECALL)


class Reviewers:
    """A view for those who may look."""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if not may_look(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class Recallers:
    """A view for reviewers, case officers and operators."""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if not may_recall(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
