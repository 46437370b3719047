from payments.sandbox.api.errors import ApiError, not_implemented
from payments.sandbox.api.parameters import Params
from payments.sandbox.currencies import EXPONENTS, LEAST_CHARGE, MOST, STEP, written
from payments.sandbox.identifiers import new_id
from payments.sandbox.operation import Operation
from payments.sandbox.shapes import made
from payments.sandbox.shapes.checkout_session import (
    CUSTOM_TEXTS,
    CUSTOMER_DETAILS,
    LINE_ITEM,
    MONTHLY,
    PRICE,
    SESSION,
)
from payments.sandbox.shapes.subscription import RECURRING
from payments.sandbox.store import Json

LEAST_LIFE = 30 * 60
LONGEST_LIFE = 24 * 60 * 60


def create_session(operation: Operation, params: Params) -> Json:
    """Open a Checkout Session for one payment or one every month; its line items are kept beside it, for
    expansion.
    """
    _check_mode(params)
    created = operation.clock.now()
    items = params["line_items"]
    currency = _currency(items)
    total = sum(item["price_data"]["unit_amount"] * item["quantity"] for item in items)
    _check_steps(items, currency)
    _check_total(total, currency)
    session = _session(params, created, currency, total, _expiry(params, created))
    session["url"] = f"{operation.provider.settings.public_url}/c/pay/{session['id']}"
    operation.store.attach(session["id"], "line_items", [_line_item(item, created) for item in items])
    for beside in ("payment_intent_data", "subscription_data"):
        operation.store.attach(session["id"], beside, params.get(beside, {}))
    return operation.store.save(session)


def _check_mode(params: Params) -> None:
    """Only one of the two data, and only prices of the mode."""
    mode = params["mode"]
    if mode == "setup":
        raise not_implemented("mode=setup")
    foreign = "payment_intent_data" if mode == "subscription" else "subscription_data"
    if foreign in params:
        raise ApiError(f"You can not pass `{foreign}` in `{mode}` mode.", param=foreign)
    recurring = ["recurring" in item["price_data"] for item in params["line_items"]]
    if mode == "payment" and any(recurring):
        raise ApiError(
            "You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode"
            " or use only one-time prices.",
            param="line_items",
        )
    if mode == "subscription" and not any(recurring):
        raise ApiError(
            "You must provide at least one recurring price in `subscription` mode when using prices.",
            param="line_items",
        )
    if mode == "subscription" and not all(recurring):
        raise not_implemented("line_items: one-time prices in subscription mode")


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
        allowed_payment_method_types=params.get("allowed_payment_method_types"),
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
        mode=params["mode"],
        **(MONTHLY if params["mode"] == "subscription" else {}),
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
        **({"recurring": made(RECURRING), "type": "recurring"} if "recurring" in given else {}),
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
