from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewAppConfig(AppConfig):
    name = "review"
    label = "sixdegree_review"
    verbose_name = _("Privacy review")
    default_auto_field = "django.db.models.BigAutoField"
