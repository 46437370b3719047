"""The pages people read besides the stories: the home page, how protection works, about."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from home.pages.blocks import BodyBlock
from home.pages.guarded import GuardedPage

TAKEN_SLUGS = frozenset(
    {
        "home",
        "cases",
        "give",
        "thanks",
        "cancelled",
        "search",
        "site",
        "keep-informed",
        "offline",
        "open-data",
        "gifts",
        "monthly-gift",
        "my-giving",
        "no-more-mails",
    }
)


class WrittenPage(GuardedPage):
    intro = models.TextField(_("introduction"), blank=True, max_length=600)
    body = StreamField(BodyBlock(required=False), blank=True, verbose_name=_("body"))

    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("body")]

    class Meta:
        abstract = True


class HomePage(WrittenPage):
    """The root of the public site. Its public slug is `home`, whatever Wagtail calls its translations."""

    menu_order = 0
    parent_page_types = ["wagtailcore.Page"]
    promote_panels: list[Any] = []

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    @property
    def public_slug(self) -> str:
        return "home"

    def public_path(self) -> str:
        return f"/{self.locale.language_code}/"


class ContentPage(WrittenPage):
    menu_order = models.PositiveSmallIntegerField(
        _("order in lists"), default=100, help_text=_("Smaller comes first; the home page is 0.")
    )

    parent_page_types = ["sixdegree_home.HomePage"]
    subpage_types: list[str] = []
    promote_panels = [*GuardedPage.promote_panels, FieldPanel("menu_order")]

    class Meta:
        verbose_name = _("content page")
        verbose_name_plural = _("content pages")

    def clean(self) -> None:
        super().clean()
        if self.slug in TAKEN_SLUGS:
            raise ValidationError({"slug": slug_taken(self.slug)})


def slug_taken(slug: str) -> str:
    return gettext("“%(slug)s” is an address of the site itself: choose another.") % {"slug": slug}
