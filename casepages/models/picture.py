"""Pictures of cases, kept in the database: no public address leads to one, and no library lists them."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from casepages.opaque import opaque
from casepages.pictures.boxes import Box


class CasePictureQuerySet(models.QuerySet["CasePicture"]):
    def without_content(self) -> "CasePictureQuerySet":
        """Enough to list pictures; the bytes of each are many."""
        return self.defer("content")


class CasePicture(models.Model):
    """What may be shown with a story: pixels alone, made clean at upload. The uploaded file is not kept.

    `faces` and `covers` are boxes in these pixels: what the detector found in them, and what was filled.
    `sha256` is that of `content`, a WebP file.
    """

    ILLUSTRATION, PHOTOGRAPH = "illustration", "photograph"
    KINDS = [(ILLUSTRATION, _("Illustration")), (PHOTOGRAPH, _("Photograph"))]
    NO_FACE, CONSENTED = "no_face", "consented"
    EXCEPTIONS = [
        (NO_FACE, _("What was found is no face of a real person")),
        (CONSENTED, _("The person agreed, in writing, that this face is shown")),
    ]

    ref = models.CharField(max_length=32, unique=True, default=opaque, editable=False)
    kind = models.CharField(_("kind"), max_length=16, choices=KINDS, default=ILLUSTRATION)
    alt = models.CharField(
        _("description"),
        max_length=300,
        help_text=_(
            "What it shows, in the language of the story, for people who do not see it. Published with the "
            "picture: no names and no places."
        ),
    )
    credit = models.CharField(
        _("credit"),
        max_length=120,
        blank=True,
        help_text=_("Who made it. Published with the picture; never the person of the story."),
    )
    content = models.BinaryField(editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    faces = models.JSONField(default=list, blank=True, editable=False)
    covers = models.JSONField(default=list, blank=True, editable=False)
    detector = models.CharField(max_length=100, editable=False)
    exception = models.CharField(max_length=16, choices=EXCEPTIONS, blank=True, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)

    objects = CasePictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture of a case")
        verbose_name_plural = _("pictures of cases")
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        # Stands in Wagtail's own log too: it says nothing of what is shown.
        return str(_("Picture %(name)s")) % {"name": self.ref[:4].upper()}

    @property
    def found(self) -> list[Box]:
        return [Box.from_json(box) for box in self.faces]

    @property
    def covered(self) -> list[Box]:
        return [Box.from_json(box) for box in self.covers]


class CasePictureEdit(models.Model):
    """Who had a hand in a picture: whoever is named here does not sign a story that shows it."""

    UPLOADED, DESCRIBED, COVERED, EXCEPTED = "uploaded", "described", "covered", "excepted"
    VERBS = [
        (UPLOADED, _("uploaded it")),
        (DESCRIBED, _("changed its description")),
        (COVERED, _("covered a part of it")),
        (EXCEPTED, _("left a face uncovered")),
    ]

    picture = models.ForeignKey(CasePicture, on_delete=models.CASCADE, related_name="edits")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    verb = models.CharField(_("did"), max_length=16, choices=VERBS)
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("edit of a picture")
        verbose_name_plural = _("edits of pictures")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_verb_display()} ({self.at:%Y-%m-%d})"


def picture_field(**options: Any) -> Any:
    """A page's reference to a picture; a deleted picture leaves the page standing."""
    return models.ForeignKey(
        CasePicture, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", **options
    )
