"""Charges that a donor's bank takes back: until when they can be answered, the answer, and giving up."""

from functools import cached_property
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.widgets import AdminAutoHeightTextInput

from payments.actions import disputes
from payments.desk import reading
from payments.desk.acting import ActView
from payments.desk.filters import one_of
from payments.desk.frame import Frame, Listing, MoneyColumn, StateColumn, person
from payments.desk.standing import Readers, unstored
from payments.models import Dispute
from payments.money import spoken

LONGEST_EVIDENCE = 20_000  # characters: the provider's bound for evidence as text


class DueColumn(Column):
    """The deadline, as long as it stands."""

    cell_template_name = "sixdegree_payments/desk/due_cell.html"

    def get_value(self, instance: Dispute) -> Any:
        return instance.evidence_due_by if instance.status == Dispute.Status.NEEDS_RESPONSE else None

    def get_cell_context_data(self, instance: Dispute, parent_context: Any) -> dict[str, Any]:
        due = self.get_value(instance)
        left = (due - timezone.now()).days if due else None
        return {**super().get_cell_context_data(instance, parent_context), "due": due, "days": left}


COLUMNS = [
    DueColumn("evidence_due_by", label=_("Answer until")),
    MoneyColumn("amount", label=_("Amount")),
    StateColumn("status", label=_("State"), primary=("won", "lost")),
    Column("reason", label=_("The bank's reason"), accessor=lambda row: row.reason.replace("_", " ")),
    DateColumn("opened_at", label=_("Opened")),
]


class DisputeFilters(WagtailFilterSet):
    status = one_of(Dispute.Status.choices)

    class Meta:
        model = Dispute
        fields = ["status"]


def title_column(label: Any, accessor: Any) -> TitleColumn:
    return TitleColumn(
        "dispute",
        label=label,
        accessor=accessor,
        get_url=lambda dispute: reverse("payments_desk:dispute", args=[dispute.provider_id]),
    )


class DisputesView(Listing):
    name = "disputes"
    page_title = _("Disputes")
    nothing = _("No donor's bank has taken a gift back.")
    filterset_class = DisputeFilters
    columns = [
        title_column(_("Donation"), lambda dispute: reading.name_of(dispute.donation)),
        *COLUMNS,
    ]

    def get_base_queryset(self) -> QuerySet[Dispute]:
        return reading.disputes()


class OneDispute(Frame):
    kwargs: dict[str, Any]
    parent = ("payments_desk:disputes", _("Disputes"))

    @cached_property
    def dispute(self) -> Dispute:
        return get_object_or_404(reading.disputes(), provider_id=self.kwargs["provider_id"])

    @property
    def amount(self) -> str:
        return spoken(self.dispute.amount, self.dispute.currency)

    def get_page_subtitle(self) -> str:
        return reading.name_of(self.dispute.donation)


@unstored
class DisputeView(OneDispute, Readers, TemplateView):
    page_title = _("Dispute")
    template_name = "sixdegree_payments/desk/dispute.html"

    def facts(self) -> list[tuple[Any, Any, bool]]:
        dispute = self.dispute
        known = [
            (_("Amount"), self.amount, False),
            (_("State"), dispute.get_status_display(), False),
            (_("The bank's reason"), dispute.reason.replace("_", " "), False),
            (_("Borne by"), dispute.borne_by.replace(" ", ", "), False),
            (_("Opened"), dispute.opened_at, False),
            (_("Answered"), dispute.answered_at, False),
            (_("Answered by"), person(dispute.answered_by), False),
            (_("Closed"), dispute.closed_at, False),
            (_("The provider's id"), dispute.provider_id, True),
            (_("Charge"), dispute.donation.charge, True),
        ]
        return [fact for fact in known if fact[1]]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        dispute = self.dispute
        waits = dispute.status == Dispute.Status.NEEDS_RESPONSE
        late = waits and dispute.evidence_due_by is not None and dispute.evidence_due_by <= timezone.now()
        asks = waits and not late and not dispute.withdrawn
        told = {"asks": asks, "dispute": dispute, "facts": self.facts(), "waits": waits, "late": late}
        return {**super().get_context_data(**kwargs), **told}


class EvidenceForm(forms.Form):
    evidence = forms.CharField(
        label=_("What shows that the donor meant to give"),
        max_length=LONGEST_EVIDENCE,
        widget=AdminAutoHeightTextInput,
        help_text=_(
            "Day, amount, receipt and thank-you mail, for instance. It goes to the bank as it stands: "
            "not a word about a case."
        ),
    )


class AnswerView(OneDispute, ActView):
    page_title = _("Answer")
    form_class = EvidenceForm
    explanation = _("A dispute is answered once. The bank decides, mostly within two to three months.")

    def sentence(self, form: forms.Form) -> str:
        told = {"amount": self.amount, "text": form.cleaned_data["evidence"]}
        return gettext("This goes to the bank, once and for good, about %(amount)s: “%(text)s”") % told

    def confirm_button(self, form: forms.Form) -> str:
        return gettext("Send the answer about %(amount)s") % {"amount": self.amount}

    def act(self, form: forms.Form, at_confirming: forms.Form) -> str:
        disputes.answer(self.dispute.provider_id, form.cleaned_data["evidence"], by=self.by)
        return gettext("The answer is with the bank.")

    def back(self) -> str:
        return reverse("payments_desk:dispute", args=[self.dispute.provider_id])


class AcceptView(OneDispute, ActView):
    page_title = _("Accept")
    serious = True
    explanation = _("The gift is lost without an answer. Do so where the donor did not mean to give it.")

    def sentence(self, form: forms.Form) -> str:
        return gettext("%(amount)s are given up to the donor's bank. This cannot be undone.") % {
            "amount": self.amount
        }

    def confirm_button(self, form: forms.Form) -> str:
        return gettext("Give up %(amount)s") % {"amount": self.amount}

    def act(self, form: forms.Form, at_confirming: forms.Form) -> str:
        disputes.accept(self.dispute.provider_id, by=self.by)
        return gettext("The dispute is accepted.")

    def back(self) -> str:
        return reverse("payments_desk:dispute", args=[self.dispute.provider_id])
