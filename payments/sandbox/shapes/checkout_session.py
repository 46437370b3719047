from payments.sandbox.store import Json

SESSION: Json = {
    "object": "checkout.session",
    "after_expiration": None,
    "allow_promotion_codes": None,
    "allowed_payment_method_types": None,
    "automatic_tax": {"enabled": False, "liability": None, "provider": None, "status": None},
    "billing_address_collection": None,
    "client_secret": None,
    "collected_information": None,
    "consent": None,
    "consent_collection": None,
    "currency_conversion": None,
    "custom_fields": [],
    "customer": None,
    "customer_account": None,
    "customer_creation": "if_required",
    "customer_details": None,
    "discounts": [],
    "integration_identifier": None,
    "invoice": None,
    "invoice_creation": None,
    "livemode": False,
    "managed_payments": {"enabled": False},
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
    "subscription": None,
    "total_details": {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
    "ui_mode": "hosted_page",
    "url": None,
    "wallet_options": None,
}

# What differs where it is paid every month.
MONTHLY: Json = {
    "customer_creation": "always",
    "payment_method_collection": "always",
    "payment_method_options": {"card": {"request_three_d_secure": "automatic"}},
}

CUSTOM_TEXTS = ("after_submit", "shipping_address", "submit", "terms_of_service_acceptance")

CUSTOMER_DETAILS: Json = {
    "address": None,
    "business_name": None,
    "email": None,
    "individual_name": None,
    "name": None,
    "phone": None,
    "tax_exempt": "none",
    "tax_ids": None,
}

COLLECTED: Json = {"business_name": None, "individual_name": None, "shipping_details": None}

LINE_ITEM: Json = {
    "object": "item",
    "adjustable_quantity": None,
    "amount_discount": 0,
    "amount_tax": 0,
    "metadata": {},
}

PRICE: Json = {
    "object": "price",
    "active": False,
    "billing_scheme": "per_unit",
    "custom_unit_amount": None,
    "livemode": False,
    "lookup_key": None,
    "metadata": {},
    "nickname": None,
    "recurring": None,
    "tiers_mode": None,
    "transform_quantity": None,
    "type": "one_time",
}
