"""How a person's consent was given: private, never edited; a change of mind is a new record."""

import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from casepages import vocabulary
from casepages.fields import EncryptedTextField, VocabularyListField
from casepages.models.case_file import CaseFile


class ConsentRecord(models.Model):
    """What a person agreed to, when, until when, and who explained it. The newest record of a file counts."""

    case_file = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="consents", editable=False)
    given_on = models.DateField(_("given on"))
    expires_on = models.DateField(
        _("ends on"),
        help_text=_("From this day on nothing is shown any more, unless consent was renewed."),
    )
    explained_by = models.CharField(
        _("explained by"),
        max_length=200,
        help_text=_("The colleague who explained, in the person's own language, what will be shown to whom."),
    )
    under_18 = models.CharField(
        _("under 18 now (private)"),
        max_length=10,
        default="unknown",
        choices=vocabulary.under_18_choices,
        help_text=_(
            "Never published. Unless the answer is no, a guardian consents too, two people sign, and nothing "
            "tells an age."
        ),
    )
    assented_on = models.DateField(
        _("own assent given on"),
        null=True,
        blank=True,
        help_text=_("The day on which the young person agreed, in words made for their age."),
    )
    guardian_consented_on = models.DateField(
        _("guardian consented on"),
        null=True,
        blank=True,
        help_text=_("Who it was stays in your own records."),
    )
    guardian = models.CharField(
        _("consented as guardian"),
        max_length=20,
        blank=True,
        choices=vocabulary.guardian_choices,
        help_text=_("In what capacity. No name."),
    )
    locales = VocabularyListField(
        _("languages"),
        vocabulary=vocabulary.locale_choices,
        blank=True,
        help_text=_("The languages in which the story may be told."),
    )
    channels = VocabularyListField(
        _("where it may be shown"),
        vocabulary=vocabulary.channel_choices,
        blank=True,
        help_text=_(
            "Tick only what the person agreed to. Nothing ticked: the file is kept, nothing is shown."
        ),
    )
    note = EncryptedTextField(
        _("private note"), blank=True, help_text=_("Conditions and wishes, stored encrypted. No names.")
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    panels = [
        FieldRowPanel([FieldPanel("given_on"), FieldPanel("expires_on")]),
        FieldPanel("explained_by"),
        MultiFieldPanel(
            [
                FieldPanel("under_18"),
                FieldPanel("assented_on"),
                FieldRowPanel([FieldPanel("guardian_consented_on"), FieldPanel("guardian")]),
            ],
            heading=_("If the person is, or may be, under 18"),
        ),
        FieldPanel("locales"),
        FieldPanel("channels"),
        FieldPanel("note"),
    ]

    class Meta:
        verbose_name = _("consent record")
        verbose_name_plural = _("consent records")
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_on__gt=models.F("given_on")), name="casepages_consent_ends_later"
            )
        ]

    def __str__(self) -> str:
        return str(_("Consent given on %(day)s")) % {"day": self.given_on}

    def clean(self) -> None:
        super().clean()
        refused = {**self._refused_dates(), **self._refused_scope(), **self._refused_of_a_minor()}
        if refused:
            raise ValidationError(refused)

    @property
    def may_be_minor(self) -> bool:
        """No answer counts as yes: a case shown with too much care harms nobody."""
        return self.under_18 != "no"

    def covers(self, locale: str, channel: str = vocabulary.SITE, on: datetime.date | None = None) -> bool:
        """Whether it allows showing the case in a locale through a channel on a day (today)."""
        day = on or timezone.localdate()
        return self.given_on <= day < self.expires_on and locale in self.locales and channel in self.channels

    def _refused_dates(self) -> dict[str, Any]:
        if not (self.given_on and self.expires_on):
            return {}
        if self.given_on > timezone.localdate():
            return {"given_on": _("Consent cannot be given in the future. Enter the day it was given.")}
        if self.expires_on <= self.given_on:
            return {"expires_on": _("Consent must end after the day it was given.")}
        return {}

    def _refused_of_a_minor(self) -> dict[str, Any]:
        """Child and guardian both agree: UN Convention on the Rights of the Child, articles 5 and 12."""
        if not (self.may_be_minor and self.channels):
            return {}
        needed = {
            "assented_on": _("Under 18, or not known: enter the day of the person's own assent."),
            "guardian_consented_on": _("Under 18, or not known: enter the day a guardian consented."),
            "guardian": _("Under 18, or not known: choose in what capacity the guardian consented."),
        }
        refused: dict[str, Any] = {
            name: sentence for name, sentence in needed.items() if not getattr(self, name)
        }
        for name in ("assented_on", "guardian_consented_on"):
            if getattr(self, name) and getattr(self, name) > timezone.localdate():
                refused[name] = _("This cannot lie in the future. Enter the day it was given.")
        return refused

    def _refused_scope(self) -> dict[str, Any]:
        if not self.channels:
            return {}
        if vocabulary.SITE not in self.channels:
            return {
                "channels": _("All other uses show what is on the public site: tick the site too, or none.")
            }
        if not self.locales:
            return {"locales": _("Tick at least one language in which the story may be shown.")}
        return {}
