from payments.sandbox.store import Json

REFUND: Json = {
    "object": "refund",
    "balance_transaction": None,
    "customer": None,
    "customer_account": None,
    "destination_details": {
        "card": {
            "reference_status": "pending",
            "reference_type": "acquirer_reference_number",
            "type": "refund",
        },
        "type": "card",
    },
    "receipt_number": None,
    "source_transfer_reversal": None,
    "status": "succeeded",
    "transfer_reversal": None,
}
