"""The site as a whole: name, colours, menu, words. One per locale; front ends read its signed record."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel
from wagtail.coreutils import get_content_languages
from wagtail.fields import StreamField
from wagtail.models import Page

from home.pages.blocks import PAGES
from home.pages.guarded import GuardedPage
from home.pages.theme import ThemeBlock
from home.pages.wording import WordingBlock


class MenuItemBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=40, label=_("Words"))
    page = blocks.PageChooserBlock(page_type=PAGES, label=_("Page"))

    class Meta:
        icon = "link"
        label = _("Page")


class StoriesItemBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=40, label=_("Words"))

    class Meta:
        icon = "list-ul"
        label = _("The list of stories")


def content_languages() -> list[tuple[str, str]]:
    return list(get_content_languages().items())


class SitePageForm(WagtailAdminPageForm):
    locales = forms.MultipleChoiceField(
        choices=content_languages, widget=forms.CheckboxSelectMultiple, label=_("Languages offered")
    )


class SitePage(GuardedPage):
    """`title` is the site's name. `locales` are the codes a reader may choose from."""

    kind = "site"
    strapline = models.CharField(_("strapline"), max_length=160, blank=True)
    theme = StreamField(
        [("theme", ThemeBlock())], blank=True, min_num=1, max_num=1, verbose_name=_("colours")
    )
    menu = StreamField(
        [("page", MenuItemBlock()), ("stories", StoriesItemBlock())],
        blank=True,
        max_num=7,
        verbose_name=_("menu"),
    )
    wording = StreamField(
        [("wording", WordingBlock())], blank=True, min_num=1, max_num=1, verbose_name=_("wording")
    )
    locales = models.JSONField(_("languages offered"), default=list)

    base_form_class = SitePageForm
    parent_page_types = ["sixdegree_home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    content_panels = [
        *Page.content_panels,
        FieldPanel("strapline"),
        FieldPanel("theme"),
        FieldPanel("menu"),
        FieldPanel("wording"),
        FieldPanel("locales"),
    ]
    promote_panels: list[Any] = []

    class Meta:
        verbose_name = _("site and theme")
        verbose_name_plural = _("sites and themes")

    def clean(self) -> None:
        super().clean()
        own = self.locale.language_code if self.locale_id else ""
        if self.locales and own not in self.locales:
            raise ValidationError(
                {"locales": _("Offer at least this page's own language (%(locale)s).") % {"locale": own}}
            )

    def public_path(self) -> str:
        return f"/{self.locale.language_code}/"
