"""What this site changes of the admin's frame; a host project of the plugins keeps its own."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.menu import DismissibleMenuItem, MenuItem

from sixdegree.staff import users

NEWS = "whats-new-in-wagtail"
LINK = ("target", "rel")


@hooks.register("construct_help_menu")
def without_a_counter(request: HttpRequest, menu_items: list[Any]) -> None:
    """No badge draws the eye to news of Wagtail's, outside; the editors' guide stays, a plain link."""
    kept = [item for item in menu_items if not item.name.startswith(NEWS)]
    menu_items[:] = [plain(item) if isinstance(item, DismissibleMenuItem) else item for item in kept]


def plain(item: MenuItem) -> MenuItem:
    attrs = {name: item.attrs[name] for name in LINK if name in item.attrs}
    return MenuItem(
        item.label, item.url, name=item.name, icon_name=item.icon_name, attrs=attrs, order=item.order
    )


hooks.register("before_edit_user", users.refuse_donor)
hooks.register("before_delete_user", users.refuse_donor)
hooks.register("before_bulk_action", users.leave_donors_out)
