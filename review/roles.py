"""Who may do what: the groups of the house and the rights they come with. Nobody may publish."""

from typing import Any

import swapper
from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from django.utils.translation import gettext_noop

from payments.rights import MOVE_MONEY, READ_BOOKS, given, holders, holds

__all__ = ["given", "holders", "holds"]

CASE_OFFICERS = gettext_noop("Case officers")
EDITORS = gettext_noop("Editors")
PRIVACY_REVIEWERS = gettext_noop("Privacy reviewers")
FINANCE_OFFICERS = gettext_noop("Finance officers")
OPERATORS = gettext_noop("Operators")

SIGN = "sixdegree_review.sign_candidate"
RECALL = "sixdegree_review.recall_release"
HANDLE_CONCERNS = "sixdegree_review.handle_concern"
READ_LOG = "sixdegree_review.read_log"
CASE_FILES = tuple(f"sixdegree_casepages.{verb}_casefile" for verb in ("add", "change", "view"))
PICTURES = tuple(f"sixdegree_casepages.{verb}_casepicture" for verb in ("add", "change", "delete", "view"))
STAGES = tuple(f"sixdegree_casepages.{verb}_stage" for verb in ("add", "change", "view"))
FRONT_ENDS = tuple(f"sixdegree_publication.{verb}_frontend" for verb in ("add", "change", "delete", "view"))
# Whoever looks after front ends is told when something is stuck.
OPERATE = FRONT_ENDS[1]
ADMIN = "wagtailadmin.access_admin"

RIGHTS: dict[str, tuple[str, ...]] = {
    CASE_OFFICERS: (ADMIN, *CASE_FILES, RECALL),
    EDITORS: (ADMIN, *PICTURES, *STAGES, "simple_translation.submit_translation"),
    PRIVACY_REVIEWERS: (ADMIN, SIGN, RECALL, HANDLE_CONCERNS, READ_LOG),
    FINANCE_OFFICERS: (ADMIN, READ_BOOKS, MOVE_MONEY),
    OPERATORS: (ADMIN, RECALL, READ_LOG, *FRONT_ENDS),
}
PAGE_RIGHTS: dict[str, tuple[str, ...]] = {EDITORS: ("add_page", "change_page")}


def install() -> None:
    """Create the missing groups and give them what they lack; what an administrator added stays."""
    _create_permissions()
    for name, rights in RIGHTS.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(*_permissions(rights))
    _install_page_rights()


def _create_permissions() -> None:
    # Each app's permissions come with its own post_migrate, which may be later than ours.
    for label in {right.split(".")[0] for rights in RIGHTS.values() for right in rights}:
        if label in installed.app_configs:
            create_permissions(installed.get_app_config(label), verbosity=0)


def _permissions(rights: tuple[str, ...]) -> list[Permission]:
    wanted = Q()
    for right in rights:
        app_label, codename = right.split(".")
        wanted |= Q(content_type__app_label=app_label, codename=codename)
    return list(Permission.objects.filter(wanted))


def _install_page_rights() -> None:
    from wagtail.models import GroupPagePermission, get_default_page_content_type

    page_model: Any = swapper.load_model("wagtailcore", "Page")
    content_type = get_default_page_content_type()
    for root in page_model.objects.filter(depth=1):
        for name, codenames in PAGE_RIGHTS.items():
            group = Group.objects.get(name=name)
            for permission in Permission.objects.filter(content_type=content_type, codename__in=codenames):
                GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
