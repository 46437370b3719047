"""The finance officer's first page: what is where, in every currency, and what waits for a person."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Column

from payments.actions import ledger
from payments.desk import reading
from payments.desk.frame import Frame, WideTable
from payments.desk.standing import Readers, unstored
from payments.desk.waiting import waits
from payments.money import spoken

# What an officer asks for, in this order. Of the ledger's accounts with the sign they are told with.
FIGURES: list[tuple[str, Any, int]] = [
    (reading.PAID, _("Received"), 1),
    (reading.RESERVED, _("Being paid"), 1),
    ("refunded", _("Given back"), 1),
    ("disputed", _("Disputed now"), 1),
    ("disbursed", _("Spent on needs"), 1),
    ("fund", _("In the fund"), -1),
    (ledger.CASH, _("At the provider"), 1),
    (ledger.BANK, _("At the bank"), 1),
    (ledger.FEES, _("Provider's fees"), 1),
    (ledger.FEE_COVER, _("Fees covered by donors"), -1),
    (ledger.ORGANISATION, _("Borne by the organisation"), 1),
]


@dataclass(frozen=True)
class Line:
    """One figure, in minor units by currency."""

    label: Any
    by_currency: dict[str, int]

    def spoken(self, currency: str) -> str:
        return spoken(self.by_currency.get(currency, 0), currency)


def lines() -> tuple[list[str], list[Line]]:
    """The currencies in which anything is, and each figure in them."""
    told = {"disbursed"}
    ledgers = (row for row in reading.balances() if row["name"] not in told)
    held = reading.sums([*reading.gifts(), *reading.after_the_gift(), *ledgers])
    rows = [
        Line(label, {code: sign * figures[name] for code, figures in held.items()})
        for name, label, sign in FIGURES
    ]
    return sorted(held), rows


def figures() -> WideTable | None:
    currencies, rows = lines()
    if not currencies:
        return None
    columns = [Column("label", label=_("Figure")), *map(_column, currencies)]
    return WideTable(columns, rows, caption=_("Where the money is"))


def _column(code: str) -> Column:
    return Column(code, label=code, classname="money", accessor=lambda line: line.spoken(code))


@unstored
class OverviewView(Frame, Readers, TemplateView):
    page_title = _("Finance")
    template_name = "sixdegree_payments/desk/overview.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "figures": figures(),
            "waits": list(waits()),
            "reconciled": reading.reconciliations().first(),
        }
