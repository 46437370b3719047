"""What is asked of a picture: file and words at upload, words afterwards, and the rectangles to cover."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from casepages.actions import describe_picture, upload_picture
from casepages.exceptions import Refusal
from casepages.models import CasePicture
from casepages.pictures.boxes import Box
from casepages.pictures.covering import roomy

SIDES = ("left", "top", "width", "height")
ROWS = 6


class UploadForm(WagtailAdminModelForm):
    """The file is read once, here; a refused one is named with its cure, and nothing of it is stored."""

    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text=_(
            "JPEG, PNG or WebP, at most 12 MB. Only its pixels are kept: not its name, its place, its camera."
        ),
    )
    field_order = ["file", "kind", "alt", "credit"]

    class Meta:
        model = CasePicture
        fields = ["kind", "alt", "credit"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.errors:
            try:
                self.instance = upload_picture(
                    cleaned["file"],
                    self.for_user,
                    kind=cleaned["kind"],
                    alt=cleaned["alt"],
                    credit=cleaned["credit"],
                )
            except Refusal as refusal:
                self.add_error("file", ValidationError(refusal.detail))
        return cleaned

    def _post_clean(self) -> None:
        # The verb has checked and stored a picture of its own.
        pass

    def save(self, commit: bool = True) -> CasePicture:
        stored: CasePicture = self.instance
        return stored


class DescriptionForm(WagtailAdminModelForm):
    class Meta:
        model = CasePicture
        fields = ["kind", "alt", "credit"]

    def save(self, commit: bool = True) -> CasePicture:
        return describe_picture(self.instance, by=self.for_user)


class CoverForm(forms.Form):
    """A tick for each face found, and rows of numbers for what else to cover; `seen` names the picture."""

    seen = forms.CharField(widget=forms.HiddenInput)
    faces = forms.MultipleChoiceField(
        label=_("Faces found"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, picture: CasePicture, **kwargs: Any) -> None:
        self.picture = picture
        initial = {"seen": picture.sha256, "faces": [str(at) for at in range(len(picture.faces))]}
        super().__init__(*args, **{**kwargs, "initial": initial})
        choice: Any = self.fields["faces"]
        choice.choices = [
            (str(at), gettext("Face %(number)d") % {"number": at + 1}) for at in range(len(picture.faces))
        ]
        for row in range(ROWS):
            for side, label in zip(SIDES, (_("Left"), _("Top"), _("Width"), _("Height")), strict=True):
                largest = picture.width if side in ("left", "width") else picture.height
                self.fields[f"{side}-{row}"] = forms.IntegerField(
                    label=label,
                    required=False,
                    min_value=1 if side in ("width", "height") else 0,
                    max_value=largest,
                )

    @property
    def rows(self) -> list[list[Any]]:
        return [[self[f"{side}-{row}"] for side in SIDES] for row in range(ROWS)]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for row in range(ROWS):
            typed = [cleaned.get(f"{side}-{row}") for side in SIDES]
            if any(value is not None for value in typed) and None in typed and not self.errors:
                raise ValidationError(gettext("A rectangle needs all four numbers, or none."))
        if not self.errors and not self.boxes:
            raise ValidationError(gettext("Tick a face, or draw or type a rectangle to cover."))
        return cleaned

    @property
    def boxes(self) -> list[Box]:
        """The ticked faces with room around them, and the rectangles as they were typed."""
        ticked = [self.picture.found[int(at)] for at in self.cleaned_data.get("faces", [])]
        faces = [roomy(box, self.picture.width, self.picture.height) for box in ticked]
        return [*faces, *self._typed]

    @cached_property
    def _typed(self) -> list[Box]:
        rows = [[self.cleaned_data.get(f"{side}-{row}") for side in SIDES] for row in range(ROWS)]
        return [
            Box(left, top, width, height)
            for left, top, width, height in rows
            if not (left is None or top is None or width is None or height is None)
        ]


class ExceptionForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput)
    exception = forms.ChoiceField(
        label=_("Why it stays as it is"), widget=forms.RadioSelect, choices=CasePicture.EXCEPTIONS
    )
