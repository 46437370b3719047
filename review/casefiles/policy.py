"""Whose case files are: the officers', by a row that says so."""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy

from review.roles import holds


class OfficersOnly(ModelPermissionPolicy):
    """Being a superuser opens no case file: the organisation's number and notes are read there."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return holds(user, self._get_permission_name(action))
