"""A gift's receipt: mailed once more, or made void."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput

from payments.actions import receipts
from payments.desk.acting import ActView
from payments.desk.refunds import OneGift
from payments.models import ReceiptVoid


class ResendView(OneGift, ActView):
    page_title = _("Resend receipt")
    explanation = _("The valid receipt is mailed to the address that was given at the payment page.")

    def sentence(self, form: forms.Form) -> str:
        return gettext("Receipt %(receipt)s is mailed to the donor once more.") % {"receipt": self.name}

    def confirm_button(self, form: forms.Form) -> str:
        return gettext("Resend")

    def act(self, form: forms.Form, at_confirming: forms.Form) -> str:
        receipt = receipts.resend(self.donation.pk)
        return gettext("Receipt %(receipt)s is on its way.") % {"receipt": receipt}


class VoidForm(forms.Form):
    replace = forms.BooleanField(label=_("Issue another in its place"), required=False, initial=True)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=AdminAutoHeightTextInput,
        help_text=_("Kept with the receipt's number. Write no name and nothing about a case."),
    )


class VoidView(OneGift, ActView):
    page_title = _("Void receipt")
    form_class = VoidForm
    serious = True
    explanation = _("For a mistake in a receipt. Its number stays where it is; no money moves.")

    def sentence(self, form: forms.Form) -> str:
        told = {"receipt": self.name}
        if form.cleaned_data["replace"]:
            return gettext("Receipt %(receipt)s becomes void, and another is issued.") % told
        return gettext("Receipt %(receipt)s becomes void, and none is issued in its place.") % told

    def confirm_button(self, form: forms.Form) -> str:
        return gettext("Void %(receipt)s") % {"receipt": self.name}

    def act(self, form: forms.Form, at_confirming: forms.Form) -> str:
        told: dict[str, Any] = form.cleaned_data
        valid = receipts.valid(self.donation.pk)
        cause = ReceiptVoid.Cause.MISTAKE
        receipts.void(valid, by=self.by, reason=told["reason"], cause=cause, replace=told["replace"])
        return gettext("Receipt %(receipt)s is void.") % {"receipt": valid}
