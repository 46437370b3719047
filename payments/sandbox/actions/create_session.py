from payments.sandbox.api.errors import ApiError, not_implemented
from payments.sandbox.api.parameters import Params
from payments.sandbox.currencies import EXPONENTS, LEAST_CHARGE, MOST, STEP, written
from payments.sandbox.identifiers import new_id
from payments.sandbox.operation import Operation
from payments.sandbox.store import Json

LEAST_LIFE = 30 * 60
LONGEST_LIFE = 24 * 60 * 60


def create_session(operation: Operation, params: Params) -> Json:
    """Open a Checkout Session for one payment; its line items are kept beside it, for expansion."""
    if params["mode"] != "payment":
        raise not_implemented(f"mode={params['mode']}")
    created = operation.clock.now()
    items = params["line_items"]
    currency = _currency(items)
    total = sum(item["price_data"]["unit_amount"] * item["quantity"] for item in items)
    _check_steps(items, currency)
    _check_total(total, currency)
    session = _session(params, created, currency, total, _expiry(params, created))
    session["url"] = f"{operation.provider.settings.public_url}/c/pay/{session['id']}"
    operation.store.attach(session["id"], "line_items", [_line_item(item, created) for item in items])
    operation.store.attach(session["id"], "payment_intent_data", params.get("payment_intent_data", {}))
    return operation.store.save(session)


def _currency(items: list[Params]) -> str:
    for number, item in enumerate(items):
        currency = item["price_data"]["currency"].lower()
        if currency not in EXPONENTS:
            raise ApiError(
                f"Invalid currency: {currency}. Stripe currently supports these currencies: "
                + ", ".join(sorted(EXPONENTS)),
                param=f"line_items[{number}][price_data][currency]",
            )
    currencies = {item["price_data"]["currency"].lower() for item in items}
    if len(currencies) > 1:
        raise ApiError("All line items must have the same currency.", param="line_items")
    return str(currencies.pop())


def _check_steps(items: list[Params], currency: str) -> None:
    step = STEP.get(currency, 1)
    for number, item in enumerate(items):
        if item["price_data"]["unit_amount"] % step:
            raise ApiError(
                f"Invalid amount: amounts in {currency} must be evenly divisible by {step}.",
                param=f"line_items[{number}][price_data][unit_amount]",
            )


def _check_total(total: int, currency: str) -> None:
    least = LEAST_CHARGE.get(currency, 1)
    if total < least:
        raise ApiError(
            f"The Checkout Session's total amount due must add up to at least {written(least, currency)}",
            code="amount_too_small",
        )
    if total > MOST:
        raise ApiError(
            f"The Checkout Session's total amount must be no more than {written(MOST, currency)}.",
            code="amount_too_large",
        )


def _expiry(params: Params, created: int) -> int:
    expires_at: int = params.get("expires_at", created + LONGEST_LIFE)
    if expires_at < created + LEAST_LIFE:
        raise ApiError(
            "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.",
            param="expires_at",
        )
    if expires_at > created + LONGEST_LIFE:
        raise ApiError(
            "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.",
            param="expires_at",
        )
    return expires_at


def _session(params: Params, created: int, currency: str, total: int, expires_at: int) -> Json:
    return {
        "id": new_id("cs_test", 60),
        "object": "checkout.session",
        "adaptive_pricing": {"enabled": params.get("adaptive_pricing", {}).get("enabled", False)},
        "after_expiration": None,
        "allow_promotion_codes": None,
        "amount_subtotal": total,
        "amount_total": total,
        "automatic_tax": {"enabled": False, "liability": None, "provider": None, "status": None},
        "billing_address_collection": None,
        "cancel_url": params.get("cancel_url"),
        "client_reference_id": params.get("client_reference_id"),
        "client_secret": None,
        "collected_information": None,
        "consent": None,
        "consent_collection": None,
        "created": created,
        "currency": currency,
        "currency_conversion": None,
        "custom_fields": [],
        "custom_text": {
            name: params.get("custom_text", {}).get(name)
            for name in ("after_submit", "shipping_address", "submit", "terms_of_service_acceptance")
        },
        "customer": None,
        "customer_account": None,
        "customer_creation": "if_required",
        "customer_details": _prefilled(params.get("customer_email")),
        "customer_email": params.get("customer_email"),
        "discounts": [],
        "expires_at": expires_at,
        "invoice": None,
        "invoice_creation": None,
        "livemode": False,
        "locale": params.get("locale"),
        "metadata": params.get("metadata") or {},
        "mode": "payment",
        "origin_context": None,
        "payment_intent": None,
        "payment_link": None,
        "payment_method_collection": "if_required",
        "payment_method_configuration_details": None,
        "payment_method_options": {},
        "payment_method_types": ["card"],
        "payment_status": "unpaid",
        "permissions": None,
        "phone_number_collection": {"enabled": False},
        "recovered_from": None,
        "saved_payment_method_options": None,
        "setup_intent": None,
        "shipping_address_collection": None,
        "shipping_cost": None,
        "shipping_options": [],
        "status": "open",
        "submit_type": params.get("submit_type"),
        "subscription": None,
        "success_url": params["success_url"],
        "total_details": {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
        "ui_mode": "hosted_page",
        "url": None,
        "wallet_options": None,
    }


def _prefilled(email: str | None) -> Json | None:
    if email is None:
        return None
    return {
        "address": None,
        "business_name": None,
        "email": email,
        "individual_name": None,
        "name": None,
        "phone": None,
        "tax_exempt": "none",
        "tax_ids": None,
    }


def _line_item(item: Params, created: int) -> Json:
    price, quantity = item["price_data"], item["quantity"]
    amount = price["unit_amount"] * quantity
    return {
        "id": new_id("li"),
        "object": "item",
        "adjustable_quantity": None,
        "amount_discount": 0,
        "amount_subtotal": amount,
        "amount_tax": 0,
        "amount_total": amount,
        "currency": price["currency"].lower(),
        "description": price["product_data"]["name"],
        "metadata": {},
        "price": {
            "id": new_id("price"),
            "object": "price",
            "active": False,
            "billing_scheme": "per_unit",
            "created": created,
            "currency": price["currency"].lower(),
            "custom_unit_amount": None,
            "livemode": False,
            "lookup_key": None,
            "metadata": {},
            "nickname": None,
            "product": new_id("prod", 14),
            "recurring": None,
            "tax_behavior": price.get("tax_behavior", "unspecified"),
            "tiers_mode": None,
            "transform_quantity": None,
            "type": "one_time",
            "unit_amount": price["unit_amount"],
            "unit_amount_decimal": str(price["unit_amount"]),
        },
        "quantity": quantity,
    }
