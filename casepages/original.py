"""A translation says the same in other words: all that is not words is its original's, and shown as such."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.models import Page

from storymap import gazetteer
from storymap.panels import AreaPanel, RoutePanel

TAKEN = (
    "title",
    "case_file",
    "age_band",
    "exploitation",
    "origin",
    "period_from",
    "period_to",
    "first_published_on",
    "picture",
)


def original_of(page: Page) -> Any:
    """The newest draft of the page this one was translated from; None for the original itself."""
    if page.pk is None:
        return None
    first = type(page).objects.filter(translation_key=page.translation_key).order_by("pk").first()
    if first is None or first.pk == page.pk:
        return None
    return first.get_latest_revision_as_object()


class TranslationFormMixin:
    """The form of a translation lacks the fields of its original, whose values it keeps up with."""

    fields: dict[str, Any]
    instance: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.original = original_of(self.instance)
        if self.original is not None:
            for name in TAKEN:
                self.fields.pop(name, None)
                setattr(self.instance, name, getattr(self.original, name))


class TakenBoundPanel:
    """Shows the value where the form lacks the field."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        panel: Any = kwargs["panel"]
        if kwargs["form"] is not None and getattr(self, "bound_field", None) is None:
            self.read_only = True
            self.heading = panel.heading or capfirst(panel.db_field.verbose_name)
            self.help_text = gettext("Taken from the original.")


class TakenPanel(FieldPanel):
    """A field that is written in the original, and read in its translations."""

    def format_value_for_display(self, value: Any) -> Any:
        return super().format_value_for_display(value) if value else "–"

    class BoundPanel(TakenBoundPanel, FieldPanel.BoundPanel):
        pass


class TakenAreaPanel(AreaPanel):
    def format_value_for_display(self, value: Any) -> Any:
        try:
            return gazetteer.label(value, "en") if value else "–"
        except gazetteer.UnknownArea:
            return value

    class BoundPanel(TakenBoundPanel, FieldPanel.BoundPanel):
        pass


class TakenRoutePanel(RoutePanel):
    """The route of a translation is its original's."""

    def taken(self, form: Any) -> Mapping[str, str] | None:
        original = getattr(form, "original", None)
        if original is None:
            return None
        return {str(block.id): _shown(block.value) for block in original.milestones}


def _shown(milestone: Any) -> str:
    """The area that a release names in the milestone, "" for none."""
    code = milestone["area"]
    return gazetteer.offered(code, under_18=milestone["under_18"] != "no").code if code else ""


class TranslationNote(HelpPanel):
    """What to translate, and what not; for translations alone."""

    class BoundPanel(HelpPanel.BoundPanel):
        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.original: Any = getattr(self.form, "original", None)
            if self.original is not None:
                self.content = self.sentence()

        def is_shown(self) -> bool:
            return self.original is not None

        def sentence(self) -> str:
            return format_html(
                '<p>{} <a href="{}">{}</a></p>',
                _(
                    "This page is a translation: translate the summary, the note, the headings and texts of "
                    "the milestones, and the descriptions of pictures. Everything else, the stages, areas, "
                    "periods, icons, pictures and answers about age in the milestones too, is taken from the "
                    "original as it was signed, whatever stands here. Keep every milestone of the original "
                    "and add none."
                ),
                reverse("wagtailadmin_pages:edit", args=[self.original.pk]),
                _("Open the original"),
            )
