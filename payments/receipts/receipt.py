"""One receipt as PDF, in the donor's language. It names the programme: nothing in it tells a case."""

from django.utils import translation
from django.utils.translation import gettext as _

from payments import conf
from payments.dates import day
from payments.models import Receipt
from payments.money import spoken
from payments.receipts import rendering


def covered(receipt: Receipt) -> list[tuple[str, str]]:
    """Label and value of the provider's fee and of the sum, where the donor added that fee."""
    donation = receipt.donation
    if not donation.fee_cover:
        return []
    return [
        (_("Payment fee, covered by you"), spoken(donation.fee_cover, donation.currency)),
        (_("Together"), spoken(receipt.amount + donation.fee_cover, donation.currency)),
    ]


def pdf(receipt: Receipt, *, named: bool = True) -> bytes:
    """Reads the receipt's donation, donor and what it replaces: select them.

    `named` only where it goes to the donor's mailbox: whoever gave may have typed another person's address.
    """
    donation = receipt.donation
    assert donation.value_date  # noqa: S101  the database holds no paid gift without
    identity = getattr(donation.donor, "identity", None) if named else None
    with translation.override(donation.locale):
        locale = translation.get_language() or "en"
        replaced = str(receipt.replaces.receipt) if receipt.replaces else ""
        lines = [
            *covered(receipt),
            (_("Given"), _("every month") if donation.every_month else ""),
            (_("Receipt"), str(receipt)),
            (_("Date of payment"), day(donation.value_date, locale)),
            (_("Issued on"), day(receipt.issued_at.date(), locale)),
            (_("Replaces receipt"), replaced),
        ]
        data = {
            "language": locale,
            "title": _("Receipt %(number)s") % {"number": receipt},
            "heading": _("Receipt"),
            "programme": conf.programme(),
            "issuer": conf.issuer(),
            "amount": spoken(receipt.amount, donation.currency),
            "given_to": _("Given to %(programme)s") % {"programme": conf.programme()},
            "from": _("Received from"),
            "lines": [{"label": label, "value": value} for label, value in lines if value],
            "note": _("Thank you. Keep this receipt with your papers."),
            "page": _("Page"),
        }
        return rendering.pdf_naming("receipt", data, identity.name if identity else "", receipt.issued_at)
