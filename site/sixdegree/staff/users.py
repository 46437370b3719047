"""Wagtail's user administration is for staff: donors share the table, but none is listed or changed there."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from wagtail.users.views.users import IndexView, UserViewSet


class StaffIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet[Any]:
        users: QuerySet[Any] = super().get_base_queryset()
        return users.filter(donor_account=None)


class StaffViewSet(UserViewSet):
    index_view_class = StaffIndexView


def is_donor(user: Any) -> bool:
    return getattr(user, "donor_account", None) is not None


def refuse_donor(request: HttpRequest, user: Any) -> None:
    """Before a user is edited or deleted. A donor leaves by erasure, which is theirs."""
    if is_donor(user):
        raise Http404


def leave_donors_out(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    """Before a bulk action, which may be for all in the table."""
    objects[:] = [each for each in objects if not is_donor(each)]
