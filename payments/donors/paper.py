"""A donor's year as PDF: what stands of each gift, by the receipt that is valid now."""

from django.utils import timezone

from payments.donors import readers
from payments.models import DonorAccount
from payments.receipts import statement
from payments.receipts.statement import Row


def statement_pdf(account: DonorAccount, year: int, locale: str) -> bytes:
    gifts = readers.statement(account, year).gifts
    stands = [(gift, gift.amount + gift.fee_cover - gift.refunded) for gift in gifts]
    rows = [
        Row(gift.value_date, gift.receipt.number or "", left, gift.currency) for gift, left in stands if left
    ]
    who = readers.identity(account)
    return statement.pdf(year, rows, name=who.name or who.email, locale=locale, made_at=timezone.now())
