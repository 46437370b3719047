from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a public record is. A case and its updates need a consent; pages and the site do not."""

    CASE = "case", _("case")
    UPDATE = "update", _("case update")
    PAGE = "page", _("page")
    SITE = "site", _("site")


CONSENTED = (Kind.CASE, Kind.UPDATE)
