import json
from collections.abc import Mapping
from typing import Any

from django import forms
from wagtail.admin.panels import FieldPanel
from wagtailgeowidget.panels import LeafletPanel

from storymap import route
from storymap.fields import AreaField
from storymap.widgets import AreaInput


class AreaPanel(LeafletPanel):
    """A panel for a model's CharField that holds an area's code."""

    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        return {**options, "field_classes": {self.field_name: AreaField}}

    def widget_overrides(self) -> dict[str, AreaInput]:
        return {self.field_name: AreaInput()}

    def clone(self) -> "AreaPanel":
        # LeafletPanel's own would hand on points, zoom and addresses.
        return self.__class__(
            classname=self.classname, **{k: v for k, v in self.clone_kwargs().items() if k != "classname"}
        )


class RoutePanel(FieldPanel):
    """A StreamField of milestones with the route they tell beside it, drawn as it is written.

    A milestone is any StructBlock that holds an AreaBlock. Name its other children where they are not
    `heading` and `stage`; `under_18` is a child with yes, no or unknown, all but no make places coarser.
    """

    def __init__(self, field_name: str, parts: route.Parts | None = None, **kwargs: Any) -> None:
        super().__init__(field_name, **kwargs)
        self.parts = parts or route.Parts()

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "parts": self.parts}

    def taken(self, form: Any) -> Mapping[str, str] | None:
        """Block id → code of the area shown, where places are written elsewhere; None: they are its own."""
        return None

    class BoundPanel(FieldPanel.BoundPanel):
        template_name = "storymap/panels/route_panel.html"

        @property
        def media(self) -> forms.Media:
            return forms.Media(
                css={"all": ["storymap/leaflet/leaflet.css", "storymap/css/route.css"]},
                js=[
                    "storymap/leaflet/leaflet.js",
                    "storymap/js/places.js",
                    "storymap/js/route-stream.js",
                    "storymap/js/route-map.js",
                    "storymap/js/route-list.js",
                    "storymap/js/route-controller.js",
                ],
            )

        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            panel: Any = self.panel
            if self.bound_field is not None:
                places = route.places_of(self.bound_field.field.block)
                options = route.options(places, panel.parts, panel.taken(self.form))
                context["route_options"] = json.dumps(options)
            return context
