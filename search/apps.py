from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchAppConfig(AppConfig):
    name = "search"
    label = "sixdegree_search"
    verbose_name = _("Search")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from search import checks  # noqa: F401
