"""Gifts: found by what a letter names, each with all that was ever booked of it."""

from functools import cached_property
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from payments.actions.refund_requests import refundable
from payments.desk import disputes, reading, refunds
from payments.desk.filters import one_of
from payments.desk.frame import Frame, Listing, MoneyColumn, StateColumn, WideTable
from payments.desk.standing import Readers, unstored
from payments.models import Campaign, Donation, LedgerEntry, Receipt
from payments.money import spoken
from payments.rights import MOVE_MONEY, holds


class DonationFilters(WagtailFilterSet):
    state = one_of(Donation.State.choices)
    kind = one_of([("case", _("A case")), ("fund", _("The fund"))], _("For"), field_name="campaign__kind")
    value_date = django_filters.DateFromToRangeFilter(
        label=_("Day of the charge"), widget=DateRangePickerWidget
    )

    class Meta:
        model = Donation
        fields = ["state", "kind", "value_date"]


def kind_of(campaign: Campaign) -> Any:
    return _("The fund") if campaign.kind == Campaign.Kind.FUND else _("A case")


class DonationsView(Listing):
    name = "donations"
    page_title = _("Donations")
    nothing = _("No gift has been made yet.")
    is_searchable = True
    filterset_class = DonationFilters
    columns = [
        TitleColumn(
            "receipt",
            label=_("Receipt or reference"),
            accessor=reading.name_of,
            get_url=lambda donation: reverse("payments_desk:donation", args=[donation.reference]),
        ),
        MoneyColumn("amount", label=_("Amount")),
        StateColumn("state", label=_("State"), primary=("paid",)),
        Column("value_date", label=_("Charged on"), accessor=lambda gift: gift.value_date or ""),
        Column("kind", label=_("For"), accessor=lambda gift: kind_of(gift.campaign)),
    ]

    def get_base_queryset(self) -> QuerySet[Donation]:
        return reading.donations()

    def search_queryset(self, queryset: QuerySet[Donation]) -> QuerySet[Donation]:
        return queryset.filter(reading.found(self.search_query)) if self.is_searching else queryset


class SideColumn(MoneyColumn):
    """Debits in one column, credits in the other, as books are read."""

    def __init__(self, name: str, sign: int, **kwargs: Any) -> None:
        super().__init__(name, accessor=lambda entry: _side(entry, sign), **kwargs)


def _side(entry: LedgerEntry, sign: int) -> int | None:
    return abs(entry.amount) if entry.amount * sign > 0 else None


HISTORY = [
    Column("day", label=_("Value date"), accessor="transaction.value_date"),
    Column("kind", label=_("What"), accessor="transaction.get_kind_display"),
    Column("account", label=_("Account"), classname="opaque"),
    SideColumn("debit", 1, label=_("Debit")),
    SideColumn("credit", -1, label=_("Credit")),
    Column("source", label=_("Source"), accessor="transaction.source", classname="opaque"),
]


def voided(receipt: Receipt) -> str:
    """Why it is not valid any more; empty where it is."""
    void = getattr(receipt, "void", None)
    return f"{void.get_cause_display()}. {void.reason}" if void else ""


RECEIPTS = [
    Column("number", label=_("Number"), accessor=str),
    Column("amount", label=_("Amount"), accessor=lambda row: spoken(row.amount, row.donation.currency)),
    DateColumn("issued_at", label=_("Issued")),
    Column("void", label=_("Void"), accessor=voided),
]
DISPUTES = [disputes.title_column(_("The provider's id"), "provider_id"), *disputes.COLUMNS]


@unstored
class DonationView(Frame, Readers, TemplateView):
    page_title = _("Donation")
    parent = ("payments_desk:donations", _("Donations"))
    template_name = "sixdegree_payments/desk/donation.html"

    @cached_property
    def donation(self) -> Donation:
        return get_object_or_404(reading.donations(), reference=self.kwargs["reference"])

    def get_page_subtitle(self) -> str:
        return reading.name_of(self.donation)

    def facts(self) -> list[tuple[Any, Any, bool]]:
        """Label, value, and whether it is an opaque id; what is not known is left out."""
        gift = self.donation
        known: list[tuple[Any, Any, bool]] = [
            (_("Amount"), spoken(gift.amount, gift.currency), False),
            (_("Fee cover"), gift.fee_cover and spoken(gift.fee_cover, gift.currency), False),
            (_("State"), gift.get_state_display(), False),
            (_("For"), kind_of(gift.campaign), False),
            (_("Campaign"), gift.campaign.ref, True),
            (_("If it is not needed"), gift.get_surplus_rule_display(), False),
            (_("Given back or asked back"), gift.refunded and spoken(gift.refunded, gift.currency), False),
            (_("Spent on its need"), gift.disbursed and spoken(gift.disbursed, gift.currency), False),
            (_("Reserved"), gift.reserved_at, False),
            (_("Paid"), gift.paid_at, False),
            (_("Released"), gift.released_at, False),
            (_("Reference"), gift.reference, True),
            (_("Checkout session"), gift.session_id, True),
            (_("Payment intent"), gift.payment_intent, True),
            (_("Charge"), gift.charge, True),
            (_("Invoice of the month"), gift.invoice, True),
        ]
        return [fact for fact in known if fact[1]]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        gift = self.donation
        parts = {
            "receipts": (RECEIPTS, reading.receipts(gift), _("Receipts")),
            "refunds": (refunds.COLUMNS, list(reading.refunds().filter(donation=gift)), _("Refunds")),
            "disputes": (DISPUTES, list(reading.disputes().filter(donation=gift)), _("Disputes")),
            "history": (HISTORY, list(reading.history(gift)), _("Ledger")),
        }
        told = {
            name: WideTable(columns, rows, caption=caption) if rows else None
            for name, (columns, rows, caption) in parts.items()
        }
        return {**super().get_context_data(**kwargs), **told, "donation": gift, "facts": self.facts()}

    @property
    def header_buttons(self) -> list[HeaderButton]:
        gift = self.donation
        if gift.state != Donation.State.PAID or not holds(self.request.user, MOVE_MONEY):
            return []
        offered = [
            ("refund", _("Refund"), "resubmit", refundable(gift) > 0),
            ("resend_receipt", _("Resend receipt"), "mail", reading.receipt_of(gift) is not None),
            ("void_receipt", _("Void receipt"), "cross", reading.receipt_of(gift) is not None),
        ]
        return [
            HeaderButton(label, url=reverse(f"payments_desk:{name}", args=[gift.reference]), icon_name=icon)
            for name, label, icon, possible in offered
            if possible
        ]
