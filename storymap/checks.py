from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.apps.registry import Apps
from django.core.checks import CheckMessage, Error
from django.utils.translation import gettext as _


def picker_can_start(
    app_configs: Sequence[AppConfig] | None, registry: Apps = apps, **kwargs: Any
) -> list[CheckMessage]:
    """The place picker builds on wagtailgeowidget's scripts, which are found only where it is installed."""
    if registry.is_installed("wagtailgeowidget"):
        return []
    return [
        Error(
            _("The place picker's scripts are missing."),
            hint=_("Add “wagtailgeowidget” to INSTALLED_APPS."),
            id="sixdegree_storymap.E001",
        )
    ]
