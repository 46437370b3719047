"""Receipts are numbered by the worker, after payment, one worker per series: no number is left out.

The series is the year of the value date, also where the number is drawn in the next year
(`docs/decisions/receipts-are-numbered-by-the-worker.md`).
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from payments.exceptions import ReceiptNotFound, ReceiptVoided
from payments.models import OutboxEntry, Receipt, ReceiptSeries, ReceiptVoid
from payments.receipts.standing import stands, without_receipt

BATCH = 100
BY_RULE = "rule"


def issue_due() -> int:
    """Numbers the paid gifts that have no valid receipt and shall have one. Returns how many."""
    years = without_receipt().order_by().values_list("value_date__year", flat=True).distinct()
    return sum(issue_series(f"{year}") for year in sorted(years))


def amend_due() -> int:
    """Voids receipts that say another amount than what stands of the gift. Returns how many.

    What is left is numbered by the next `issue_due`, naming the one it replaces.
    """
    moved = Q(donation__refunds__isnull=False) | Q(donation__disputes__isnull=False)
    told = Receipt.objects.filter(moved, void=None).annotate(stands=stands("donation__"))
    wrong = told.exclude(amount=F("stands")).order_by("pk").distinct()
    count = 0
    for receipt in wrong[:BATCH]:
        count += amend(receipt, receipt.stands)
    return count


@transaction.atomic
def amend(receipt: Receipt, left: int) -> bool:
    try:
        void(receipt, by=BY_RULE, reason="", cause=ReceiptVoid.Cause.GIVEN_BACK, replace=True)
    except ReceiptVoided:
        return False
    if left <= 0:
        announce("receipt_void_mail", receipt)
    return True


@transaction.atomic
def issue_series(series: str) -> int:
    """Does nothing while another worker numbers this series: the next round is soon enough."""
    ReceiptSeries.objects.bulk_create([ReceiptSeries(name=series, last=0)], ignore_conflicts=True)
    held = ReceiptSeries.objects.select_for_update(skip_locked=True).filter(name=series).first()
    if held is None:
        return 0
    # Read once the series is ours: what another worker numbered before is seen.
    due = without_receipt().filter(value_date__year=int(series)).order_by("paid_at", "pk")
    return len(numbered(held, due[:BATCH]))


def numbered(series: ReceiptSeries, donations: Iterable[Any]) -> list[Receipt]:
    """Donations as `without_receipt` has them."""
    issued = []
    for donation in donations:
        series.last += 1
        receipt = Receipt.objects.create(
            donation=donation,
            series=series.name,
            number=series.last,
            amount=donation.stands,
            replaces=ReceiptVoid.objects.filter(receipt__donation=donation, replacement=None).first(),
        )
        announce("receipt_mail", receipt)
        issued.append(receipt)
    series.save(update_fields=["last"])
    return issued


def announce(kind: str, receipt: Receipt) -> None:
    OutboxEntry.objects.create(kind=kind, payload={"receipt": receipt.pk})


def resend(donation_id: str) -> Receipt:
    """Mails the valid receipt of a gift once more. Raises ReceiptNotFound."""
    receipt = valid(donation_id)
    announce("receipt_mail", receipt)
    return receipt


def valid(donation_id: str) -> Receipt:
    receipt = Receipt.objects.filter(donation=donation_id, void=None).first()
    if receipt is None:
        raise ReceiptNotFound(_("This gift has no receipt yet, or none that is still valid."))
    return receipt


@transaction.atomic
def void(receipt: Receipt, *, by: str, reason: str, cause: str, replace: bool) -> ReceiptVoid:
    """Ends a receipt's validity, and tells its donor. `replace` has the gift numbered anew.

    Raises ReceiptVoided where that was done before.
    """
    # The series is held as for numbering: a void and a replacement never cross.
    ReceiptSeries.objects.select_for_update().get(name=receipt.series)
    if ReceiptVoid.objects.filter(receipt=receipt).exists():
        raise ReceiptVoided(_("Receipt %(receipt)s is void already.") % {"receipt": receipt})
    voided = ReceiptVoid.objects.create(receipt=receipt, cause=cause, reason=reason, replace=replace, by=by)
    if not replace:
        announce("receipt_void_mail", receipt)
    return voided
