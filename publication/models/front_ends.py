import secrets
from datetime import timedelta

from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from publication import conf


class Event(models.TextChoices):
    """What a front end may be told. The name and an id, never more: it asks the API what is true now."""

    RELEASED = "case.released", _("A case became public, in a language or again")
    UPDATED = "case.updated", _("Something about a public case changed: news, or where it may be shown")
    RECALLED = "case.recalled", _("Something of a case is hidden, and may come back")
    WITHDRAWN = "case.withdrawn", _("A case is gone for good")
    SITE = "site.changed", _("A content page or the site's own settings changed")


def fresh_salt() -> str:
    return secrets.token_urlsafe(32)


class FrontEnd(models.Model):
    """Somebody else's site that shows our records and is told when they change.

    Its signing secret stands nowhere: it is derived from `salt` and a key outside the database. For a while
    after a change `previous_salt` signs beside it.
    """

    name = models.CharField(_("name"), max_length=100)
    url = models.URLField(
        _("address"),
        max_length=500,
        help_text=_("Where events are sent by POST, for instance https://front.example/hooks/sixdegree"),
    )
    events = models.JSONField(_("events"), default=list)
    active = models.BooleanField(
        _("on"), default=True, help_text=_("Switched off, it is told nothing, not even what already waits.")
    )
    salt = models.CharField(max_length=64, default=fresh_salt, editable=False)
    previous_salt = models.CharField(max_length=64, blank=True, editable=False)
    previous_until = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(_("registered"), db_default=Now(), editable=False)
    told_at = models.DateTimeField(_("last told"), null=True, editable=False)
    answer = models.CharField(_("last answer"), max_length=100, blank=True, editable=False)

    class Meta:
        verbose_name = _("front end")
        verbose_name_plural = _("front ends")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def salts(self) -> list[str]:
        """Those whose secrets sign now, the newest first."""
        still = self.previous_salt and self.previous_until and self.previous_until > timezone.now()
        return [self.salt, self.previous_salt] if still else [self.salt]

    def draw_salt(self) -> None:
        self.previous_salt, self.salt = self.salt, fresh_salt()
        self.previous_until = timezone.now() + timedelta(hours=conf.webhook_rotation_hours())
        self.save(update_fields=["salt", "previous_salt", "previous_until"])
