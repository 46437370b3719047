"""Mails to donors. They name the programme, the amount and the receipt; never a case, nor a word of one."""

from typing import Any

from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from payments import conf
from payments.models import Donation
from payments.money import spoken


def send_receipt(payload: dict[str, Any]) -> None:
    """Thanks a donor whose gift is paid. A donor who left no address gets no mail."""
    donation = Donation.objects.select_related("receipt", "donor__identity").get(pk=payload["donation"])
    identity = getattr(donation.donor, "identity", None)
    if identity is None:
        return
    with translation.override(donation.locale):
        receipt_mail(donation, identity.email).send()


def receipt_mail(donation: Donation, to: str) -> EmailMessage:
    values = {
        "programme": conf.programme(),
        "amount": spoken(donation.amount, donation.currency),
        "receipt": str(donation.receipt),
        "date": donation.value_date,
        "url": conf.return_url().format(locale=donation.locale, donation=donation.pk),
    }
    subject = _("%(programme)s: your receipt %(receipt)s") % values
    body = _(
        "Thank you for your gift of %(amount)s to %(programme)s.\n\n"
        "Receipt: %(receipt)s\nDate: %(date)s\n\n"
        "Your receipt stays at this address, which only you were sent:\n%(url)s\n"
    )
    return EmailMessage(subject=subject, body=body % values, to=[to])
