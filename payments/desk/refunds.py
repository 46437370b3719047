"""Giving back: the list of refunds, and the form that asks for one."""

from functools import cached_property
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.widgets import AdminAutoHeightTextInput

from payments.actions.refund_requests import refundable
from payments.actions.refunds import refund
from payments.desk import reading
from payments.desk.acting import ActView
from payments.desk.fields import AmountField
from payments.desk.filters import one_of
from payments.desk.frame import Listing, MoneyColumn, PersonColumn, StateColumn
from payments.models import Donation, Refund
from payments.money import major, spoken

COLUMNS = [
    MoneyColumn("amount", label=_("Amount")),
    StateColumn("state", label=_("State"), primary=("succeeded",)),
    Column("failure", label=_("Why it failed"), accessor="failure"),
    PersonColumn("by", label=_("Asked by")),
    Column("reason", label=_("Reason"), accessor="reason"),
    DateColumn("requested_at", label=_("Asked")),
]


class RefundFilters(WagtailFilterSet):
    state = one_of(Refund.State.choices)

    class Meta:
        model = Refund
        fields = ["state"]


class RefundsView(Listing):
    name = "refunds"
    page_title = _("Refunds")
    nothing = _("Nothing was given back.")
    filterset_class = RefundFilters
    columns = [
        TitleColumn(
            "donation",
            label=_("Donation"),
            accessor=lambda refund: reading.name_of(refund.donation),
            get_url=lambda refund: reverse("payments_desk:donation", args=[refund.donation.reference]),
        ),
        *COLUMNS,
    ]

    def get_base_queryset(self) -> QuerySet[Refund]:
        return reading.refunds()


class RefundForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=AdminAutoHeightTextInput,
        help_text=_("Kept in the books and told to nobody. Write no name and nothing about a case."),
    )

    def __init__(self, data: Any = None, *, donation: Donation) -> None:
        super().__init__(data)
        left = refundable(donation)
        amount = AmountField(donation.currency, most=left, initial=major(left, donation.currency))
        self.fields = {"amount": amount, **self.fields}


class OneGift:
    """A verb about one paid gift, named by its receipt, with the way back to it."""

    kwargs: dict[str, Any]
    parent: tuple[str, Any] | None = ("payments_desk:donations", _("Donations"))

    @cached_property
    def donation(self) -> Donation:
        return get_object_or_404(
            reading.donations(), reference=self.kwargs["reference"], state=Donation.State.PAID
        )

    @property
    def name(self) -> str:
        return reading.name_of(self.donation)

    def get_page_subtitle(self) -> str:
        return self.name

    def back(self) -> str:
        return reverse("payments_desk:donation", args=[self.donation.reference])


class RefundView(OneGift, ActView):
    page_title = _("Refund")
    serious = True
    explanation = _(
        "The provider gives it back to the card or account it came from. Before the goal is reached the "
        "campaign lacks it again; afterwards the fund bears it."
    )

    def form(self, data: Any = None) -> forms.Form:
        return RefundForm(data, donation=self.donation)

    def amount(self, form: forms.Form) -> str:
        return spoken(form.cleaned_data["amount"], self.donation.currency)

    def sentence(self, form: forms.Form) -> str:
        told = {"amount": self.amount(form), "gift": self.name}
        return gettext("%(amount)s of gift %(gift)s go back to the donor. This cannot be undone.") % told

    def confirm_button(self, form: forms.Form) -> str:
        return gettext("Refund %(amount)s") % {"amount": self.amount(form)}

    def act(self, form: forms.Form, at_confirming: forms.Form) -> str:
        told = form.cleaned_data
        made = refund(self.donation.pk, told["amount"], by=self.by, reason=told["reason"])
        return gettext("%(amount)s: the refund is %(state)s.") % {
            "amount": self.amount(form),
            "state": made.get_state_display().lower(),
        }
