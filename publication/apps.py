from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicationAppConfig(AppConfig):
    name = "publication"
    label = "sixdegree_publication"
    verbose_name = _("Publication")
    default_auto_field = "django.db.models.BigAutoField"
