from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput

from publication.models import Candidate
from review.actions.answers import LONGEST_REASON, held
from review.checklist import ANSWERS, FOUNDING_QUESTION, FOUNDING_RULE, OVERRIDES, asked
from review.desk import releasing
from review.parts import LONGEST, Part


class SignForm(forms.Form):
    """The checklist of this kind, its last question the founding rule, and a reason over each finding that
    holds; the digests name what was shown."""

    digest = forms.CharField(widget=forms.HiddenInput)
    review_digest = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, candidate: Candidate, **kwargs: Any) -> None:
        seen = {"digest": candidate.digest, "review_digest": candidate.review_digest}
        super().__init__(*args, **{**kwargs, "initial": seen})
        self.lines, self.held = asked(candidate), held(candidate)
        for key in self.held:
            self.fields[reason_name(key)] = forms.CharField(
                label=_("Why it may be published all the same"),
                max_length=LONGEST_REASON,
                widget=AdminAutoHeightTextInput,
                help_text=_("Kept with your signature. Do not repeat what must not be written."),
            )
        for name, line in self.lines.items():
            self.fields[name] = forms.BooleanField(label=line)
        self.fields[FOUNDING_QUESTION] = forms.ChoiceField(
            label=FOUNDING_RULE, choices=ANSWERS, widget=forms.RadioSelect
        )
        releasing.add_fields(self, candidate)

    def clean(self) -> dict[str, Any]:
        releasing.check_hour(self)
        return self.cleaned_data

    def reasons(self) -> dict[str, Any]:
        """Finding key → its field."""
        return {key: self[reason_name(key)] for key in self.held}

    def checklist(self) -> list[Any]:
        """The fields of the checklist, in order."""
        return [self[name] for name in (*self.lines, FOUNDING_QUESTION)]

    def others(self) -> list[Any]:
        """What else is asked with a signature: when it is released."""
        own = {*self.reasons().values(), *self.checklist()}
        return [field for field in self.visible_fields() if field not in own]

    def answers(self) -> dict[str, Any]:
        """What is kept with the signature."""
        confirmed = {name: "yes" if self.cleaned_data[name] else "no" for name in self.lines}
        overrides = {key: self.cleaned_data[reason_name(key)].strip() for key in self.held}
        said = {OVERRIDES: overrides} if overrides else {}
        return {**confirmed, **said, FOUNDING_QUESTION: self.cleaned_data[FOUNDING_QUESTION]}


def reason_name(key: str) -> str:
    return f"reason-{key}"


class ReturnForm(forms.Form):
    """The reason, and a comment on each part of what was frozen; its author reads them in the page editor."""

    reason = forms.CharField(
        label=_("What has to change"),
        max_length=4000,
        widget=AdminAutoHeightTextInput,
        help_text=_("The author reads it in the page editor. Do not repeat what must not be written."),
    )

    def __init__(self, *args: Any, parts: Iterable[Part] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = list(parts)
        for part in self.parts:
            self.fields[comment_name(part.place)] = forms.CharField(
                label=part.label, required=False, max_length=LONGEST, widget=AdminAutoHeightTextInput
            )

    def part_fields(self) -> list[Any]:
        return [self[comment_name(part.place)] for part in self.parts]

    def comments(self) -> dict[str, str]:
        """Place → what was written about it."""
        written = {part.place: self.cleaned_data[comment_name(part.place)].strip() for part in self.parts}
        return {place: comment for place, comment in written.items() if comment}


def comment_name(place: str) -> str:
    return f"comment-{place}"


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
