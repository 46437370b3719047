"""The only package that speaks to the payment provider (Stripe's HTTP API).

Everything in and out is plain data of ours in ISO minor units; nothing here touches the database, and no
caller may hold a transaction open across these calls. Amounts, ids and states are what the provider says,
never what a webhook's body says.
"""

from payments.gateway.balance import Settlement, movements, retrieve_movement
from payments.gateway.client import (
    API_VERSION,
    GatewayError,
    GatewayRefusal,
    Unreadable,
    client,
)
from payments.gateway.disputes import (
    Dispute,
    accept_dispute,
    retrieve_dispute,
    submit_evidence,
)
from payments.gateway.intents import Payment
from payments.gateway.lists import (
    Charge,
    Intent,
    charges_made,
    disputes_made,
    intents_made,
    invoices_made,
    movements_made,
    payouts_made,
    refunds_made,
    retrieve_balance,
    retrieve_charge,
    sessions_made,
    subscriptions_made,
)
from payments.gateway.payouts import Payout, retrieve_payout
from payments.gateway.refunds import Refund, create_refund, refunds_of, retrieve_refund
from payments.gateway.sessions import (
    CheckoutSession,
    checked,
    create_session,
    declines,
    end_session,
    retrieve_session,
    session_of,
)
from payments.gateway.subscriptions import (
    Invoice,
    Subscription,
    cancel_subscription,
    delete_customer,
    invoice_of,
    retrieve_invoice,
    retrieve_subscription,
)

__all__ = [
    "API_VERSION",
    "Charge",
    "CheckoutSession",
    "Dispute",
    "GatewayError",
    "GatewayRefusal",
    "Intent",
    "Invoice",
    "Payment",
    "Payout",
    "Refund",
    "Settlement",
    "Subscription",
    "Unreadable",
    "accept_dispute",
    "cancel_subscription",
    "charges_made",
    "checked",
    "client",
    "create_refund",
    "create_session",
    "declines",
    "delete_customer",
    "disputes_made",
    "end_session",
    "intents_made",
    "invoice_of",
    "invoices_made",
    "movements",
    "movements_made",
    "payouts_made",
    "refunds_made",
    "refunds_of",
    "retrieve_balance",
    "retrieve_charge",
    "retrieve_dispute",
    "retrieve_invoice",
    "retrieve_movement",
    "retrieve_payout",
    "retrieve_refund",
    "retrieve_session",
    "retrieve_subscription",
    "session_of",
    "sessions_made",
    "submit_evidence",
    "subscriptions_made",
]
