"""The workflow task of the gate, and what the guard on `live` and the previews have to remember."""

from datetime import date
from typing import Any

import swapper
from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState

from casepages.fields import EncryptedTextField
from review.waiting import WaitsAtTheDesk


def today() -> date:
    """The day by UTC."""
    return timezone.now().date()


class PrivacyReviewTaskState(TaskState):
    """One submission. `candidate` is the frozen bytes that wait to be signed; a refused one has none."""

    candidate = models.OneToOneField(
        "sixdegree_publication.Candidate",
        verbose_name=_("candidate"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    # Private: place in the page editor (`review.parts`) → what the reviewer who returned it wrote about it.
    comments = models.JSONField(_("comments"), default=dict, blank=True, editable=False)
    # As it was submitted (`review.risk`), so that the queue can be filtered by it; empty in older rows.
    risk = models.CharField(_("risk"), max_length=8, blank=True, editable=False)
    risk_reasons = models.JSONField(_("reasons of the risk"), default=list, blank=True, editable=False)
    exclude_fields_in_copy = ["candidate", "comments"]

    class Meta:
        verbose_name = _("privacy review")
        verbose_name_plural = _("privacy reviews")
        default_permissions = ()
        permissions = [
            ("sign_candidate", _("Can sign or return what waits for its privacy review")),
            ("recall_release", _("Can recall a release")),
        ]


class PrivacyReviewTask(Task):
    """Freezes what was submitted. Signing and returning happen at the desk, never in the page editor."""

    task_state_class = PrivacyReviewTaskState
    lock_class = WaitsAtTheDesk

    class Meta:
        verbose_name = _("privacy review task")
        verbose_name_plural = _("privacy review tasks")

    @classmethod
    def get_description(cls) -> str:
        return str(_("Privacy reviewers sign the exact words, places and pictures that would become public."))

    def start(self, workflow_state: Any, user: Any = None) -> TaskState:
        from review.actions.submit import start

        return start(self, workflow_state, user)

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        # `kwargs` is the client's own JSON and names nothing we accept.
        from review.actions.submit import resubmit

        if action_name == "resubmit":
            resubmit(task_state, user)

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        if obj.permissions_for_user(user).can_edit():
            return [("resubmit", _("Submit this version instead"), False)]
        return []


class ScheduledRelease(models.Model):
    """An hour at which fully signed candidates go public together, if they still may then.

    `sentence` says why they did not. It may name a part of the story: it never leaves the admin.
    """

    class Outcome(models.TextChoices):
        RELEASED = "released", _("released")
        REFUSED = "refused", _("refused at its hour")
        CANCELLED = "cancelled", _("cancelled")
        OVERTAKEN = "overtaken", _("ended before its hour")

    candidates = models.ManyToManyField("sixdegree_publication.Candidate", related_name="scheduled")
    at = models.DateTimeField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    sentence = models.TextField(blank=True)

    class Meta:
        verbose_name = _("scheduled release")
        verbose_name_plural = _("scheduled releases")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_at=None, outcome="")
                | models.Q(ended_at__isnull=False) & ~models.Q(outcome=""),
                name="sixdegree_review_schedule_ends_once",
            )
        ]


class TermChecks(models.Model):
    """How often on a day protected terms were looked for in the texts of a case, or for a person.

    `scope` is an opaque id. The answer to a check tells its author something, so their number is bounded.
    """

    scope = models.CharField(max_length=64)
    day = models.DateField()
    spent = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("checks for protected terms")
        verbose_name_plural = _("checks for protected terms")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["scope", "day"], name="review_term_checks_scope_day")]

    def __str__(self) -> str:
        return f"{self.scope} {self.day}: {self.spent}"


class GuardedType(models.Model):
    """A page type of a registered kind: the database lets its pages live only with a released record."""

    content_type = models.OneToOneField(
        "contenttypes.ContentType", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    kind = models.CharField(max_length=16)

    class Meta:
        verbose_name = _("guarded page type")
        verbose_name_plural = _("guarded page types")


class ReleasedPage(models.Model):
    """Which public record a page stands behind: until that was taken down, the page cannot be deleted."""

    page = models.OneToOneField(
        swapper.get_model_name("wagtailcore", "Page"),
        on_delete=models.PROTECT,
        primary_key=True,
        related_name="+",
    )
    kind = models.CharField(max_length=16)
    subject = models.CharField(max_length=64)
    locale = models.CharField(max_length=16)

    class Meta:
        verbose_name = _("released page")
        verbose_name_plural = _("released pages")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject", "locale"], name="sixdegree_review_one_page_per_record"
            )
        ]


class PreviewToken(models.Model):
    """Opens one preview once. Only the token's digest is kept, and no projected draft is."""

    digest = models.CharField(max_length=64, primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    revision = models.ForeignKey("wagtailcore.Revision", on_delete=models.CASCADE, related_name="+")
    expires_at = models.DateTimeField()

    class Meta:
        verbose_name = _("preview token")
        verbose_name_plural = _("preview tokens")


class CaseloadRow(models.Model):
    """How many of the organisation's own cases have this origin, age band, exploitation and period. Private.

    `exploitation` is the sorted slugs between bars: `|begging|fishing|`. What a row leaves empty fits nothing
    that is published about it.
    """

    origin = models.CharField(max_length=32, blank=True)
    age_band = models.CharField(max_length=10, blank=True)
    exploitation = models.CharField(max_length=300)
    year_from = models.PositiveSmallIntegerField(null=True, blank=True)
    year_to = models.PositiveSmallIntegerField(null=True, blank=True)
    people = models.PositiveIntegerField(validators=[MinValueValidator(1)])

    class Meta:
        verbose_name = _("caseload row")
        verbose_name_plural = _("caseload rows")
        default_permissions = ()
        indexes = [models.Index(fields=["age_band", "origin"], name="review_caseload_fits")]


class PrivacyConcern(models.Model):
    """What somebody fears a public case gives away. Nothing of the sender but what they typed, no hour.

    Handled, it keeps day, case and who handled it; its words are removed after a while (`emptied`).
    """

    subject = models.CharField(_("case"), max_length=32, db_index=True)
    locale = models.CharField(_("language"), max_length=16)
    text = EncryptedTextField(_("concern"), blank=True)
    contact = EncryptedTextField(_("contact"), blank=True)
    received_on = models.DateField(_("received"), default=today, db_index=True)
    announced = models.BooleanField(default=False)
    handled_on = models.DateField(_("handled"), null=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    note = EncryptedTextField(_("note"), blank=True)
    emptied = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("privacy concern")
        verbose_name_plural = _("privacy concerns")
        default_permissions = ()
        permissions = [
            ("handle_concern", _("Can read and answer privacy concerns")),
            ("read_log", _("Can read the log")),
        ]


class AccountChange(models.Model):
    """A change to an account that can sign or open case files, as PostgreSQL saw it; its triggers write this.

    `seen_at` where the log tells of it. By number and kind of change alone.
    """

    account = models.CharField(max_length=64)
    verb = models.CharField(max_length=32)
    at = models.DateTimeField(db_default=Now())
    seen_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("account change")
        verbose_name_plural = _("account changes")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["account", "verb", "at"], name="review_account_change_once")
        ]
