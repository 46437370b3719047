"""What a content page is made of. Text is plain: no markup, no embeds, nothing that loads from elsewhere."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.documents.countries import countries

# A telephone dials all that is left of it: two numbers in one would be dialled as a third.
ONE_NUMBER = re.compile(r"[0-9+*#() -]*[0-9][0-9+*#() -]*", re.ASCII)
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


class TermBlock(blocks.StructBlock):
    term = blocks.CharBlock(max_length=80, label=_("Term"))
    text = blocks.TextBlock(rows=2, label=_("What it means"))


class TermsBlock(blocks.StructBlock):
    items = blocks.ListBlock(TermBlock(), label=_("Terms"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("Terms explained")


class HotlineBlock(blocks.StructBlock):
    """Where to report a suspected case. A wrong number costs somebody the one call: none without its day."""

    country = blocks.ChoiceBlock(choices=countries, label=_("Country"))
    name = blocks.CharBlock(max_length=120, label=_("Who answers"))
    number = blocks.CharBlock(max_length=40, label=_("Number"), help_text=_("As it is dialled there."))
    hours = blocks.CharBlock(max_length=120, label=_("Hours"), help_text=_("“Day and night”, for instance."))
    languages = blocks.CharBlock(max_length=200, label=_("Languages spoken"))
    note = blocks.CharBlock(
        required=False,
        max_length=300,
        label=_("Good to know"),
        help_text=_("Whether the call is free, whether a name is asked for."),
    )
    url = blocks.URLBlock(
        required=False, label=_("Address of the service"), validators=[URLValidator(["https"])]
    )
    checked_on = blocks.DateBlock(
        required_on_save=True,
        label=_("Checked on"),
        help_text=_("The day on which somebody last called it, or read it at its source."),
    )

    class Meta:
        icon = "mobile-alt"
        label = _("Hotline")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned["number"] and not ONE_NUMBER.fullmatch(cleaned["number"]):
            one = ValidationError(
                _(
                    "Write one number in the figures 0 to 9, with spaces, + * # - ( ) as it is printed; "
                    "add another number as a hotline of its own."
                )
            )
            raise blocks.StructBlockValidationError(block_errors={"number": one})
        return cleaned


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
    terms = TermsBlock()
    figure = FigureBlock()
    hotline = HotlineBlock()
    note = blocks.CharBlock(
        max_length=200,
        icon="warning",
        label=_("Note before a hard part"),
        help_text=_("One line. A link beside it leads past what follows, to the next heading."),
    )
    quote = QuoteBlock()
    link = LinkBlock()
