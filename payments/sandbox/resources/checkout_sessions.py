import json

from payments.sandbox.actions.create_session import create_session
from payments.sandbox.actions.expire_session import expire_due_sessions, expire_if_due, expire_session
from payments.sandbox.actions.session_intent import BESIDE
from payments.sandbox.api.errors import ApiError, missing
from payments.sandbox.api.expansion import expandable, includable
from payments.sandbox.api.lists import listing, page, whole
from payments.sandbox.api.parameters import Array, Boolean, Email, Hash, Integer, Metadata, Params, Text, Url
from payments.sandbox.api.routes import route
from payments.sandbox.operation import Operation
from payments.sandbox.shapes.checkout_session import CUSTOM_TEXTS
from payments.sandbox.store import Json

LOCALES = (
    "auto", "bg", "cs", "da", "de", "el", "en", "en-GB", "es", "es-419", "et", "fi", "fil", "fr", "fr-CA",
    "hi-IN", "hr", "hu", "id", "it", "ja", "ko", "lt", "lv", "ms", "mt", "nb", "nl", "pl", "pt", "pt-BR",
    "ro", "ru", "sk", "sl", "sv", "th", "tr", "vi", "zh", "zh-HK", "zh-TW",
)  # fmt: skip

_PRODUCT = Hash(
    {"name": Text(), "description": Text(), "images": Array(Url(), most=8), "metadata": Metadata()},
    required=("name",),
    unsupported=("tax_code", "tax_details", "unit_label"),
)
_RECURRING = Hash(
    {"interval": Text(("month",)), "interval_count": Integer(1, 1)},
    required=("interval",),
)
_PRICE = Hash(
    {
        "currency": Text(),
        "unit_amount": Integer(least=0),
        "product_data": _PRODUCT,
        "recurring": _RECURRING,
        "tax_behavior": Text(("exclusive", "inclusive", "unspecified")),
    },
    required=("currency", "unit_amount", "product_data"),
    unsupported=("product", "unit_amount_decimal"),
)
_LINE_ITEM = Hash(
    {"price_data": _PRICE, "quantity": Integer(least=1)},
    required=("price_data", "quantity"),
    unsupported=("adjustable_quantity", "metadata", "price", "tax_rates"),
)
_PAYMENT_INTENT_DATA = Hash(
    {
        "description": Text(longest=1000),
        "metadata": Metadata(),
        "receipt_email": Email(),
        "statement_descriptor": Text(longest=22),
        "statement_descriptor_suffix": Text(longest=22),
        "transfer_group": Text(),
    },
    unsupported=(
        "application_fee_amount", "capture_method", "on_behalf_of", "setup_future_usage", "shipping",
        "transfer_data",
    ),
)  # fmt: skip
_SUBSCRIPTION_DATA = Hash(
    {"description": Text(longest=500), "metadata": Metadata()},
    unsupported=(
        "application_fee_percent", "billing_cycle_anchor", "billing_mode", "default_tax_rates",
        "invoice_settings", "on_behalf_of", "pending_invoice_item_interval", "proration_behavior",
        "transfer_data", "trial_end", "trial_period_days", "trial_settings",
    ),
)  # fmt: skip
_MESSAGE = Hash({"message": Text(longest=1200)}, required=("message",))

