from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from publication import conf, delivery
from publication.models import Event


class FrontEndForm(WagtailAdminModelForm):
    """Refuses an address that would never be told, before anybody relies on it."""

    events = forms.MultipleChoiceField(
        label=_("Events"),
        choices=Event.choices,
        initial=Event.values,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("It learns the event's name and an id, and asks the public data feed for the rest."),
    )

    def clean_url(self) -> str:
        url = str(self.cleaned_data["url"])
        why = delivery.refusal(url)
        if why:
            raise ValidationError(why)
        return url

    def clean(self) -> Any:
        if not conf.webhook_key():
            raise ValidationError(
                _("Nothing can be signed yet: an operator sets WEBHOOK_KEY and starts the site again.")
            )
        return super().clean()
