from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _


class CasepagesAppConfig(AppConfig):
    name = "casepages"
    label = "sixdegree_casepages"
    verbose_name = _("Case pages")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from casepages.checks import check_settings

        checks.register(check_settings)
