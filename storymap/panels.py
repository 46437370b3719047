from typing import Any

from wagtailgeowidget.panels import LeafletPanel

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
