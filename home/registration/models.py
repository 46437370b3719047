from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from publication.identifiers import opaque_id


def today() -> date:
    return timezone.now().date()


class Registration(models.Model):
    """An address that wishes for news. Days, no hours, and nothing of the network it came from.

    The address is encrypted, for that somebody wants to hear of this subject may itself be dangerous to know;
    `email_hash` is keyed, so that it is found again without being read.
    """

    id = models.CharField(primary_key=True, max_length=32, default=opaque_id)
    email = models.TextField(_("address, encrypted"))
    email_hash = models.CharField(max_length=64, unique=True)
    locale = models.CharField(_("language"), max_length=16)
    proved = models.BooleanField(_("with a proof of work"), default=False)
    asked_on = models.DateField(_("asked on"), default=today)
    confirmed_on = models.DateField(_("confirmed on"), null=True)
    mailed_on = models.DateField(_("last asked to confirm on"), null=True)

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")

    def __str__(self) -> str:
        return self.pk
