"""Who may do what, as rows say it. Being a superuser gives nobody the books, nor a signature."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet

READ_BOOKS = "sixdegree_payments.view_ledgertransaction"
MOVE_MONEY = "sixdegree_payments.add_ledgertransaction"


def holds(user: Any, right: str) -> bool:
    """Whether a row gives this right to the person or to a group of theirs. Being a superuser gives none."""
    return bool(user.is_active) and given(user, right)


def given(user: Any, right: str) -> bool:
    """As `holds`, of an account that may be deactivated."""
    if user.pk is None:
        return False
    rows = _rows(right)
    # Apart: every menu item asks, and in one query it joins all holders with all members of all groups.
    return rows.filter(user=user).exists() or rows.filter(group__user=user).exists()


def holders(right: str) -> QuerySet[Any]:
    """The active accounts that a row gives this right to, themselves or through a group."""
    rows = _rows(right)
    people = get_user_model()._default_manager.filter(is_active=True)
    return people.filter(Q(user_permissions__in=rows) | Q(groups__permissions__in=rows)).distinct()


def _rows(right: str) -> QuerySet[Permission]:
    app_label, codename = right.split(".")
    return Permission.objects.filter(content_type__app_label=app_label, codename=codename)
