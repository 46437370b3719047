"""Refusals of this app: each a sentence for the person who meets it, with the cure in it."""

from typing import Any


class Refusal(Exception):
    """Rendered by the project as problem+json (RFC 9457): `status`, `type`, `title`, `detail`, `extra`
    members."""

    status = 400
    type = "refused"
    title = "Refused"

    def __init__(self, detail: str, **extra: Any) -> None:
        super().__init__(detail)
        self.detail = detail
        self.extra = extra


class NothingToWithdraw(Refusal):
    status = 409
    type = "nothing-to-withdraw"
    title = "Nothing to withdraw"


class CodeRefused(Refusal):
    """A withdrawal code that leads to no file, was mistyped, or one of too many."""

    status = 404
    type = "code-refused"
    title = "No such code"


class CannotSubmit(Refusal):
    status = 409
    type = "cannot-submit"
    title = "Cannot be submitted"


class CannotSign(Refusal):
    status = 403
    type = "cannot-sign"
    title = "Cannot be signed or returned"


class CannotSchedule(Refusal):
    status = 409
    type = "cannot-schedule"
    title = "Cannot be released at that hour"


class CannotHandle(Refusal):
    status = 403
    type = "cannot-handle"
    title = "Cannot be handled"


class CannotRecall(Refusal):
    status = 403
    type = "cannot-recall"
    title = "Cannot be recalled"


class PreviewGone(Refusal):
    status = 404
    type = "preview-gone"
    title = "No such preview"
