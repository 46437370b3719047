from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from casepages.models.case_file import CaseFile


class WithdrawalCode(models.Model):
    """That a card with a code was printed for a file. Of the code itself only a keyed hash is here.

    One is good at a time. It ends when a new one is drawn or when consent is withdrawn; the row stays, so
    that a used code still leads to the receipt.
    """

    REPLACED, USED = "replaced", "used"
    ENDINGS = [(REPLACED, _("another was drawn")), (USED, _("consent was withdrawn"))]

    case_file = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="withdrawal_codes")
    digest = models.CharField(max_length=64, unique=True)
    drawn_at = models.DateTimeField(auto_now_add=True)
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=10, blank=True, choices=ENDINGS)

    class Meta:
        verbose_name = _("withdrawal code")
        verbose_name_plural = _("withdrawal codes")
        constraints = [
            models.UniqueConstraint(
                fields=["case_file"],
                condition=models.Q(ended_at=None),
                name="casepages_one_withdrawal_code",
            )
        ]

    def __str__(self) -> str:
        return str(_("Card printed on %(day)s")) % {"day": self.drawn_at}
