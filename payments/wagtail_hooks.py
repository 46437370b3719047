"""What payments adds to the Wagtail admin: the finance desk, for those who read the books."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from payments.desk import urls
from payments.rights import MOVE_MONEY, READ_BOOKS, holds

# Name, label and icon of each screen, in the order of the menu.
SCREENS: list[tuple[str, Any, str]] = [
    ("overview", _("Overview"), "view"),
    ("donations", _("Donations"), "sixdegree-coins"),
    ("monthly_gifts", _("Monthly gifts"), "date"),
    ("refunds", _("Refunds"), "resubmit"),
    ("disputes", _("Disputes"), "warning"),
    ("payouts", _("Payouts"), "arrow-right"),
    ("fund", _("Fund"), "group"),
    ("disbursements", _("Disbursements"), "tasks"),
    ("mails", _("Undelivered mails"), "mail"),
    ("events", _("Set aside"), "clipboard-list"),
    ("reconciliations", _("Reconciliation"), "glasses"),
    ("corrections", _("Corrections"), "edit"),
    ("export", _("Export"), "download"),
]


class BooksMenuItem(SubmenuMenuItem):
    """Shown to whoever reads the books: one question for the whole of it, on every page of the admin."""

    def is_shown(self, request: HttpRequest) -> bool:
        return holds(request.user, READ_BOOKS)


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLResolver]:
    return [path("finance/", include((urls.urlpatterns, "payments_desk")))]


@hooks.register("register_admin_menu_item")
def desk_menu() -> BooksMenuItem:
    items = [
        MenuItem(label, reverse(f"payments_desk:{name}"), name=name, icon_name=icon, order=place)
        for place, (name, label, icon) in enumerate(SCREENS)
    ]
    return BooksMenuItem(
        _("Finance"), Menu(items=items), name="finance", icon_name="sixdegree-coins", order=160
    )


@hooks.register("register_icons")
def icons(known: list[str]) -> list[str]:
    return [*known, "sixdegree_payments/icons/sixdegree-coins.svg"]


@hooks.register("register_permissions")
def rights() -> QuerySet[Permission]:
    codenames = [right.partition(".")[2] for right in (READ_BOOKS, MOVE_MONEY)]
    return Permission.objects.filter(content_type__app_label="sixdegree_payments", codename__in=codenames)
