"""Protected terms as the database holds them: keyed hashes, never a letter of the term itself."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from casepages.models.case_file import CaseFile
from casepages.terms import kinds


class ProtectedTerm(models.Model):
    """That a term of this kind was entered, when and by whom; what it says is in its forms, hashed."""

    case_file = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="protected_terms")
    kind = models.CharField(_("kind"), max_length=20, choices=kinds.choices)
    entered_at = models.DateTimeField(_("entered"), auto_now_add=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("entered by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("protected term")
        verbose_name_plural = _("protected terms")
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return str(kinds.KINDS.get(self.kind, self.kind))


class Hashed(models.Model):
    """`casepages.terms.entering.Form`; `chain` names the keys it went through, oldest first."""

    chain = models.CharField(max_length=200)
    channel = models.CharField(max_length=10)
    length = models.PositiveSmallIntegerField()
    reach = models.CharField(max_length=10)
    tag = models.BinaryField(max_length=16)
    near = models.BinaryField(default=bytes)
    head = models.BinaryField(max_length=16, default=bytes)
    tail = models.BinaryField(max_length=16, default=bytes)

    HASHES: tuple[str, ...] = ("tag", "near", "head", "tail")

    class Meta:
        abstract = True


class ProtectedForm(Hashed):
    """One channel of a case's term; its hashes carry the case, so that equal names tie no cases together."""

    term = models.ForeignKey(ProtectedTerm, on_delete=models.CASCADE, related_name="forms")

    class Meta:
        verbose_name = _("form of a protected term")
        verbose_name_plural = _("forms of protected terms")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.channel} {self.pk}"

    @property
    def kind(self) -> str:
        return self.term.kind


class GuardedName(Hashed):
    """A name, number or account of some survivor, for every text of the site: no case, no date, no order.

    `owner` is a keyed hash of the case and this row's id: only with the key can a case's rows be told, which
    is how they are deleted with it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20)
    owner = models.BinaryField(max_length=16)

    HASHES = (*Hashed.HASHES, "owner")

    class Meta:
        verbose_name = _("guarded name")
        verbose_name_plural = _("guarded names")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.channel} {self.pk}"
