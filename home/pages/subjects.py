"""The random id under which the public knows a page, the same in every locale and after its deletion."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from publication.identifiers import opaque_id


class PageSubject(models.Model):
    """Kept apart from the page: a copied page would carry a field along and answer for another's record."""

    translation_key = models.UUIDField(_("translation key"), unique=True)
    subject = models.CharField(_("subject"), max_length=32, unique=True, default=opaque_id)

    class Meta:
        verbose_name = _("page subject")
        verbose_name_plural = _("page subjects")

    def __str__(self) -> str:
        return self.subject


def subject_of(page: Page) -> str:
    """The page's subject, drawn on first asking; empty for a page that was never saved."""
    if page.pk is None:
        return ""
    found, _created = PageSubject.objects.get_or_create(translation_key=page.translation_key)
    return found.subject
