from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput


class FindForm(forms.Form):
    case_number = forms.CharField(
        label=_("Find a file by your organisation's case number"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason (private)"),
        required=False,
        max_length=2000,
        widget=AdminAutoHeightTextInput,
        help_text=_("Only case officers ever read it. It may be left empty: nobody has to give a reason."),
    )
