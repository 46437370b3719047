"""The place picker: wagtailgeowidget's Leaflet widget without points, tiles, addresses or outside hosts."""

import json
from typing import Any

from django import forms
from django.forms.renderers import BaseRenderer
from django.templatetags.static import static
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin.telepath import register
from wagtailgeowidget.widgets import LeafletField, LeafletFieldAdapter

from storymap import gazetteer
from storymap.credits import CREDITS


class AreaInput(LeafletField):
    """A name search and a map that give an area's code. Only the code has a form name and is sent."""

    template_name = "storymap/widgets/area_input.html"
    # Only the input of the code is hidden: a form must show the picker's label, help and errors.
    is_hidden = False

    @property
    def media(self) -> forms.Media:
        return forms.Media(
            css={"all": ["storymap/leaflet/leaflet.css", "storymap/css/area-field.css"]},
            js=[
                "storymap/leaflet/leaflet.js",
                "wagtailgeowidget/js/leaflet-field.js",
                "storymap/js/places.js",
                "storymap/js/area-search.js",
                "storymap/js/area-map.js",
                "storymap/js/area-field.js",
                "storymap/js/area-field-controller.js",
            ],
        )

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-search" if id_ else id_

    def build_attrs(
        self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        # Past LeafletField's own, which writes a default point into the page.
        return forms.HiddenInput.build_attrs(self, base_attrs, extra_attrs)

    def get_context(self, name: str, value: object, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        code = str(value) if value else ""
        context["widget"] |= {
            "label": _label(code),
            "aria": [
                (key, text) for key, text in context["widget"]["attrs"].items() if key.startswith("aria-")
            ],
            "options": json.dumps(picker_options()),
            "in_stream": self.id_prefix == "",
        }
        return context

    def render(
        self,
        name: str,
        value: object,
        attrs: dict[str, Any] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        return forms.Widget.render(self, name, value, attrs, renderer)


class AreaInputAdapter(LeafletFieldAdapter):
    js_constructor = "storymap.widgets.AreaInput"

    def js_args(self, widget: AreaInput) -> list[Any]:
        return [widget.render("__NAME__", None, attrs={"id": "__ID__"}), picker_options()]

    class Media:
        extend = False
        js = ["storymap/js/area-field-telepath.js"]


register(AreaInputAdapter(), AreaInput)


def picker_options() -> dict[str, Any]:
    """What the picker's script needs: its own static files, the editor's language, its sentences."""
    return {
        "names": static("storymap/places/names.json"),
        "countries": static("storymap/places/countries.json"),
        "regions": static("storymap/places/regions.json"),
        "locale": _locale(),
        "credits": CREDITS,
        "strings": {
            "loading": _("Loading places…"),
            "failed": _("The list of places could not be loaded. Reload the page to try again."),
            "none": _("No place of this name. Choose the region or country it lies in."),
            "found": _("%d places found"),
            "shownAs": _("shown as %s"),
            "chosen": _("%s chosen"),
            "chosenUndrawn": _("%s chosen. The map could not be drawn: save, then reload to see it."),
            "undrawn": _("The map could not be drawn. Reload the page to try again."),
            "cleared": _("No place chosen"),
            "tooSmall": _("{small} is too small to be named safely. {large} is shown in its place."),
            "country": _("Country"),
            "region": _("Region"),
            "city": _("City"),
        },
    }


def _label(code: str) -> str:
    try:
        return gazetteer.label(code, _locale()) if code else ""
    except gazetteer.UnknownArea:
        return code


def _locale() -> str:
    language = (get_language() or "en").lower()
    if language.startswith("zh"):
        return "zh-hans"
    return language.split("-")[0] if language.split("-")[0] in ("id", "th") else "en"
