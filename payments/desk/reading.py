"""What the desk reads of the books: figures per currency, what waits for a person, how a gift is found."""

import re
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.utils import timezone

from payments import conf
from payments.identifiers import ALPHABET, ID_LENGTH
from payments.models import (
    Campaign,
    Disbursement,
    DisbursementDocument,
    Dispute,
    Donation,
    FundBalance,
    FundCommitment,
    FundExchange,
    LedgerEntry,
    LedgerTransaction,
    MonthlyGift,
    Offer,
    OutboxEntry,
    Payout,
    Receipt,
    Reconciliation,
    Refund,
)
from payments.money import minor

PAID = Donation.State.PAID
RESERVED = Donation.State.RESERVED
# A session lives half an hour and is asked about every minute after it: this one needs looking at.
UNSETTLED_AFTER = timedelta(hours=1)
# Tries of an answer: about a minute of them.
STUCK_AFTER = 5
AMOUNT = re.compile(r"(?P<code>[A-Za-z]{3})?\s*(?P<units>\d[\d,]{,14}(\.\d{1,3})?)")
RECEIPT = re.compile(r"(?P<series>\d{4})-0*(?P<number>\d{1,9})")
RECEIPTS = Prefetch("receipts", Receipt.objects.select_related("void").order_by("pk"))
PROVIDER_IDS = ("session_id", "payment_intent", "charge", "invoice", "monthly_gift__subscription")
OPAQUE = re.compile(rf"\b[{ALPHABET}]{{{ID_LENGTH}}}\b")


def donations() -> QuerySet[Donation]:
    """Newest first, with all that a list of them shows."""
    gifts = Donation.objects.select_related("campaign").prefetch_related(RECEIPTS)
    return gifts.order_by("-reserved_at", "-pk")


def found(query: str) -> Q:
    """Gifts that a receipt's number, a reference, an id of the provider's, or an amount names: exactly, never
    by part. `25`, `25.00` and `EUR 25` are amounts; without a currency, in every one that gifts are made in.
    """
    told = query.strip()
    if receipt := RECEIPT.fullmatch(told):
        return Q(receipts__series=receipt["series"], receipts__number=int(receipt["number"]))
    named = Q(reference=told)
    for field in PROVIDER_IDS:
        named |= Q(**{field: told})
    return named | _of_amount(told)


def _of_amount(told: str) -> Q:
    nothing = Q(pk__in=[])
    amount = AMOUNT.fullmatch(told)
    if amount is None:
        return nothing
    units = Decimal(amount["units"].replace(",", ""))
    named = nothing
    for code in [amount["code"].upper()] if amount["code"] else conf.currencies():
        # Unknown, or with more decimals than it has: no gift is of that amount.
        with suppress(LookupError, ValueError):
            named |= Q(currency=code, amount=minor(units, code))
    return named


def sums(figures: Iterable[Any]) -> dict[str, dict[str, int]]:
    """`{currency: {name: minor units}}` of rows `{name, currency, sum}`."""
    by_currency: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in figures:
        by_currency[row["currency"]][row["name"]] += row["sum"]
    return by_currency


def balances() -> Iterable[Any]:
    """What the ledger holds by account and currency; the funds' accounts as one, and the campaigns'."""
    kind = Case(
        *(
            When(account__startswith=f"{kind}:", then=Value(kind))
            for kind in ("campaign", "fund", "disbursed")
        ),
        default=F("account"),
        output_field=CharField(),
    )
    named = LedgerEntry.objects.annotate(name=kind).values("name", "currency")
    return named.annotate(sum=Sum("amount"))


def gifts() -> Iterable[Any]:
    """Paid and being paid, by currency."""
    under_way = Donation.objects.filter(state__in=[PAID, RESERVED])
    return under_way.values("currency", name=F("state")).annotate(sum=Sum("amount"))


def monthly_gifts() -> QuerySet[MonthlyGift]:
    """Those that go on first, then the latest, each with the sum and number of its paid months."""
    paid = Q(donations__state=PAID)
    counted = MonthlyGift.objects.annotate(
        months=Count("donations", filter=paid), given=Sum("donations__amount", filter=paid, default=0)
    )
    return counted.order_by(F("ended_at").desc(nulls_first=True), "-began_at")


def corrections() -> QuerySet[LedgerTransaction]:
    """Newest first, with their entries."""
    booked = LedgerTransaction.objects.filter(kind=LedgerTransaction.Kind.CORRECTION)
    return booked.prefetch_related("entries").order_by("-booked_at", "-pk")


def unsettled() -> QuerySet[Donation]:
    """Reservations older than an hour."""
    return Donation.objects.filter(state=RESERVED, reserved_at__lte=timezone.now() - UNSETTLED_AFTER)


def receipts(donation: Donation) -> list[Receipt]:
    """All that were issued, the oldest first, void ones too."""
    return list(donation.receipts.all())


def receipt_of(donation: Donation) -> Receipt | None:
    """The one that is valid, if any."""
    return next((receipt for receipt in receipts(donation) if not hasattr(receipt, "void")), None)


def history(donation: Donation) -> QuerySet[LedgerEntry]:
    """All that was ever booked of a gift, in the order in which it was."""
    entries = LedgerEntry.objects.filter(transaction__donation=donation).select_related("transaction")
    return entries.order_by("transaction__booked_at", "transaction_id", "pk")


