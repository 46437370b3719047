"""What the desk's screens share: the way to them, lists, and cells of money."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, StatusTagColumn, Table
from wagtail.admin.views.generic.base import BaseListingView, WagtailAdminTemplateMixin

from payments.desk.standing import Readers, unstored
from payments.money import spoken

# Who acts where no person does.
NOBODY = {
    "donor": gettext_lazy("the donor"),
    "erasure": gettext_lazy("a donor's erasure"),
    "fund": gettext_lazy("the end of its fund"),
    "rule": gettext_lazy("the rule chosen at giving"),
    "reconcile": gettext_lazy("reconciliation"),
    "provider": gettext_lazy("the provider"),
}


class Frame(WagtailAdminTemplateMixin):
    """`parent`: name and label of the list above, where there is one."""

    parent: tuple[str, Any] | None = None
    header_icon = "sixdegree-coins"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        way = [("payments_desk:overview", _("Finance")), *([self.parent] if self.parent else [])]
        return [
            *self.breadcrumbs_items,
            *({"url": reverse(name), "label": label} for name, label in way),
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]


class WideTable(Table):
    """Scrolls by itself, by finger and by keyboard, where a phone is too narrow for it."""

    template_name = "sixdegree_payments/desk/wide_table.html"


@unstored
class Listing(Frame, Readers, BaseListingView):
    """A list of one kind of rows; `nothing` is the sentence where there are none."""

    name = ""
    nothing: Any = ""
    table_class = WideTable
    paginate_by = 50
    template_name = "sixdegree_payments/desk/listing.html"

    def get_index_url(self) -> str:
        return reverse(f"payments_desk:{self.name}")

    def get_index_results_url(self) -> str:
        return reverse(f"payments_desk:{self.name}_results")

    @property
    def no_results_message(self) -> Any:
        return gettext("Nothing fits.") if self.is_searching or self.is_filtering else self.nothing

    def get_table_kwargs(self) -> dict[str, Any]:
        return {**super().get_table_kwargs(), "caption": self.page_title}


class MoneyColumn(Column):
    """Minor units in the row's own currency, unless named otherwise."""

    def __init__(self, name: str, *, currency: str = "currency", **kwargs: Any) -> None:
        super().__init__(name, **{"classname": "money", **kwargs})
        self.currency = currency

    def get_value(self, instance: Any) -> str:
        amount = super().get_value(instance)
        row = instance if isinstance(instance, dict) else vars(instance)
        return "" if amount is None else spoken(amount, row[self.currency])


class StateColumn(StatusTagColumn):
    """`primary` are the states that nothing is left to do about."""

    def __init__(self, name: str, *, primary: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(name, primary=lambda row: getattr(row, name) in primary, **kwargs)

    def get_value(self, instance: Any) -> str:
        return str(getattr(instance, f"get_{self.name}_display")())


class PersonColumn(Column):
    """The member of staff behind each row's opaque id, or what acted instead."""

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        table = parent_context["table"]
        # Read for all rows at once, and kept on the table: columns outlive a page.
        known = vars(table).setdefault("known_people", {})
        if self.name not in known:
            known[self.name] = people(self.get_value(row) for row in table.data)
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return {**context, "value": known[self.name][context["value"]]}


def person(by: str) -> str:
    """The member of staff behind an opaque id, or what acted instead."""
    return people([by])[by]


def people(ids: Iterable[str]) -> dict[str, str]:
    """By opaque id, in one statement."""
    asked = set(ids)
    staff = get_user_model()._default_manager.in_bulk([by for by in asked if by.isdigit()])
    named = {str(pk): str(found) for pk, found in staff.items()}
    return {by: str(NOBODY.get(by) or named.get(by) or by) for by in asked}
