"""The case file: what a case officer keeps about a person's needs, outside the page tree."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from casepages import money, vocabulary
from casepages.encryption import fingerprint
from casepages.fields import EncryptedTextField, MinorUnitsField
from casepages.opaque import opaque


class CaseFileQuerySet(models.QuerySet["CaseFile"]):
    def with_number(self, number: str) -> "CaseFileQuerySet":
        """The file with the organisation's own case number, however it is spaced or capitalised."""
        return self.filter(case_number_fingerprint=fingerprint(number))

    def without_private_texts(self) -> "CaseFileQuerySet":
        """Enough to name files in a list: needs at hand, nothing decrypted."""
        return self.defer("case_number", "note").prefetch_related(
            models.Prefetch("needs", Need.objects.defer("note"))
        )


class CaseFile(ClusterableModel):
    """Needs as budget lines in one currency; the goal is their sum. Officers only.

    `ref` is what the rest of the house knows a file by; it says nothing about the person.
    """

    ref = models.CharField(max_length=32, unique=True, default=opaque, editable=False)
    case_number = EncryptedTextField(
        _("case number"),
        blank=True,
        help_text=_("Your organisation's own number. It is stored encrypted and never leaves this screen."),
    )
    case_number_fingerprint = models.CharField(max_length=64, unique=True, null=True, editable=False)  # noqa: DJ001
    currency = models.CharField(
        _("currency"),
        max_length=3,
        choices=vocabulary.currency_choices,
        help_text=_("All needs of a file are in one currency; gifts to the case are in it too."),
    )
    note = EncryptedTextField(
        _("private note"),
        blank=True,
        help_text=_("For case officers only, stored encrypted. No names, employers or villages."),
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("opened by"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("opened"), auto_now_add=True)

    objects = CaseFileQuerySet.as_manager()

    panels = [
        FieldPanel("case_number"),
        MultiFieldPanel(
            [
                FieldPanel("currency"),
                HelpPanel(
                    content=_(
                        "<p>One line for each thing the money will pay for, as agreed with the person. "
                        "The goal of the case is the sum of the lines.</p>"
                    )
                ),
                InlinePanel("needs", heading=_("Needs"), label=_("Need")),
            ],
            heading=_("What the money is for"),
        ),
        FieldPanel("note"),
    ]

    class Meta:
        verbose_name = _("case file")
        verbose_name_plural = _("case files")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        needs = self.needs.all()
        counted = ngettext("%(count)d need", "%(count)d needs", len(needs)) % {"count": len(needs)}
        goal = money.label(self.goal, self.currency)
        return f"{self.short_name} · {goal} · {counted}"

    def clean(self) -> None:
        super().clean()
        if not self.case_number:
            return
        other = CaseFile.objects.with_number(self.case_number).exclude(pk=self.pk).first()
        if other:
            sentence = _("%(file)s has this case number already: open that one.")
            raise ValidationError(
                {"case_number": ValidationError(sentence, params={"file": other.short_name})}
            )

    def check_with_needs(self) -> None:
        """Raises ValidationError where the file or one of its needs is wrong."""
        self.full_clean()
        for need in self.needs.all():
            need.full_clean(exclude=["case_file"])

    def save(self, *args: Any, **kwargs: Any) -> None:
        if "case_number" not in self.get_deferred_fields():
            self.case_number_fingerprint = fingerprint(self.case_number) if self.case_number else None
        super().save(*args, **kwargs)

    @property
    def short_name(self) -> str:
        """What officers and editors call it: the beginning of its random name."""
        return str(_("File %(name)s")) % {"name": self.ref[:4].upper()}

    @property
    def goal(self) -> int:
        """The sum of the needs in minor units, saved or not."""
        return sum(need.amount or 0 for need in self.needs.all())

    @property
    def consent(self) -> Any:
        """The newest consent record, None before there is one."""
        return self.consents.order_by("-recorded_at", "-pk").first()


class Need(Orderable):
    """A budget line of a case file."""

    case_file = ParentalKey(CaseFile, on_delete=models.CASCADE, related_name="needs")
    category = models.CharField(_("need"), max_length=40, choices=vocabulary.need_choices)
    amount = MinorUnitsField(_("amount"), validators=[MinValueValidator(1)])
    note = EncryptedTextField(
        _("private note"), blank=True, help_text=_("What exactly it pays for. Never published.")
    )

    panels = [FieldPanel("category"), FieldPanel("amount"), FieldPanel("note")]

    class Meta(Orderable.Meta):
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        constraints = [
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="casepages_need_amount_positive")
        ]

    def __str__(self) -> str:
        return str(vocabulary.NEEDS.get(self.category, self.category))


class CaseFileEdit(models.Model):
    """Who had a hand in a file or its consent: whoever is named here cannot review the case."""

    OPENED, CHANGED, CONSENT, TERMS = "opened", "changed", "consent", "terms"
    VERBS = [
        (OPENED, _("opened the file")),
        (CHANGED, _("changed the file")),
        (CONSENT, _("recorded consent")),
        (TERMS, _("changed the protected terms")),
    ]

    case_file = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="edits")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="case_file_edits"
    )
    verb = models.CharField(_("did"), max_length=20, choices=VERBS)
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("edit of a case file")
        verbose_name_plural = _("edits of case files")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_verb_display()} ({self.at:%Y-%m-%d})"
