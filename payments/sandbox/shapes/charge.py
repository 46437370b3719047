from payments.sandbox.store import Json

CHARGE: Json = {
    "object": "charge",
    "amount_captured": 0,
    "amount_refunded": 0,
    "application": None,
    "application_fee": None,
    "application_fee_amount": None,
    "balance_transaction": None,
    "calculated_statement_descriptor": "SANDBOX",
    "captured": False,
    "customer": None,
    "disputed": False,
    "failure_balance_transaction": None,
    "failure_code": None,
    "failure_message": None,
    "fraud_details": {},
    "livemode": False,
    "on_behalf_of": None,
    "outcome": None,
    "paid": False,
    "radar_options": {},
    "receipt_number": None,
    "receipt_url": None,
    "refunded": False,
    "review": None,
    "shipping": None,
    "source": None,
    "source_transfer": None,
    "status": "failed",
    "transfer_data": None,
}

PAID_BY: Json = {
    "authorization_code": None,
    "extended_authorization": {"status": "disabled"},
    "incremental_authorization": {"status": "unavailable"},
    "installments": None,
    "mandate": None,
    "multicapture": {"status": "unavailable"},
    "network_token": {"used": False},
    "network_transaction_id": None,
    "three_d_secure": None,
    "transaction_link_id": None,
    "wallet": None,
}

AUTHENTICATED: Json = {
    "authentication_flow": "challenge",
    "electronic_commerce_indicator": "05",
    "exemption_indicator": None,
    "result": "authenticated",
    "result_reason": None,
    "transaction_id": None,
    "version": "2.2.0",
}

AUTHORIZED: Json = {
    "advice_code": None,
    "network_advice_code": None,
    "network_decline_code": None,
    "network_status": "approved_by_network",
    "reason": None,
    "risk_level": "normal",
    "seller_message": "Payment complete.",
    "type": "authorized",
}

DECLINED: Json = AUTHORIZED | {
    "network_status": "declined_by_network",
    "seller_message": "The bank did not return any further details with this decline.",
    "type": "issuer_declined",
}
