from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _


class StorymapAppConfig(AppConfig):
    name = "storymap"
    label = "sixdegree_storymap"
    verbose_name = _("Story map")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from storymap.checks import picker_can_start

        checks.register(picker_can_start)
