"""A stage of a journey that editors add to the seven of ours."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from casepages import vocabulary
from casepages.opaque import opaque


def is_new(slug: str) -> None:
    """Raises ValidationError for a slug of our own stages, or of the settings'. Migration 0007 names it."""
    if slug in vocabulary.given_stages():
        raise ValidationError(_("There is such a stage already."))


class Stage(models.Model):
    """`labels` maps each language of the site to the stage's word in it. `slug` is public: nobody types it.

    There is no deletion: a story written earlier would lose its word.
    """

    slug = models.CharField(_("code"), max_length=40, unique=True, default=opaque, editable=False)
    glyph = models.CharField(_("icon"), max_length=20, choices=vocabulary.glyph_choices)
    labels = models.JSONField(default=dict, editable=False)

    class Meta:
        verbose_name = _("stage of a journey")
        verbose_name_plural = _("stages of a journey")
        ordering = ["pk"]
        default_permissions = ("add", "change", "view")

    def __str__(self) -> str:
        return self.label()

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError("Stories name a stage by its code: it is not deleted.")

    def label(self) -> str:
        """In the language that is active, else in the first it was given."""
        words = self.labels.get(get_language() or "") or next(iter(self.labels.values()), "")
        return str(words or self.slug)


class StageEdit(models.Model):
    """Who worded a stage: whoever is named here does not sign a story that says it."""

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="edits")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("edit of a stage")
        verbose_name_plural = _("edits of stages")
        ordering = ["-at", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"
