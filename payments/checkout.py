"""What we tell the provider about a donation: an amount, the programme's name and the donation's id. Never a
case.
"""

from datetime import datetime

from stripe.params.checkout import SessionCreateParams

from payments import conf
from payments.currencies import currency as currency_of

# One minute more than the provider's least, for clocks that differ.
LIFETIME_SECONDS = 31 * 60
PROVIDER_LOCALES = {"zh-hans": "zh", "zh-hant": "zh-TW"}


def params(
    donation_id: str, amount: int, currency: str, locale: str, expires_at: datetime
) -> SessionCreateParams:
    addresses = {"locale": locale, "donation": donation_id}
    return {
        "mode": "payment",
        "submit_type": "donate",
        "client_reference_id": donation_id,
        "metadata": {"donation": donation_id},
        "payment_intent_data": {"metadata": {"donation": donation_id}},
        "line_items": [
            {
                "quantity": 1,
                "price_data": {
                    "currency": currency.lower(),
                    "unit_amount": currency_of(currency).to_provider(amount),
                    "product_data": {"name": conf.programme()},
                },
            }
        ],
        "locale": provider_locale(locale),
        "expires_at": int(expires_at.timestamp()),
        "success_url": conf.return_url().format(**addresses),
        "cancel_url": conf.cancel_url().format(**addresses),
    }


def provider_locale(locale: str) -> str:
    return PROVIDER_LOCALES.get(locale.lower(), locale.lower())


def idempotency_key(donation_id: str) -> str:
    return f"donation-{donation_id}-checkout"
