"""Refusals of this app: each a sentence for the person who meets it, with the cure in it."""

from typing import Any


class Refusal(Exception):
    """Rendered by the project as problem+json (RFC 9457): `status`, `type`, `title`, `detail`, `extra`
    members.
    """

    status = 400
    type = "refused"
    title = "Refused"

    def __init__(self, detail: str, **extra: Any) -> None:
        super().__init__(detail)
        self.detail = detail
        self.extra = extra


class CampaignNotFound(Refusal):
    status, type, title = 404, "campaign-not-found", "Campaign not found"


class DonationNotFound(Refusal):
    status, type, title = 404, "donation-not-found", "Donation not found"


class ReceiptNotFound(Refusal):
    status, type, title = 404, "receipt-not-found", "No receipt"


class OfferNotFound(Refusal):
    status, type, title = 404, "offer-not-found", "Nothing to choose"


class ChoiceMade(Refusal):
    status, type, title = 409, "choice-made", "Chosen already"


class ReceiptVoided(Refusal):
    status, type, title = 409, "receipt-voided", "Void already"


class FrontEndRefused(Refusal):
    """`front_ends`: the names that are known."""

    status, type, title = 422, "front-end-refused", "Front end not known"


class GoalRefused(Refusal):
    status, type, title = 409, "goal-refused", "Goal refused"


class CampaignClosed(Refusal):
    status, type, title = 409, "campaign-closed", "No longer collecting"


class CampaignFunded(Refusal):
    status, type, title = 409, "campaign-funded", "Goal reached"


class AmountAboveRemaining(Refusal):
    """`max_amount`: the largest amount that would be accepted (0 when all that is left is being paid now)."""

    status, type, title = 409, "amount-above-remaining", "Less is left"


class RemainderTooSmall(Refusal):
    """`amounts`: the nearest amounts that leave no remainder too small to be given."""

    status, type, title = 409, "remainder-too-small", "Too little would be left"


class TooManyOpen(Refusal):
    """`open`: those of the payments that who asks has shown to have begun; `retry_after`: seconds."""

    status, type, title = 429, "too-many-open", "Too many unfinished payments"


class TooManyWaited(Refusal):
    status, type, title = 429, "too-many-waited", "Too many gifts just now"


class RefundRefused(Refusal):
    """`max_amount`: the most that can be given back; `amounts`: the nearest that can, where there are any."""

    status, type, title = 409, "refund-refused", "Cannot be given back"


class DisputeRefused(Refusal):
    status, type, title = 409, "dispute-refused", "Dispute cannot be answered"


class FundRefused(Refusal):
    """`max_amount`: the most that the fund can move, where that is why."""

    status, type, title = 409, "fund-refused", "The fund cannot do that"


class DisbursementRefused(Refusal):
    """`max_amount`: the most that can be spent now, where that is why."""

    status, type, title = 409, "disbursement-refused", "Cannot be spent"


class CorrectionRefused(Refusal):
    status, type, title = 409, "correction-refused", "Cannot be corrected so"


class WrongCurrency(Refusal):
    status, type, title = 422, "wrong-currency", "Another currency is needed"


class AmountRefused(Refusal):
    """`min_amount` and `max_amount` of the currency, in minor units."""

    status, type, title = 422, "amount-refused", "Amount cannot be given"


class FeeCoverRefused(Refusal):
    status, type, title = 422, "fee-cover-refused", "Fee cannot be covered"


class MonthlyGiftRefused(Refusal):
    status, type, title = 422, "monthly-gift-refused", "Only once here"


class MonthlyGiftNotFound(Refusal):
    status, type, title = 404, "monthly-gift-not-found", "No such monthly gift"


class KeyRefused(Refusal):
    status, type, title = 422, "idempotency-key-refused", "Idempotency-Key refused"


class ProofRefused(Refusal):
    status, type, title = 422, "proof-refused", "Proof of work refused"


class DegreeRefused(Refusal):
    status, type, title = 422, "degree-refused", "Degree refused"


class WebhookRefused(Refusal):
    status, type, title = 400, "webhook-refused", "Event refused"


class WebhookTooLarge(Refusal):
    status, type, title = 413, "webhook-too-large", "Event too large"


class ProviderUnavailable(Refusal):
    status, type, title = 503, "provider-unavailable", "Payment page out of reach"


class ProviderRefused(Refusal):
    status, type, title = 502, "provider-refused", "Payment page refused"


class NotSignedIn(Refusal):
    status, type, title = 401, "not-signed-in", "Sign in first"


class TooManyAttempts(Refusal):
    """`retry_after`: seconds, also as the header of that name."""

    status, type, title = 429, "too-many-attempts", "Too many gifts begun"


class TooManyDeclined(Refusal):
    """`retry_after`: seconds, also as the header of that name."""

    status, type, title = 429, "too-many-declined", "Payments did not go through"


class TooManyCodes(Refusal):
    status, type, title = 429, "too-many-codes", "Too many codes"


class ChoiceRefused(Refusal):
    status, type, title = 422, "choice-refused", "Not kept"


class MailRefused(Refusal):
    status, type, title = 409, "mail-refused", "Mail not sent again"


class EventRefused(Refusal):
    status, type, title = 409, "event-refused", "Event refused"
