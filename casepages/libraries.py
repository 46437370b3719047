"""Wagtail's libraries of images and documents, as its API inside the admin tells of them.

Its screens show a file to those who may choose or change it in its collection. Its API lists, and finds by
their titles, all files of all collections for whoever may enter the admin.
"""

from typing import Any

from django.db.models import QuerySet
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.permissions import policy_registry

ENDPOINTS = ("images", "documents")
# With one of these a file is found in Wagtail's own screens.
FINDING = ("choose", "change", "delete")


class OfOnesOwn:
    """Before an endpoint of files: those that this person finds in the screens, too."""

    authentication_classes = PagesAdminAPIViewSet.authentication_classes
    request: Any
    model: Any

    def get_queryset(self) -> QuerySet[Any]:
        policy = policy_registry.get_by_type(self.model)
        own = policy.instances_user_has_any_permission_for(self.request.user, FINDING)
        files: QuerySet[Any] = super().get_queryset()  # type: ignore[misc]
        return files.filter(pk__in=own.values("pk"))


def to_their_own(router: WagtailAPIRouter) -> None:
    """Puts `OfOnesOwn` before the endpoints that are there: a host may have neither library."""
    for name in ENDPOINTS:
        if endpoint := router._endpoints.get(name):
            router.register_endpoint(name, type(endpoint.__name__, (OfOnesOwn, endpoint), {}))