def name_of(donation: Donation) -> str:
    """The valid receipt's number where there is one, else the gift's reference."""
    return str(receipt_of(donation) or donation.reference)


def by_reference(text: str) -> str:
    """A text of the provider's, or about what it told, with gifts' ids as references: it carries our ids."""
    named = Donation.objects.filter(pk__in=OPAQUE.findall(text))
    references = dict(named.values_list("pk", "reference"))
    return OPAQUE.sub(lambda found: references.get(found[0], found[0]), text)


def with_gift(rows: QuerySet[Any]) -> QuerySet[Any]:
    """What a list needs to name the gift a row belongs to."""
    return rows.select_related("donation").prefetch_related(Prefetch("donation__receipts", RECEIPTS.queryset))


def refunds() -> QuerySet[Refund]:
    return with_gift(Refund.objects.order_by("-requested_at", "-pk"))


def failed_refunds() -> QuerySet[Refund]:
    """Those after which nothing was asked of the same gift again."""
    later = Refund.objects.filter(donation=OuterRef("donation"), requested_at__gt=OuterRef("requested_at"))
    return Refund.objects.filter(~Exists(later), state=Refund.State.FAILED)


def disputes() -> QuerySet[Dispute]:
    """What can be answered first, the nearest deadline on top; then the newest."""
    unanswered = Case(When(status=Dispute.Status.NEEDS_RESPONSE, then=F("evidence_due_by")))
    return with_gift(Dispute.objects.order_by(unanswered.asc(nulls_last=True), "-opened_at"))


def unanswered() -> QuerySet[Dispute]:
    return Dispute.objects.filter(status=Dispute.Status.NEEDS_RESPONSE).order_by("evidence_due_by")


def payouts() -> QuerySet[Payout]:
    return Payout.objects.order_by("-arrival_date", "-pk")


def fund_balances() -> QuerySet[FundBalance]:
    return FundBalance.objects.filter(fund=conf.fund()).order_by("currency")


def commitments() -> QuerySet[FundCommitment]:
    """What is still promised first; `currency` is the campaign's."""
    promised = FundCommitment.objects.select_related("campaign", "fund")
    named = promised.annotate(currency=F("campaign__currency"))
    return named.order_by(Case(When(met__lt=F("promised"), then=0), default=1), "committed_at")


def promised() -> Iterable[Any]:
    """What the fund has promised and not paid, `{currency, sum}`."""
    waiting = FundCommitment.objects.filter(met__lt=F("promised"))
    by_currency = waiting.values(currency=F("campaign__currency"))
    return by_currency.annotate(sum=Sum(F("promised") - F("met"))).order_by("currency")


def offers_open(campaign_ref: str) -> int:
    """Gifts to a closed campaign whose donors have not said yet what shall become of them."""
    return Offer.objects.filter(donation__campaign__ref=campaign_ref, answer="").count()


def stuck_answers() -> QuerySet[OutboxEntry]:
    """Answers of donors that could not be carried out in several tries, the oldest first."""
    tried = OutboxEntry.objects.filter(kind="offer_answered", done_at=None, attempts__gte=STUCK_AFTER)
    return tried.order_by("created_at", "pk")


def about(entry: OutboxEntry) -> str:
    """What leads to the gift that a mail is about, as search finds it; "" for one about none."""
    told = entry.payload
    if receipt := Receipt.objects.filter(pk=told.get("receipt")).first():
        return str(receipt)
    if donation := donations().filter(pk=told.get("donation")).first():
        return name_of(donation)
    repeated = MonthlyGift.objects.filter(pk=told.get("monthly_gift"))
    return repeated.values_list("subscription", flat=True).first() or ""


def exchanges() -> QuerySet[FundExchange]:
    return FundExchange.objects.order_by("-at", "-pk")


def disbursements() -> QuerySet[Disbursement]:
    """`has_document`: whether its receipt was attached."""
    document = DisbursementDocument.objects.filter(disbursement=OuterRef("pk"))
    spent = Disbursement.objects.select_related("campaign")
    return spent.annotate(has_document=Exists(document)).order_by("-at", "-pk")


def document(disbursement_id: str) -> DisbursementDocument | None:
    return DisbursementDocument.objects.filter(disbursement=disbursement_id).first()


def currencies() -> list[str]:
    """Those that gifts are made in now, then those a campaign or a fund still holds."""
    of_campaigns = Campaign.objects.order_by("currency").values_list("currency", flat=True).distinct()
    of_funds = FundBalance.objects.order_by("currency").values_list("currency", flat=True).distinct()
    return list(dict.fromkeys([*conf.currencies(), *of_campaigns, *of_funds]))


def campaign(ref: str) -> Campaign | None:
    return Campaign.objects.filter(ref=ref).first()


def after_the_gift() -> Iterable[Any]:
    """Given back, disputed and spent, by currency."""
    given_back = Refund.objects.filter(state=Refund.State.SUCCEEDED)
    disputed = Dispute.objects.exclude(status__in=[Dispute.Status.WON, Dispute.Status.LOST])
    parts: list[tuple[str, QuerySet[Any]]] = [
        ("refunded", given_back),
        ("disputed", disputed),
        ("disbursed", Disbursement.objects.all()),
    ]
    for part, rows in parts:
        for row in rows.values("currency").annotate(sum=Sum("amount")):
            yield {"name": part, **row}


def reconciliations() -> QuerySet[Reconciliation]:
    return Reconciliation.objects.order_by("-started_at", "-pk")
