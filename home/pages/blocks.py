"""What a content page is made of. Text is plain: no markup, no embeds, nothing that loads from elsewhere."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

PAGES = ["sixdegree_home.HomePage", "sixdegree_home.ContentPage"]


class ListOfPointsBlock(blocks.StructBlock):
    ordered = blocks.BooleanBlock(required=False, label=_("Numbered"))
    items = blocks.ListBlock(blocks.CharBlock(max_length=400), label=_("Points"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("List")


class FigureBlock(blocks.StructBlock):
    """A number from elsewhere. Counts of trafficking disagree: none is kept without its source and date."""

    value = blocks.CharBlock(
        max_length=60, label=_("Figure"), help_text=_("As the source states it: “about 70,000”.")
    )
    what = blocks.CharBlock(max_length=200, label=_("What it counts"))
    source = blocks.CharBlock(
        max_length=200, required_on_save=True, label=_("Source"), help_text=_("Who published this figure.")
    )
    source_date = blocks.CharBlock(
        max_length=60,
        required_on_save=True,
        label=_("Date of the source"),
        help_text=_("A year, or why there is none: “undated, 2018 or later”."),
    )
    url = blocks.URLBlock(
        required=False, label=_("Address of the source"), validators=[URLValidator(["https"])]
    )

    class Meta:
        icon = "table"
        label = _("Figure with source")


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(rows=3, label=_("Quote"))
    attribution = blocks.CharBlock(max_length=200, label=_("Who said or wrote it"))

    class Meta:
        icon = "openquote"
        label = _("Quote")


class LinkBlock(blocks.StructBlock):
    """To a page of this site or to an https address: exactly one of them."""

    text = blocks.CharBlock(max_length=120, label=_("Words of the link"))
    page = blocks.PageChooserBlock(page_type=PAGES, required=False, label=_("Page of this site"))
    url = blocks.URLBlock(required=False, label=_("Address elsewhere"), validators=[URLValidator(["https"])])

    class Meta:
        icon = "link"
        label = _("Link")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned["page"] and cleaned["url"]:
            one = ValidationError(_("Choose a page or type an address, not both: empty one of the two."))
            raise blocks.StructBlockValidationError(block_errors={"url": one})
        if not self.is_deferred_validation and not cleaned["page"] and not cleaned["url"]:
            where = ValidationError(_("Say where the link leads: choose a page or type an https address."))
            raise blocks.StructBlockValidationError(block_errors={"page": where})
        return cleaned


class BodyBlock(blocks.StreamBlock):
    heading = blocks.CharBlock(max_length=120, icon="title", label=_("Heading"))
    paragraph = blocks.TextBlock(
        icon="pilcrow", label=_("Text"), help_text=_("Plain text. An empty line begins a new paragraph.")
    )
    list = ListOfPointsBlock()
    figure = FigureBlock()
    quote = QuoteBlock()
    link = LinkBlock()
