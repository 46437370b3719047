"""The words an organisation chooses for its own site. All other words are translations of the interface."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class WordingBlock(blocks.StructBlock):
    give = blocks.CharBlock(max_length=24, label=_("Word on the button to give"))
    fund_name = blocks.CharBlock(max_length=60, label=_("Name of the general fund"))
    fund_explained = blocks.TextBlock(rows=2, label=_("What the general fund is for"))
    withdrawn = blocks.CharBlock(
        max_length=160, label=_("Said where a story was"), help_text=_("Shown after a withdrawal or recall.")
    )
    promise = blocks.CharBlock(
        max_length=200, label=_("Promise to readers"), help_text=_("At the foot of pages.")
    )
    thanks = blocks.CharBlock(max_length=160, label=_("First sentence after a gift"))

    class Meta:
        icon = "openquote"
        label = _("Wording")
