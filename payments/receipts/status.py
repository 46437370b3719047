"""Where the receipt of a gift is: whether one is valid, on its way, no longer valid, or never was."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from payments.models import Donation, Receipt
from payments.receipts.standing import without_receipt

NONE, COMING, ISSUED, VOID = "none", "coming", "issued", "void"


@dataclass(frozen=True, slots=True)
class ReceiptStatus:
    """`state`: none (nothing is paid, or all came back before one was made out), coming, issued or void.

    `number` is the valid one's, None where none is.
    """

    state: str
    number: str | None


def with_receipts(gifts: QuerySet[Donation]) -> QuerySet[Any]:
    """Gifts as `receipt_status` reads them."""
    valid = Receipt.objects.filter(donation=OuterRef("pk"), void=None)
    return gifts.annotate(
        series=Subquery(valid.values("series")[:1]),
        number=Subquery(valid.values("number")[:1]),
        receipt_coming=Exists(without_receipt().filter(pk=OuterRef("pk"))),
        receipt_made=Exists(Receipt.objects.filter(donation=OuterRef("pk"))),
    )


def receipt_status(gift: Any) -> ReceiptStatus:
    if gift.number:
        return ReceiptStatus(ISSUED, str(Receipt(series=gift.series, number=gift.number)))
    if gift.receipt_coming:
        return ReceiptStatus(COMING, None)
    return ReceiptStatus(VOID if gift.receipt_made else NONE, None)
