"""The mails about receipts. The document goes along; it bears the programme's mark and no case's weave."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from payments import conf
from payments.dates import day
from payments.donors.readers import addressed_as
from payments.mails.letter import Letter, send
from payments.mails.monthly import way_out
from payments.models import Receipt, ReceiptVoid
from payments.money import spoken
from payments.receipts import receipt as document


def send_receipt(payload: dict[str, Any]) -> None:
    """Thanks a donor whose gift is paid. Nobody without an address; nothing for what is void by now."""
    receipt = found(payload)
    address = address_of(receipt)
    if not address or hasattr(receipt, "void"):
        return
    with translation.override(receipt.donation.locale):
        message = receipt_letter(receipt).to(address, addressed_as(receipt.donation.donor))
    message.attach(f"receipt-{receipt}.pdf", document.pdf(receipt), "application/pdf")
    send(message)


def send_receipt_void(payload: dict[str, Any]) -> None:
    """Tells a donor whose receipt has become void and is not replaced."""
    receipt = found(payload)
    if address := address_of(receipt):
        with translation.override(receipt.donation.locale):
            send(void_letter(receipt.void).to(address, addressed_as(receipt.donation.donor)))


def found(payload: dict[str, Any]) -> Receipt:
    related = ("donation__donor__identity", "donation__monthly_gift", "void", "replaces__receipt")
    return Receipt.objects.select_related(*related).get(pk=payload["receipt"])


def address_of(receipt: Receipt) -> str:
    """ "" where none was left, or it was erased since."""
    identity = getattr(receipt.donation.donor, "identity", None)
    return identity.email if identity else ""


def receipt_letter(receipt: Receipt) -> Letter:
    donation = receipt.donation
    assert donation.value_date  # noqa: S101  the database holds no paid gift without
    amount = spoken(receipt.amount, donation.currency)
    values = {"programme": conf.programme(), "amount": amount, "receipt": str(receipt)}
    thanks = [_("Thank you for your gift of %(amount)s to %(programme)s. Your receipt is attached.") % values]
    if receipt.replaces:
        thanks.append(
            _("It replaces receipt %(receipt)s, which is no longer valid.")
            % {"receipt": receipt.replaces.receipt}
        )
    return Letter(
        subject=_("%(programme)s: your receipt %(receipt)s") % values,
        heading=_("Thank you"),
        paragraphs=thanks,
        facts=[
            (_("Receipt"), str(receipt)),
            (_("Amount"), amount),
            *document.covered(receipt),
            (_("Date of payment"), day(donation.value_date, translation.get_language() or "en")),
        ],
        link=(_("Open the page of your gift"), page_of(donation.pk, donation.locale)),
        notes=[
            *repeated(receipt),
            _("This address is known to you alone: whoever has it can read your receipt."),
        ],
    )


def repeated(receipt: Receipt) -> list[str]:
    gift = receipt.donation.monthly_gift
    if gift is None or gift.end_asked_at or gift.ended_at:
        return []
    end = way_out(gift, receipt.donation.locale)
    return [_("You give this every month. End it on any day, with one click: %(end)s") % {"end": end}]


def void_letter(void: ReceiptVoid) -> Letter:
    receipt, donation = void.receipt, void.receipt.donation
    values = {
        "programme": conf.programme(),
        "receipt": str(receipt),
        "amount": spoken(receipt.amount, donation.currency),
    }
    if void.cause == ReceiptVoid.Cause.GIVEN_BACK:
        why = _("Your gift of %(amount)s to %(programme)s has gone back to you.") % values
    else:
        why = _("A receipt that was sent to you was made out by mistake.")
    return Letter(
        subject=_("%(programme)s: receipt %(receipt)s is no longer valid") % values,
        heading=_("This receipt is no longer valid"),
        paragraphs=[why, _("Please do not use receipt %(receipt)s any more.") % values],
        link=(_("Open the page of your gift"), page_of(donation.pk, donation.locale)),
    )


def page_of(donation: str, locale: str) -> str:
    return conf.return_url().format(locale=locale, donation=donation)
