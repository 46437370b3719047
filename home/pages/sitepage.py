"""The site as a whole: name, colours, menu, words. One per locale; front ends read its signed record."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
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

# Nothing but drawing commands and numbers reaches a document.
LOGO = RegexValidator(
    r"\A[MmLlHhVvCcSsQqTtAaZz0-9 .,\-]*\Z",
    _("Only the d of an SVG path can stand here: its letters, numbers, spaces, commas, points and minus."),
)
HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?")


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
        [("theme", ThemeBlock())], blank=True, min_num=1, max_num=1, verbose_name=_("colours and type")
    )
    logo = models.TextField(
        _("logo"),
        blank=True,
        max_length=1500,
        validators=[LOGO],
        help_text=_(
            "One line in the colour of links: the d of an SVG path on 32 by 24 units, stroked 2.5 wide. "
            "Without one the stitch is shown."
        ),
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
    hosts = models.CharField(
        _("host names"),
        max_length=400,
        blank=True,
        help_text=_(
            "Under these names, with spaces between them, readers meet this site. Under any other they meet "
            "the one that was released first."
        ),
    )
    exit_url = models.URLField(
        _("where “Leave now” leads"),
        blank=True,
        validators=[URLValidator(["https"])],
        help_text=_(
            "A page that says nothing about its reader: weather, news. Empty: the operator's choice."
        ),
    )

    base_form_class = SitePageForm
    parent_page_types = ["sixdegree_home.HomePage"]
    subpage_types: list[str] = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("strapline"),
        FieldPanel("theme"),
        FieldPanel("logo"),
        FieldPanel("menu"),
        FieldPanel("wording"),
        FieldPanel("locales"),
        FieldPanel("hosts"),
        FieldPanel("exit_url"),
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

        unreadable = [name for name in self.host_names if not HOST.fullmatch(name)]
        if unreadable:
            wrong = {"name": unreadable[0]}
            message = _(
                "“%(name)s” is no host name: write it as in give.example.org, without https and port."
            )
            raise ValidationError({"hosts": message % wrong})

    @property
    def host_names(self) -> list[str]:
        return self.hosts.casefold().split()

    def public_path(self) -> str:
        return f"/{self.locale.language_code}/"
