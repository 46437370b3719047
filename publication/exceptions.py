"""Refusals of this app: each a sentence for the person who meets it, with the cure in it."""

from typing import Any


class Refusal(Exception):
    """Rendered by the project as problem+json (RFC 9457): these members and those of `extra`."""

    status = 400
    type = "refused"
    title = "Refused"

    def __init__(self, detail: str, **extra: Any) -> None:
        super().__init__(detail)
        self.detail = detail
        self.extra = extra


class NotFound(Refusal):
    """Never says whether something unreleased exists. `locales` in `extra` names released locales only."""

    status = 404
    type = "not-found"
    title = "Not found"


class Gone(Refusal):
    """Once public, no longer: withdrawn, recalled, expired, or no longer covered by consent."""

    status = 410
    type = "gone"
    title = "No longer public"


class BadCursor(Refusal):
    status = 422
    type = "bad-cursor"
    title = "Unknown page"


class UnknownFilter(Refusal):
    status = 422
    type = "unknown-filter"
    title = "Unknown filter"


class FreezeRefused(Refusal):
    status = 422
    type = "freeze-refused"
    title = "Cannot be submitted"


class SignOffRefused(Refusal):
    status = 403
    type = "signoff-refused"
    title = "Cannot be signed"


class ReleaseRefused(Refusal):
    status = 409
    type = "release-refused"
    title = "Cannot be released"


class ConsentRefused(Refusal):
    status = 409
    type = "consent-refused"
    title = "Consent cannot be recorded"


class WithdrawalRefused(Refusal):
    status = 404
    type = "withdrawal-refused"
    title = "Nothing to withdraw"


class ErasureRefused(Refusal):
    status = 409
    type = "erasure-refused"
    title = "Cannot be erased"


class ConcernRefused(Refusal):
    type = "concern-refused"
    title = "Not received"

    def __init__(self, detail: str, status: int = 422, **extra: Any) -> None:
        super().__init__(detail, **extra)
        self.status = status


class RecallRefused(Refusal):
    status = 404
    type = "recall-refused"
    title = "Nothing to recall"


class OpenDataRefused(Refusal):
    status = 409
    type = "open-data-refused"
    title = "No such table"
