"""User administrators run the house's accounts, but not those who could sign or open case files."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.log_actions import get_active_log_context
from wagtail.models import APIToken

from review.accounts.account import watched


def refuse(request: HttpRequest, person: Any) -> None:
    """On `before_edit_user` and `before_delete_user`. Raises PermissionDenied."""
    _refuse(request.user, person)


def refuse_in_bulk(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    from django.contrib.auth import get_user_model

    for person in objects:
        if isinstance(person, get_user_model()):
            _refuse(request.user, person)


def refuse_minting(sender: Any, instance: APIToken, **kwargs: Any) -> None:
    """On the token's own saving, for its screen has no hook. An operator's command passes, and is told of."""
    by: Any = get_active_log_context().user
    if instance.pk is None and by is not None:
        _refuse(by, instance.user)


def _refuse(by: Any, person: Any) -> None:
    if by.pk != person.pk and not by.is_superuser and watched(person):
        raise PermissionDenied(
            _("Accounts of privacy reviewers and case officers are changed by a superuser, and all are told.")
        )
