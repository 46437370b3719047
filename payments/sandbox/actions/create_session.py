from payments.sandbox.api.errors import ApiError, not_implemented
from payments.sandbox.api.parameters import Params
from payments.sandbox.currencies import EXPONENTS, LEAST_CHARGE, MOST, STEP, written
from payments.sandbox.identifiers import new_id
from payments.sandbox.operation import Operation
from payments.sandbox.shapes import made
from payments.sandbox.shapes.checkout_session import CUSTOM_TEXTS, CUSTOMER_DETAILS, LINE_ITEM, PRICE, SESSION
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
    email = params.get("customer_email")
    texts = params.get("custom_text", {})
    return made(
        SESSION,
        id=new_id("cs_test", 60),
        adaptive_pricing={"enabled": params.get("adaptive_pricing", {}).get("enabled", False)},
        amount_subtotal=total,
        amount_total=total,
        cancel_url=params.get("cancel_url"),
        client_reference_id=params.get("client_reference_id"),
        created=created,
        currency=currency,
        custom_text={name: texts.get(name) for name in CUSTOM_TEXTS},
        customer_details=made(CUSTOMER_DETAILS, email=email) if email else None,
        customer_email=email,
        expires_at=expires_at,
        locale=params.get("locale"),
        metadata=params.get("metadata") or {},
        submit_type=params.get("submit_type"),
        success_url=params["success_url"],
    )


def _line_item(item: Params, created: int) -> Json:
    given = item["price_data"]
    amount = given["unit_amount"] * item["quantity"]
    currency = given["currency"].lower()
    price = made(
        PRICE,
        id=new_id("price"),
        created=created,
        currency=currency,
        product=new_id("prod", 14),
        tax_behavior=given.get("tax_behavior", "unspecified"),
        unit_amount=given["unit_amount"],
        unit_amount_decimal=str(given["unit_amount"]),
    )
    return made(
        LINE_ITEM,
        id=new_id("li"),
        amount_subtotal=amount,
        amount_total=amount,
        currency=currency,
        description=given["product_data"]["name"],
        price=price,
        quantity=item["quantity"],
    )