CREATE = Hash(
    {
        # The sandbox pays by card alone.
        "allowed_payment_method_types": Array(Text(("card",)), most=1),
        "adaptive_pricing": Hash({"enabled": Boolean()}),
        "cancel_url": Url(),
        "client_reference_id": Text(longest=200),
        "custom_text": Hash(
            dict.fromkeys(CUSTOM_TEXTS, _MESSAGE)
        ),
        "customer_email": Email(),
        "expires_at": Integer(),
        "line_items": Array(_LINE_ITEM),
        "locale": Text(LOCALES),
        "metadata": Metadata(),
        "mode": Text(("payment", "setup", "subscription")),
        "payment_intent_data": _PAYMENT_INTENT_DATA,
        "submit_type": Text(("auto", "book", "donate", "pay", "subscribe")),
        "subscription_data": _SUBSCRIPTION_DATA,
        "success_url": Url(),
        "ui_mode": Text(("hosted_page",)),
    },
    required=("mode", "line_items", "success_url"),
    unsupported=(
        "after_expiration", "allow_promotion_codes", "automatic_tax",
        "billing_address_collection", "branding_settings", "consent_collection", "currency",
        "custom_fields", "customer", "customer_account", "customer_creation", "customer_update",
        "discounts", "excluded_payment_method_types", "integration_identifier", "invoice_creation",
        "managed_payments", "name_collection", "optional_items", "origin_context",
        "payment_method_collection", "payment_method_configuration", "payment_method_data",
        "payment_method_options", "permissions", "phone_number_collection", "redirect_on_completion",
        "return_url", "saved_payment_method_options", "setup_intent_data", "shipping_address_collection",
        "shipping_options", "tax_id_collection", "wallet_options",
    ),
)  # fmt: skip

LIST = listing(
    customer=Text(),
    customer_details=Hash({"email": Email()}, required=("email",)),
    payment_intent=Text(),
    payment_link=Text(),
    status=Text(("complete", "expired", "open")),
    subscription=Text(),
)


@route("POST", "/v1/checkout/sessions", CREATE)
def create(operation: Operation, params: Params) -> Json:
    return create_session(operation, params)


@route("GET", "/v1/checkout/sessions", LIST)
def list_(operation: Operation, params: Params) -> Json:
    expire_due_sessions(operation)
    equal = {name: params.get(name) for name in ("customer", "payment_link", "status", "subscription")}
    equal["customer_details.email"] = params.get("customer_details", {}).get("email")
    return page(operation, "checkout.session", params, "/v1/checkout/sessions", equal, _paid_by(params))


@route("GET", "/v1/checkout/sessions/{session}")
def retrieve(operation: Operation, params: Params, session: str) -> Json:
    return find_session(operation, session)


@route("POST", "/v1/checkout/sessions/{session}/expire")
def expire(operation: Operation, params: Params, session: str) -> Json:
    found = find_session(operation, session)
    if found["status"] != "open":
        raise ApiError(
            'Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a'
            f" status of `{found['status']}`.",
            param="session",
        )
    return expire_session(operation, found)


@route("GET", "/v1/checkout/sessions/{session}/line_items", Hash({"limit": Integer(1, 100)}))
def line_items(operation: Operation, params: Params, session: str) -> Json:
    return _line_items(operation, find_session(operation, session))


def _paid_by(params: Params) -> tuple[str, dict[str, str]]:
    """Of one that is paid every month the intent stands beside it."""
    if "payment_intent" not in params:
        return "", {}
    intent = params["payment_intent"]
    beside = "id IN (SELECT owner FROM attachment WHERE name = :beside AND body = :written)"
    values = {"intent": intent, "beside": BESIDE, "written": json.dumps(intent)}
    return f"(json_extract(body, '$.payment_intent') = :intent OR {beside})", values


def find_session(operation: Operation, identifier: str) -> Json:
    """The session as it is by the provider's clock. Raises ApiError 404."""
    session = operation.store.get(identifier, "checkout.session")
    if session is None:
        raise missing("checkout.session", identifier, "session")
    return expire_if_due(operation, session)


def _line_items(operation: Operation, session: Json) -> Json:
    items = operation.store.attachment(session["id"], "line_items") or []
    return whole(items, f"/v1/checkout/sessions/{session['id']}/line_items")


expandable(
    "checkout.session",
    "customer",
    "payment_intent",
    "setup_intent",
    "subscription",
    "invoice",
    "payment_link",
)
includable("checkout.session", "line_items", _line_items)
