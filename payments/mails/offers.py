"""The mail that asks where a gift shall go. It reads the same for whatever reason a campaign closed."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from payments import conf
from payments.actions import fund
from payments.actions.refund_requests import refundable
from payments.dates import day
from payments.donors.readers import addressed_as
from payments.mails.letter import Letter, send
from payments.models import Donation, Offer
from payments.money import spoken


def send_offer(payload: dict[str, Any]) -> None:
    """Nothing to a donor who left no address: the rule decides. Nothing once it is answered."""
    related = ("donation__donor__identity",)
    offer = Offer.objects.select_related(*related).get(pk=payload["donation"])
    identity = getattr(offer.donation.donor, "identity", None)
    if identity is None or offer.answer:
        return
    with translation.override(offer.donation.locale):
        send(letter(offer).to(identity.email, addressed_as(offer.donation.donor)))


def letter(offer: Offer) -> Letter:
    donation = offer.donation
    language = translation.get_language() or "en"
    left = refundable(donation)
    values = {
        "programme": conf.programme(),
        "amount": spoken(donation.amount, donation.currency),
        "left": spoken(left, donation.currency),
        "spent": spoken(donation.disbursed, donation.currency),
        "due": day(offer.due_at.date(), language),
    }
    # Where no fund takes it there is nothing to choose but when.
    takes = fund.is_open()
    paragraphs = [
        _(
            "What you gave to takes no more gifts. "
            "We never say why, whatever the reason: this protects everybody."
        ),
        _("Of your gift of %(amount)s, %(left)s has not been used yet. You decide what becomes of it.")
        % values
        if takes
        else _("Of your gift of %(amount)s, %(left)s has not been used yet. It comes back to you.") % values,
    ]
    if donation.disbursed:
        paragraphs.append(
            _("%(spent)s has been used already for what it was given for, and cannot be given back.") % values
        )
    if takes:
        paragraphs.append(
            _(
                "Either our fund takes it, for people who need support and are shown to nobody. "
                "Or it comes back to you."
            )
        )
    if not takes:
        rule = _("Say so, and it comes at once. If we hear nothing until %(due)s, it comes by itself.")
    elif donation.surplus_rule == Donation.SurplusRule.FUND:
        rule = _("If we hear nothing until %(due)s, the fund takes it, as you chose when you gave.")
    else:
        rule = _("If we hear nothing until %(due)s, it comes back to you, as you chose when you gave.")
    return Letter(
        subject=_("%(programme)s: a question about your gift") % values,
        heading=_("Where shall your gift go?") if takes else _("Your gift can come back to you"),
        paragraphs=[*paragraphs, rule % values],
        facts=[
            (_("Date of payment"), day(donation.value_date or donation.reserved_at.date(), language)),
            (_("Your gift"), values["amount"]),
            (_("Not used yet"), values["left"]),
        ],
        link=(_("Choose"), conf.choice_url().format(locale=donation.locale, donation=donation.pk)),
        notes=[_("This address is known to you alone: whoever has it can choose for you.")],
    )
