"""The colours of a site, refused where they cannot be read, and its type."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

TEXT_COLOURS = ("ink", "indigo", "madder", "teal")
# Above WCAG 2.2's AAA for text on paper (7:1), its AA on the quieter surface (4.5:1).
ENOUGH = {"paper": 7.0, "mist": 4.5}
HEX = re.compile(r"#[0-9A-Fa-f]{6}")

# `home.documents.theme` says which families each is, first to last.
TYPES = [
    ("book", _("Book: an old-style serif")),
    ("newspaper", _("Newspaper: a sturdy serif")),
    ("humanist", _("Humanist: a warm sans")),
    ("system", _("The reader's own interface type")),
]
TYPE = {"story": "book", "interface": "system"}

LIGHT = {
    "paper": "#FBF8F3",
    "ink": "#1F2430",
    "indigo": "#27355E",
    "madder": "#943022",
    "teal": "#1D5A56",
    "mist": "#E9E3D8",
}
DARK = {
    "paper": "#14171F",
    "ink": "#ECE7DC",
    "indigo": "#A9B8E8",
    "madder": "#E79A8B",
    "teal": "#8CCBC4",
    "mist": "#1E2330",
}


def luminance(colour: str) -> float:
    """Relative luminance of `#RRGGBB`, 0 (black) to 1 (white), as WCAG 2.2 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two `#RRGGBB` colours, 1 to 21, as WCAG 2.2 defines it."""
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


def unreadable(palette: dict[str, str]) -> dict[str, str]:
    """Text colour → why it cannot be read on this palette's surfaces; empty when all can."""
    reasons: dict[str, str] = {}
    for surface, enough in ENOUGH.items():
        for text in TEXT_COLOURS:
            ratio = contrast(palette[text], palette[surface])
            if ratio < enough:
                reasons[text] = _(
                    "Reads on %(surface)s with a contrast of %(ratio).1f; at least %(enough).1f is needed."
                ) % {"surface": surface, "ratio": ratio, "enough": enough}
    return reasons


class ColourBlock(blocks.FieldBlock):
    """`#RRGGBB`, chosen with the browser's own colour input."""

    def __init__(self, **kwargs: Any) -> None:
        label_only = {name: kwargs[name] for name in ("label", "help_text") if name in kwargs}
        self.field = forms.RegexField(HEX, widget=forms.TextInput(attrs={"type": "color"}), **label_only)
        super().__init__(**kwargs)


class PaletteBlock(blocks.StructBlock):
    paper = ColourBlock(label=_("Paper"), help_text=_("The ground of every page."))
    ink = ColourBlock(label=_("Ink"), help_text=_("Text."))
    indigo = ColourBlock(label=_("Indigo"), help_text=_("Links and the thread."))
    madder = ColourBlock(label=_("Madder"), help_text=_("Give."))
    teal = ColourBlock(label=_("Teal"), help_text=_("Funded, safe."))
    mist = ColourBlock(label=_("Mist"), help_text=_("Surfaces."))

    class Meta:
        icon = "view"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if all(HEX.fullmatch(cleaned[name] or "") for name in LIGHT):
            reasons = unreadable(cleaned)
            if reasons:
                errors = {name: ValidationError(reason) for name, reason in reasons.items()}
                raise blocks.StructBlockValidationError(block_errors=errors)
        return cleaned


class TypeBlock(blocks.StructBlock):
    story = blocks.ChoiceBlock(choices=TYPES, default=TYPE["story"], label=_("Stories and headings"))
    interface = blocks.ChoiceBlock(choices=TYPES, default=TYPE["interface"], label=_("Menus and forms"))

    class Meta:
        icon = "title"


class ThemeBlock(blocks.StructBlock):
    light = PaletteBlock(label=_("Light"), default=LIGHT)
    dark = PaletteBlock(label=_("Dark"), default=DARK)
    type = TypeBlock(
        label=_("Type"), default=TYPE, help_text=_("Thai and Chinese keep families of their own.")
    )

    class Meta:
        icon = "view"
        label = _("Colours and type")
