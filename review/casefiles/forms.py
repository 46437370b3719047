from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput

from casepages.terms import kinds


class FindForm(forms.Form):
    case_number = forms.CharField(
        label=_("Find a file by your organisation's case number"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class TermsForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=kinds.choices)
    terms = forms.CharField(
        label=_("Terms, one on each line"),
        max_length=20_000,
        strip=False,
        # A browser's own spelling help may send what is typed to its maker.
        widget=forms.Textarea(
            attrs={"rows": 6, "autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}
        ),
        help_text=_(
            "Each is kept as a keyed hash only: nobody, you included, can read it here again. Enter every "
            "spelling and every part of a name on a line of its own."
        ),
    )


class RemoveTermsForm(forms.Form):
    kind = forms.ChoiceField(choices=kinds.choices)


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason (private)"),
        required=False,
        max_length=2000,
        widget=AdminAutoHeightTextInput,
        help_text=_("Only case officers ever read it. It may be left empty: nobody has to give a reason."),
    )
