"""What we tell the provider about a donation: amounts, the programme's name and the donation's id. Never a
case.
"""

from datetime import datetime
from typing import Literal

from django.utils import translation
from django.utils.translation import gettext as _
from stripe.params.checkout import (
    SessionCreateParams,
    SessionCreateParamsLineItem,
    SessionCreateParamsLineItemPriceData,
)

from payments import conf
from payments.currencies import currency as currency_of

# Cards and the wallets that carry them: what is paid is known within the session's life. Whatever settles
# days later would hold a place in the goal that others could fill.
METHODS: list[Literal["card"]] = ["card"]
# One minute more than the provider's least, for clocks that differ.
LIFETIME_SECONDS = 31 * 60
PROVIDER_LOCALES = {"zh-hans": "zh", "zh-hant": "zh-TW"}


def params(
    donation_id: str,
    amount: int,
    currency: str,
    locale: str,
    expires_at: datetime,
    front_end: str | None = None,
    fee_cover: int = 0,
    every_month: bool = False,
) -> SessionCreateParams:
    addresses = {"locale": locale, "donation": donation_id}
    # Our own pages settle or cancel, then hand the donor on to the front end of that name.
    via = f"?via={front_end}" if front_end else ""
    return {
        **(repeated(donation_id) if every_month else once(donation_id)),
        "client_reference_id": donation_id,
        "metadata": {"donation": donation_id},
        "allowed_payment_method_types": [*METHODS],
        "line_items": line_items(amount, fee_cover, currency, locale, every_month),
        "locale": provider_locale(locale),
        "expires_at": int(expires_at.timestamp()),
        "success_url": conf.return_url().format(**addresses) + via,
        "cancel_url": conf.cancel_url().format(**addresses) + via,
    }


def once(donation_id: str) -> SessionCreateParams:
    return {
        "mode": "payment",
        "submit_type": "donate",
        "payment_intent_data": {"metadata": {"donation": donation_id}},
    }


def repeated(donation_id: str) -> SessionCreateParams:
    """The gift it is begun by names the subscription and each of its invoices."""
    return {"mode": "subscription", "subscription_data": {"metadata": {"donation": donation_id}}}


def line_items(
    amount: int, fee_cover: int, currency: str, locale: str, every_month: bool = False
) -> list[SessionCreateParamsLineItem]:
    items = [line_item(conf.programme(), amount, currency, every_month)]
    if fee_cover:
        with translation.override(locale):
            items.append(line_item(_("Payment fee, covered by you"), fee_cover, currency, every_month))
    return items


def line_item(
    name: str, amount: int, currency: str, every_month: bool = False
) -> SessionCreateParamsLineItem:
    price: SessionCreateParamsLineItemPriceData = {
        "currency": currency.lower(),
        "unit_amount": currency_of(currency).to_provider(amount),
        "product_data": {"name": name},
    }
    if every_month:
        price["recurring"] = {"interval": "month"}
    return {"quantity": 1, "price_data": price}


def provider_locale(locale: str) -> str:
    return PROVIDER_LOCALES.get(locale.lower(), locale.lower())


def idempotency_key(donation_id: str) -> str:
    return f"donation-{donation_id}-checkout"
