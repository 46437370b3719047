"""The mails about a monthly gift. Each leads to its end: one click, without a sign-in."""

from functools import partial
from typing import Any

from django.core import signing
from django.utils import translation
from django.utils.translation import gettext as _

from payments import conf, gateway
from payments.actions.monthly import ending
from payments.donors.readers import addressed_as
from payments.mails.letter import Letter, send
from payments.models import MonthlyGift
from payments.money import spoken

SALT = "sixdegree.payments.monthly-gift"


def token(gift_id: str) -> str:
    """Signed, so that none is stored, and good for as long as the gift goes on."""
    return signing.dumps(gift_id, salt=SALT)


def named_by(signed: str) -> str:
    """The monthly gift's id, or "" for a token that is not ours."""
    try:
        return str(signing.loads(signed, salt=SALT))
    except signing.BadSignature:
        return ""


def way_out(gift: MonthlyGift, locale: str) -> str:
    return conf.monthly_gift_url().format(locale=locale, token=token(gift.pk))


def send_unpaid(payload: dict[str, Any]) -> None:
    """Says no more of why than that it did not go through. Nothing once the gift has ended."""
    gift = found(payload)
    if gift.end_asked_at is None and gift.ended_at is None:
        deliver(gift, unpaid_letter)


def send_confirm(payload: dict[str, Any]) -> None:
    """Leads to the provider's page, as the provider names it now. Nothing once the month is over."""
    gift = found(payload)
    if gift.end_asked_at is not None or gift.ended_at is not None:
        return
    month = gateway.retrieve_invoice(payload["invoice"])
    if month.waits_for_donor and month.page:
        deliver(gift, partial(confirm_letter, page=month.page))


def send_ended(payload: dict[str, Any]) -> None:
    deliver(found(payload), ended_letter)


def found(payload: dict[str, Any]) -> MonthlyGift:
    return MonthlyGift.objects.select_related("donor__identity").get(pk=payload["monthly_gift"])


def deliver(gift: MonthlyGift, letter: Any) -> None:
    """To nobody who left no address, or was erased since."""
    identity = getattr(gift.donor, "identity", None)
    if identity is None:
        return
    with translation.override(gift.locale):
        send(letter(gift).to(identity.email, addressed_as(gift.donor)))


def unpaid_letter(gift: MonthlyGift) -> Letter:
    values = {"programme": conf.programme(), "amount": spoken(gift.charged, gift.currency)}
    return Letter(
        subject=_("%(programme)s: this month's gift did not go through") % values,
        heading=_("This month's gift did not go through"),
        paragraphs=[
            _("Your monthly gift of %(amount)s could not be taken this time: nothing was charged.") % values,
            _(
                "It is tried again by itself over the next days. If that does not succeed, your monthly gift "
                "ends by itself. There is nothing you have to do."
            ),
        ],
        link=(_("End my monthly gift"), way_out(gift, gift.locale)),
        notes=[_("This address is known to you alone: whoever has it can end your monthly gift.")],
    )


def confirm_letter(gift: MonthlyGift, page: str) -> Letter:
    values = {"programme": conf.programme(), "amount": spoken(gift.charged, gift.currency)}
    out = _("If you would rather end your monthly gift, one click is enough: %(end)s")
    return Letter(
        subject=_("%(programme)s: please confirm this month's gift") % values,
        heading=_("Please confirm this month's gift"),
        paragraphs=[
            _("Your bank asks you to confirm your monthly gift of %(amount)s. Nothing was charged yet.")
            % values,
            _(
                "You confirm it on our payment provider's page. If you do nothing, it is not charged, and "
                "your monthly gift ends by itself after a while."
            ),
        ],
        link=(_("Confirm on the payment page"), page),
        notes=[out % {"end": way_out(gift, gift.locale)}],
    )


def ended_letter(gift: MonthlyGift) -> Letter:
    values = {"programme": conf.programme(), "amount": spoken(gift.charged, gift.currency)}
    thanks = _("No further month of %(amount)s is taken. Thank you for every month that you gave.") % values
    return Letter(
        subject=_("%(programme)s: your monthly gift has ended") % values,
        heading=_("Your monthly gift has ended"),
        paragraphs=[*why_ended(gift), thanks],
    )


def why_ended(gift: MonthlyGift) -> list[str]:
    if gift.ended_by != ending.BY_FUND:
        return []
    return [
        _(
            "The fund that you gave to takes no more gifts, so your monthly gift ends with it. If a month "
            "was taken while it closed, what you chose when you gave is done with it."
        )
    ]
