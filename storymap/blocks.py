from typing import Any

from django.utils.functional import Promise, cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtailgeowidget.blocks import LeafletBlock

from storymap import gazetteer
from storymap.fields import AreaField
from storymap.widgets import AreaInput


class AreaBlock(LeafletBlock):
    """A StreamField block whose value is the code of a gazetteer area, or None.

    Reading never raises: what the gazetteer does not hold reads as None. Saving does, with a sentence.
    """

    def __init__(self, required: bool = True, help_text: str | Promise | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        # LeafletBlock drops both of these.
        self.field_options: dict[str, Any] = {"required": required, "help_text": help_text}

    @cached_property
    def field(self) -> AreaField:
        return AreaField(widget=AreaInput(id_prefix=""), **self.field_options)

    def to_python(self, value: object) -> str | None:
        try:
            return gazetteer.area(value).code if isinstance(value, str) else None
        except gazetteer.UnknownArea:
            return None

    def get_prep_value(self, value: object) -> str | None:
        return value if isinstance(value, str) and value else None

    def value_from_form(self, value: str | None) -> str | None:
        return value or None

    def value_for_form(self, value: object) -> str:
        return value if isinstance(value, str) else ""

    def render_basic(self, value: str | None, context: dict[str, Any] | None = None) -> SafeString | str:
        if self.to_python(value) is None:
            return ""
        return format_html("{}", gazetteer.label(str(value), (get_language() or "en").lower()))

    class Meta:
        icon = "site"
