"""Mails to donors. They name the programme, amounts and receipts; never a case, nor a word of one."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from payments.mails.monthly import send_confirm, send_ended, send_unpaid
from payments.mails.offers import send_offer
from payments.mails.receipts import send_receipt, send_receipt_void

# By kind of outbox entry.
SENDERS: dict[str, Callable[[dict[str, Any]], None]] = {
    "receipt_mail": send_receipt,
    "receipt_void_mail": send_receipt_void,
    "offer_mail": send_offer,
    "monthly_unpaid_mail": send_unpaid,
    "monthly_confirm_mail": send_confirm,
    "monthly_ended_mail": send_ended,
}
# As long as mail servers themselves try.
PATIENCE = timedelta(days=5)
