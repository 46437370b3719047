"""What of a gift stands, and which gifts wait for a receipt of it."""

from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from payments.models import Dispute, Donation, Receipt, Refund


def without_receipt() -> QuerySet[Donation]:
    own = Receipt.objects.filter(donation=OuterRef("pk"))
    valid, final = Exists(own.filter(void=None)), Exists(own.filter(void__replace=False))
    paid = Donation.objects.annotate(stands=stands()).filter(state=Donation.State.PAID, stands__gt=0)
    return paid.filter(~valid, ~final)


def stands(path: str = "") -> Combinable:
    """What of a gift its donor has not got back, in minor units; `path` leads from the row to the gift."""
    return F(f"{path}amount") - came_back(F("amount"), path)


def came_back(of_refund: Combinable, path: str = "") -> Combinable:
    """What refunds and the donor's bank took back, in minor units; of each refund `of_refund`.

    Only what has happened counts: a refund that was merely asked for, a dispute that was won, takes nothing.
    """
    refunds = Refund.objects.filter(state=Refund.State.SUCCEEDED)
    disputes = Dispute.objects.filter(withdrawn=True).exclude(status=Dispute.Status.WON)
    return _sum(refunds, of_refund, path) + _sum(disputes, F("amount"), path)


def _sum(rows: QuerySet[Any], of: Combinable, path: str) -> Combinable:
    of_gift = rows.filter(donation=OuterRef(f"{path}pk")).order_by().values("donation")
    return Coalesce(Subquery(of_gift.annotate(sum=Sum(of)).values("sum")), 0)
