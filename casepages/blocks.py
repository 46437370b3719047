"""The milestone: one point of the journey, as an icon on the map and a passage of the story."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from casepages import vocabulary
from casepages.paragraphs import paragraphs
from storymap.blocks import AreaBlock

PERIOD = re.compile(r"\s*(\d{4})\s*(?:[-–—]\s*(\d{4})\s*)?")


class PeriodBlock(blocks.CharBlock):
    """A year or a range of years, `2008` or `2008–2014`; anything finer would help to recognise a person."""

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        if not typed:
            return ""
        years = PERIOD.fullmatch(typed)
        if not years or (years[2] and years[2] <= years[1]):
            raise ValidationError(_("Write a year or a range of years, like 2008 or 2008–2014."))
        return f"{years[1]}–{years[2]}" if years[2] else years[1]


class CasePictureBlock(blocks.ChooserBlock):
    """One of the pictures of cases, chosen in their own chooser."""

    target_model = "sixdegree_casepages.CasePicture"

    @cached_property
    def widget(self) -> Any:
        # Blocks are made before the admin is there.
        from casepages.pictures.chooser import picture_chooser

        return picture_chooser.widget_class()

    class Meta:
        icon = "image"


class MilestoneValue(blocks.StructValue):
    @property
    def stage_label(self) -> str:
        return vocabulary.stage_label(self["stage"] or "")

    @property
    def glyph(self) -> str:
        """The icon chosen by the editor, else the one of the stage."""
        return self["icon"] or vocabulary.glyph(self["stage"] or "")

    @property
    def paragraphs(self) -> list[str]:
        return paragraphs(self["narrative"] or "")


class MilestoneBlock(blocks.StructBlock):
    stage = blocks.ChoiceBlock(choices=vocabulary.stage_choices, label=_("Stage"))
    heading = blocks.CharBlock(
        max_length=120, label=_("Heading"), help_text=_("A few words that stand beside the icon on the map.")
    )
    narrative = blocks.TextBlock(
        rows=6,
        label=_("What happened"),
        help_text=_(
            "Plain text; an empty line begins a new paragraph. No names, ages, dates or employers, and no "
            "place smaller than the area below."
        ),
    )
    content_note = blocks.CharBlock(
        required=False,
        max_length=200,
        label=_("Note before a hard part"),
        help_text=_("One line, with a link past this part. Empty where nothing is hard to read."),
    )
    area = AreaBlock(
        required=False,
        label=_("Area"),
        help_text=_("A region, not a village. Small regions are shown as the whole country."),
    )
    period = PeriodBlock(
        required=False,
        max_length=20,
        label=_("Period"),
        help_text=_("A year or a range of years: 2008–2014."),
    )
    picture = CasePictureBlock(
        required=False,
        label=_("Picture"),
        help_text=_("A drawing, or a photograph that shows nobody. Faces must be covered."),
    )
    picture_alt = blocks.CharBlock(
        required=False,
        max_length=300,
        label=_("Description of the picture"),
        help_text=_("Leave empty for the one given with the picture; a translation needs its own."),
    )
    icon = blocks.ChoiceBlock(
        choices=vocabulary.glyph_choices,
        required=False,
        label=_("Icon"),
        help_text=_("Leave empty for the icon of the stage."),
    )
    under_18 = blocks.ChoiceBlock(
        choices=vocabulary.under_18_choices,
        default="unknown",
        label=_("Under 18 at that time (private)"),
        help_text=_(
            "Never published. Where the answer is yes or not known, places are shown more coarsely "
            "and the reviewers look more closely."
        ),
    )

    class Meta:
        icon = "site"
        label = _("Milestone")
        label_format = "{stage} · {heading}"
        value_class = MilestoneValue
