from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeAppConfig(AppConfig):
    name = "home"
    label = "sixdegree_home"
    verbose_name = _("Public site")
    default_auto_field = "django.db.models.BigAutoField"
