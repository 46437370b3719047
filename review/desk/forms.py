from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput

from publication.models import Candidate
from review.checklist import ANSWERS, CHECKLIST, FOUNDING_QUESTION, FOUNDING_RULE
from review.desk import releasing


class SignForm(forms.Form):
    """The checklist, its last question the founding rule; the digests name what was shown."""

    digest = forms.CharField(widget=forms.HiddenInput)
    review_digest = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, candidate: Candidate, **kwargs: Any) -> None:
        seen = {"digest": candidate.digest, "review_digest": candidate.review_digest}
        super().__init__(*args, **{**kwargs, "initial": seen})
        for name, line in CHECKLIST.items():
            self.fields[name] = forms.BooleanField(label=line)
        self.fields[FOUNDING_QUESTION] = forms.ChoiceField(
            label=FOUNDING_RULE, choices=ANSWERS, widget=forms.RadioSelect
        )
        releasing.add_fields(self, candidate)

    def clean(self) -> dict[str, Any]:
        releasing.check_hour(self)
        return self.cleaned_data

    def answers(self) -> dict[str, str]:
        """What is kept with the signature."""
        confirmed = {name: "yes" if self.cleaned_data[name] else "no" for name in CHECKLIST}
        return {**confirmed, FOUNDING_QUESTION: self.cleaned_data[FOUNDING_QUESTION]}


class ReturnForm(forms.Form):
    reason = forms.CharField(
        label=_("What has to change"),
        max_length=4000,
        widget=AdminAutoHeightTextInput,
        help_text=_("The author reads it in the page editor. Do not repeat what must not be written."),
    )


class RecallForm(forms.Form):
    EVERYTHING = "everything"
    ONE = "one"

    scope = forms.ChoiceField(label=_("What is recalled"), widget=forms.RadioSelect, initial=ONE)
    reason = forms.CharField(
        label=_("Reason (private)"),
        required=False,
        max_length=2000,
        widget=AdminAutoHeightTextInput,
        help_text=_("Read at the desk alone, under “Recalled”."),
    )

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scope: Any = self.fields["scope"]
        scope.choices = [
            (self.ONE, _("This language only (%(language)s)") % {"language": language}),
            (self.EVERYTHING, _("All languages, and the updates that belong to it")),
        ]

    @property
    def everything(self) -> bool:
        return bool(self.cleaned_data["scope"] == self.EVERYTHING)
