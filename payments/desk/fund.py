"""The fund: what it holds in each currency, what it has promised, and the two ways to move it."""

from decimal import Decimal
from functools import cached_property
from typing import Any

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from payments.actions import fund
from payments.desk import reading
from payments.desk.acting import ActView
from payments.desk.fields import AmountField, minor_units
from payments.desk.frame import Frame, MoneyColumn, PersonColumn, WideTable
from payments.desk.standing import Readers, unstored
from payments.models import FundCommitment
from payments.money import major, spoken
from payments.rights import MOVE_MONEY, holds

BALANCES = [
    Column("currency", label=_("Currency")),
    MoneyColumn("amount", label=_("Holds")),
]
COMMITMENTS = [
    TitleColumn(
        "campaign",
        label=_("Campaign"),
        accessor="campaign.ref",
        get_url=lambda promise: reverse("payments_desk:meet", args=[promise.campaign.ref]),
    ),
    MoneyColumn("promised", label=_("Promised"), currency="currency"),
    MoneyColumn("met", label=_("Paid"), currency="currency"),
    MoneyColumn("open", label=_("Still promised"), currency="currency"),
    DateColumn("committed_at", label=_("Since")),
]
EXCHANGES = [
    DateColumn("at", label=_("When")),
    MoneyColumn("from_amount", label=_("From"), currency="from_currency"),
    MoneyColumn("to_amount", label=_("To"), currency="to_currency"),
    Column("rate", label=_("Rate"), accessor=lambda exchange: exchange.rate.normalize()),
    PersonColumn("by", label=_("By")),
]


@unstored
class FundView(Frame, Readers, TemplateView):
    page_title = _("Fund")
    template_name = "sixdegree_payments/desk/fund.html"

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if not holds(self.request.user, MOVE_MONEY):
            return []
        return [HeaderButton(_("Exchange"), url=reverse("payments_desk:exchange"), icon_name="resubmit")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tables = {
            "balances": (BALANCES, list(reading.fund_balances()), _("Balances")),
            "commitments": (COMMITMENTS, list(reading.commitments()), _("Promises")),
            "exchanges": (EXCHANGES, list(reading.exchanges()), _("Exchanges")),
        }
        told = {
            name: WideTable(columns, rows, caption=caption) if rows else None
            for name, (columns, rows, caption) in tables.items()
        }
        return {**super().get_context_data(**kwargs), **told}


class MeetView(ActView):
    page_title = _("Pay from the fund")
    parent = ("payments_desk:fund", _("Fund"))
    explanation = _(
        "The fund pays into the closed campaign, so that it can be spent on the need it was opened for."
    )

    @cached_property
    def commitment(self) -> FundCommitment:
        return get_object_or_404(reading.commitments(), campaign__ref=self.kwargs["ref"])

    @property
    def currency(self) -> str:
        return self.commitment.campaign.currency

    def get_page_subtitle(self) -> str:
        return str(self.commitment.campaign.ref)

    def form(self, data: Any = None) -> forms.Form:
        form = forms.Form(data)
        left = self.commitment.open
        form.fields["amount"] = AmountField(self.currency, most=left, initial=major(left, self.currency))
        return form

    def amount(self, form: forms.Form) -> str:
        return spoken(form.cleaned_data["amount"], self.currency)

    def warning(self) -> str:
        count = reading.offers_open(self.kwargs["ref"])
        told = ngettext(
            "%(count)d donor of this campaign has not yet said what shall become of a gift. Paid in full, "
            "the campaign keeps it where the fund was chosen; where it goes back, the fund bears it.",
            "%(count)d donors of this campaign have not yet said what shall become of their gifts. Paid in "
            "full, the campaign keeps them where the fund was chosen; where they go back, the fund bears it.",
            count,
        )
        return told % {"count": count} if count else ""

    def sentence(self, form: forms.Form) -> str:
        told = {"amount": self.amount(form), "campaign": self.commitment.campaign.ref}
        return gettext("%(amount)s of the fund go to campaign %(campaign)s.") % told

    def confirm_button(self, form: forms.Form) -> str:
        return gettext("Pay %(amount)s") % {"amount": self.amount(form)}

    def act(self, form: forms.Form, at_confirming: forms.Form) -> str:
        fund.meet(self.commitment.campaign.ref, form.cleaned_data["amount"], by=self.by)
        return gettext("%(amount)s were paid from the fund.") % {"amount": self.amount(form)}

    def back(self) -> str:
        return reverse("payments_desk:fund")


class ExchangeForm(forms.Form):
    from_currency = forms.ChoiceField(label=_("From"))
    units = forms.DecimalField(label=_("Amount"), max_digits=15, decimal_places=3, min_value=Decimal("0.001"))
    to_currency = forms.ChoiceField(label=_("To"))
    rate = forms.DecimalField(
        label=_("Rate"),
        max_digits=20,
        decimal_places=10,
        min_value=Decimal("0.0000000001"),
        help_text=_("Units of the second currency for one unit of the first, as the bank gave it."),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        for name in ("from_currency", "to_currency"):
            chosen: Any = self.fields[name]
            chosen.choices = [(code, code) for code in reading.currencies()]

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if {"units", "from_currency"} <= told.keys():
            try:
                told["amount"] = minor_units(told["units"], told["from_currency"])
            except forms.ValidationError as error:
                self.add_error("units", error)
        return told


class ExchangeView(ActView):
    page_title = _("Exchange")
    parent = ("payments_desk:fund", _("Fund"))
    form_class = ExchangeForm
    explanation = _("Written down after the bank has done it, with its rate.")

    def told(self, form: forms.Form) -> dict[str, Any]:
        values = form.cleaned_data
        return {
            "amount": spoken(values["amount"], values["from_currency"]),
            "to": values["to_currency"],
            "rate": values["rate"].normalize(),
        }

    def sentence(self, form: forms.Form) -> str:
        return gettext("%(amount)s of the fund become %(to)s at %(rate)s.") % self.told(form)

    def confirm_button(self, form: forms.Form) -> str:
        return gettext("Exchange %(amount)s") % self.told(form)

    def act(self, form: forms.Form, at_confirming: forms.Form) -> str:
        values = form.cleaned_data
        done = fund.exchange(
            values["from_currency"], values["to_currency"], values["amount"], values["rate"], by=self.by
        )
        return gettext("The fund holds %(amount)s more.") % {
            "amount": spoken(done.to_amount, done.to_currency)
        }

    def back(self) -> str:
        return reverse("payments_desk:fund")
