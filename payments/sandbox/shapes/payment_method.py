from payments.sandbox.shapes import ADDRESS
from payments.sandbox.store import Json

METHOD: Json = {
    "object": "payment_method",
    "allow_redisplay": "limited",
    "customer": None,
    "customer_account": None,
    "livemode": False,
    "metadata": {},
    "type": "card",
}

BILLING_DETAILS: Json = {"address": ADDRESS, "email": None, "name": None, "phone": None, "tax_id": None}

CARD: Json = {
    "checks": {"address_line1_check": None, "address_postal_code_check": None, "cvc_check": "pass"},
    "country": "US",
    "funding": "credit",
    "generated_from": None,
    "regulated_status": "unregulated",
    "three_d_secure_usage": {"supported": True},
    "wallet": None,
}
