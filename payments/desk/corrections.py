"""Corrections: what was booked wrongly, or not at all, is put right by entries of their own."""

from typing import Any

from django import forms
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.widgets import AdminAutoHeightTextInput, AdminDateInput
from wagtail.admin.widgets.button import HeaderButton

from payments import conf, gateway
from payments.actions import corrections, ledger
from payments.desk import reading
from payments.desk.acting import ActView
from payments.desk.fields import minor_units
from payments.desk.frame import Listing, MoneyColumn, PersonColumn, WideTable
from payments.exceptions import Refusal
from payments.models import LedgerTransaction
from payments.money import spoken
from payments.rights import MOVE_MONEY, holds

ROWS = 4


def told(booked: LedgerTransaction) -> str:
    return "; ".join(
        f"{entry.account} {spoken(entry.amount, entry.currency)}" for entry in booked.entries.all()
    )


class CorrectionsView(Listing):
    name = "corrections"
    page_title = _("Corrections")
    nothing = _("Nothing was corrected.")
    columns = [
        DateColumn("booked_at", label=_("Booked")),
        Column("value_date", label=_("Value date")),
        Column("entries", label=_("Entries"), accessor=told),
        Column("reason", label=_("Reason")),
        PersonColumn("by", label=_("By")),
        Column("source", label=_("Source"), classname="opaque"),
    ]

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if not holds(self.request.user, MOVE_MONEY):
            return []
        return [HeaderButton(_("Correct"), url=reverse("payments_desk:correct"), icon_name="edit")]

    def get_base_queryset(self) -> QuerySet[LedgerTransaction]:
        return reading.corrections()


def accounts() -> list[tuple[str, str]]:
    funds = [ledger.fund_account(conf.fund())] if conf.fund() else []
    return [(name, name) for name in sorted([*corrections.OWN, *funds])]


class CorrectionForm(forms.Form):
    """A movement with the account on its other side, or rows of account, amount and currency."""

    movement = forms.SlugField(
        label=_("Movement of the provider"),
        required=False,
        max_length=255,
        help_text=_("Its id, like txn_1: what the ledger lacks of it is booked. Empty for your own entries."),
    )
    day = forms.DateField(
        label=_("Day the money moved"),
        required=False,
        widget=AdminDateInput,
        help_text=_("UTC; of a movement the provider's. Today if empty."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=AdminAutoHeightTextInput,
        help_text=_("Kept in the books. Write no name and nothing about a case."),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.planned = corrections.Planned([], timezone.now().date())
        none = [("", "---------")]
        other: dict[str, forms.Field] = {}
        for row in range(1, ROWS + 1):
            label = {"number": row}
            other[f"account_{row}"] = forms.ChoiceField(
                label=_("Account %(number)d") % label, choices=[*none, *accounts()], required=False
            )
            other[f"units_{row}"] = forms.DecimalField(
                label=_("Amount %(number)d") % label,
                max_digits=15,
                decimal_places=3,
                required=False,
                help_text=_("Debit positive, credit negative. Of a movement it is known: leave it empty."),
            )
            other[f"currency_{row}"] = forms.ChoiceField(
                label=_("Currency %(number)d") % label,
                choices=[*none, *((code, code) for code in reading.currencies())],
                required=False,
            )
        self.fields = {"movement": self.fields["movement"], **other, **self.fields}

    def clean(self) -> dict[str, Any]:
        if not self.errors:
            try:
                self.planned = self.plan()
                with transaction.atomic():
                    corrections.check_all(self.planned.lines)
            except Refusal as refusal:
                raise forms.ValidationError(refusal.detail) from refusal
            except gateway.GatewayRefusal as error:
                raise forms.ValidationError(_("The provider knows no movement of this id.")) from error
            except gateway.GatewayError as error:
                raise forms.ValidationError(
                    _("The provider gave no answer, so nothing can be shown. Try again in a few minutes.")
                ) from error
        return self.cleaned_data

    def plan(self) -> corrections.Planned:
        values = self.cleaned_data
        if not values["movement"]:
            return corrections.Planned(list(self.lines()), values["day"] or timezone.now().date())
        account = values["account_1"]
        if not account or values["units_1"] is not None:
            raise forms.ValidationError(
                _("With a movement choose the account on its other side, and leave the amounts empty.")
            )
        return corrections.planned_movement(values["movement"], account)

    def lines(self) -> Any:
        values = self.cleaned_data
        for row in range(1, ROWS + 1):
            account, units, currency = (values[f"{name}_{row}"] for name in ("account", "units", "currency"))
            if not account and units is None and not currency:
                continue
            if not account or units is None or not currency:
                raise forms.ValidationError(
                    _("Row %(number)d needs its account, amount and currency.") % {"number": row}
                )
            yield ledger.Line(account, minor_units(units, currency), currency)


ENTRIES = [
    Column("account", label=_("Account"), classname="opaque"),
    MoneyColumn("amount", label=_("Debit positive, credit negative")),
]


class CorrectView(ActView):
    page_title = _("Correct")
    parent = ("payments_desk:corrections", _("Corrections"))
    template_name = "sixdegree_payments/desk/correct.html"
    form_class = CorrectionForm
    serious = True
    explanation = _(
        "Nothing that stands in the books is changed: entries are added, with your name and reason. What a "
        "campaign received or spent is never moved by hand."
    )

    def sentence(self, form: Any) -> str:
        return gettext("These entries are booked on %(day)s. They stay in the books for good.") % {
            "day": form.planned.day
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        planned = getattr(context["form"], "planned", None)
        if planned and planned.lines:
            rows = [{"account": each.account, **_money(each)} for each in planned.lines]
            context["entries"] = WideTable(ENTRIES, rows, caption=_("Entries"))
        return context

    def confirm_button(self, form: forms.Form) -> str:
        return gettext("Book the correction")

    def act(self, form: Any, at_confirming: forms.Form) -> str:
        planned: corrections.Planned = form.planned
        booked = corrections.correct(
            planned.lines,
            value_date=planned.day,
            by=self.by,
            reason=form.cleaned_data["reason"],
            movement=planned.movement,
        )
        return gettext("Booked as correction %(source)s.") % {"source": booked.source}

    def back(self) -> str:
        return reverse("payments_desk:corrections")


def _money(line: ledger.Line) -> dict[str, Any]:
    return {"amount": line.amount, "currency": line.currency}
