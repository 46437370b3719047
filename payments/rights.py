"""Who may do what, as rows say it. Being a superuser gives nobody the books, nor a signature."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import connection
from django.db.models import Q, QuerySet

from payments.statements import Statement
from payments.statements import given as told

READ_BOOKS = "sixdegree_payments.view_ledgertransaction"
MOVE_MONEY = "sixdegree_payments.add_ledgertransaction"


def holds(user: Any, right: str) -> bool:
    """Whether a row gives this right to the person or to a group of theirs. Being a superuser gives none."""
    return bool(user.is_active) and given(user, right)


def given(user: Any, right: str) -> bool:
    """As `holds`, of an account that may be deactivated."""
    if user.pk is None:
        return False
    app_label, codename = right.split(".")
    # A host's accounts may have keys of another kind, which not every database takes as they are.
    key = user._meta.pk.get_db_prep_value(user.pk, connection)
    row = {"app_label": app_label, "codename": codename, "user": key}
    return bool(_OWN.rows(**row) or _OF_A_GROUP.rows(**row))


# Apart: every menu item asks, and in one query it joins all holders with all members of all groups.
_ASKED = {"content_type__app_label": told("app_label"), "codename": told("codename")}
_OWN = Statement(
    lambda: Permission.objects.filter(**_ASKED, user=told("user")).order_by().values_list("pk")[:1]
)
_OF_A_GROUP = Statement(
    lambda: Permission.objects.filter(**_ASKED, group__user=told("user")).order_by().values_list("pk")[:1]
)


def holders(right: str) -> QuerySet[Any]:
    """The active accounts that a row gives this right to, themselves or through a group."""
    rows = _rows(right)
    people = get_user_model()._default_manager.filter(is_active=True)
    return people.filter(Q(user_permissions__in=rows) | Q(groups__permissions__in=rows)).distinct()


def _rows(right: str) -> QuerySet[Permission]:
    app_label, codename = right.split(".")
    return Permission.objects.filter(content_type__app_label=app_label, codename=codename)
