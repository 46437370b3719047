"""What was spent on a need: the list, the form that records it, and the receipt kept in private."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from payments.actions.disbursements import disburse
from payments.desk import reading
from payments.desk.acting import ActView, AtConfirming
from payments.desk.fields import minor_units
from payments.desk.frame import Listing, MoneyColumn, PersonColumn
from payments.desk.standing import Readers, unstored
from payments.models import Campaign, Disbursement
from payments.money import spoken
from payments.rights import MOVE_MONEY, holds

ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


def document_address(spent: Disbursement) -> str | None:
    return reverse("payments_desk:document", args=[spent.pk]) if spent.has_document else None  # type: ignore[attr-defined]


class DisbursementsView(Listing):
    name = "disbursements"
    page_title = _("Disbursements")
    nothing = _("Nothing was spent yet.")
    columns = [
        Column("campaign", label=_("Campaign"), accessor="campaign.ref", classname="opaque"),
        Column("need", label=_("Need"), classname="opaque"),
        MoneyColumn("amount", label=_("Amount")),
        DateColumn("at", label=_("When")),
        PersonColumn("by", label=_("By")),
        TitleColumn(
            "document",
            label=_("Receipt"),
            accessor=lambda spent: gettext("Download") if spent.has_document else gettext("None"),
            get_url=document_address,
        ),
    ]

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if not holds(self.request.user, MOVE_MONEY):
            return []
        return [HeaderButton(_("Record"), url=reverse("payments_desk:disburse"), icon_name="plus")]

    def get_base_queryset(self) -> QuerySet[Disbursement]:
        return reading.disbursements()


class DisbursementForm(forms.Form):
    campaign = forms.CharField(
        label=_("Campaign"), max_length=64, help_text=_("Its reference, as the case officer gave it.")
    )
    need = forms.CharField(label=_("Need"), max_length=64, help_text=_("Its code: no word about a case."))
    units = forms.DecimalField(label=_("Amount"), max_digits=15, decimal_places=3, min_value=0)
    currency = forms.ChoiceField(label=_("Currency"), help_text=_("Of a case: the campaign's own."))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        chosen: Any = self.fields["currency"]
        chosen.choices = [(code, code) for code in reading.currencies()]

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if "campaign" in told:
            self._check_campaign(told)
        if {"units", "currency"} <= told.keys():
            try:
                told["amount"] = minor_units(told["units"], told["currency"])
            except forms.ValidationError as error:
                self.add_error("units", error)
        return told

    def _check_campaign(self, told: dict[str, Any]) -> None:
        found = reading.campaign(told["campaign"])
        if found is None:
            self.add_error("campaign", gettext("There is no such campaign. Check the reference."))
        elif found.kind == Campaign.Kind.CASE and told.get("currency") not in (None, found.currency):
            wrong = gettext("This campaign collects in %(currency)s.") % {"currency": found.currency}
            self.add_error("currency", wrong)


class DocumentForm(AtConfirming):
    document = forms.FileField(
        label=_("Receipt of whoever was paid"),
        required=False,
        help_text=_("PDF, JPEG or PNG, at most 10 MB. Its name is not kept; finance alone can open it."),
    )


class DisburseView(ActView):
    page_title = _("Record a disbursement")
    parent = ("payments_desk:disbursements", _("Disbursements"))
    form_class = DisbursementForm
    confirming_class = DocumentForm
    explanation = _("Written down after the bank has paid it. What is spent can no longer be given back.")

    def told(self, form: forms.Form) -> dict[str, str]:
        values = form.cleaned_data
        return {
            "amount": spoken(values["amount"], values["currency"]),
            "campaign": values["campaign"],
            "need": values["need"],
        }

    def sentence(self, form: forms.Form) -> str:
        sentence = gettext("%(amount)s of campaign %(campaign)s were spent on need %(need)s.")
        return sentence % self.told(form)

    def confirm_button(self, form: forms.Form) -> str:
        return gettext("Record %(amount)s") % self.told(form)

    def act(self, form: forms.Form, at_confirming: forms.Form) -> str:
        values = form.cleaned_data
        disburse(
            values["campaign"],
            values["need"],
            values["amount"],
            by=self.by,
            document=at_confirming.cleaned_data["document"],
            currency=values["currency"],
        )
        return gettext("%(amount)s are recorded as spent.") % self.told(form)

    def back(self) -> str:
        return reverse("payments_desk:disbursements")


@unstored
class DocumentView(Readers, View):
    """A download, never shown in the admin's own origin: whoever was paid may have sent anything."""

    def get(self, request: HttpRequest, pk: str) -> HttpResponse:
        document = reading.document(pk)
        if document is None:
            raise Http404
        answer = HttpResponse(bytes(document.content), content_type=document.content_type)
        ending = ENDINGS[document.content_type]
        answer["Content-Disposition"] = f'attachment; filename="receipt-{pk}.{ending}"'
        answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
        return answer
