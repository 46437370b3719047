from django import forms
from django.core.exceptions import ValidationError

from storymap import gazetteer
from storymap.widgets import AreaInput


class AreaField(forms.CharField):
    """A form field whose value is the code of an area that may be shown, or its empty value.

    An area too small to be offered becomes the one that is; a code the gazetteer does not hold is refused.
    """

    widget = AreaInput

    def clean(self, value: object) -> str | None:
        code: str | None = super().clean(value)
        if not code:
            return code
        try:
            return gazetteer.offered(code).code
        except gazetteer.UnknownArea as unknown:
            raise ValidationError(str(unknown), code="unknown_area") from unknown
