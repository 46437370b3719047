"""A stage with its word in every language of the site."""

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from casepages import conf
from casepages.actions import word_stage
from casepages.models import Stage

LONGEST = 40


class StageForm(WagtailAdminModelForm):
    class Meta:
        model = Stage
        fields = ["glyph"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (code, language) in self.words.items():
            self.fields[name] = forms.CharField(
                label=_("Word in %(language)s") % {"language": language},
                max_length=LONGEST,
                initial=self.instance.labels.get(code, ""),
            )

    @cached_property
    def words(self) -> dict[str, tuple[str, str]]:
        """Field → code and name of the language."""
        return {f"word-{code}": (code, name) for code, name in conf.content_languages().items()}

    def save(self, commit: bool = True) -> Stage:
        typed = {code: self.cleaned_data[name] for name, (code, _language) in self.words.items()}
        # A word in a language the site no longer has is kept for when it has it again.
        self.instance.labels = {**self.instance.labels, **typed}
        return word_stage(self.instance, by=self.for_user)
