"""The provider keeps a customer with name, address and card for each monthly gift, until its donor is erased.

What the provider must keep itself of payments and invoices, as the law asks of it, stays there.
"""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from payments import gateway
from payments.models import Donor, MonthlyGift, OutboxEntry

KIND = "customer_erased"
OVERDUE_AFTER = timedelta(hours=1)


def forget_customers_of(donor: Donor) -> None:
    """In the transaction that erases the donor. The outbox asks the provider until it is done."""
    named = MonthlyGift.objects.filter(donor=donor).values_list("subscription", flat=True)
    OutboxEntry.objects.bulk_create(
        OutboxEntry(kind=KIND, payload={"subscription": subscription}) for subscription in named
    )


def delete_customer(payload: dict[str, Any]) -> None:
    """By the outbox. Twice is as good as once. Raises GatewayError."""
    customer = gateway.retrieve_subscription(payload["subscription"]).customer
    if customer:
        gateway.delete_customer(customer)


def overdue() -> QuerySet[OutboxEntry]:
    """Of donors who were erased here and are customers there still, the oldest first."""
    waiting = OutboxEntry.objects.filter(kind=KIND, done_at=None)
    return waiting.filter(created_at__lte=timezone.now() - OVERDUE_AFTER).order_by("created_at", "pk")
