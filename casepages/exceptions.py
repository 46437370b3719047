"""Refusals of this app: each a sentence for the person who meets it, with the cure in it."""

from typing import Any


class Refusal(Exception):
    """Rendered by the project as problem+json (RFC 9457)."""

    status = 400
    type = "refused"
    title = "Refused"

    def __init__(self, detail: str, **extra: Any) -> None:
        super().__init__(detail)
        self.detail = detail
        self.extra = extra


class Unreadable(Refusal):
    """An encrypted text whose key is gone."""

    status = 500
    type = "unreadable"
    title = "A private text cannot be read"
