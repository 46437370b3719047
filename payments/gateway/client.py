"""The connection to the provider, what its answers may fail with, and its unit of money."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import TypeVar

import stripe

from payments import conf
from payments.currencies import UnknownCurrency
from payments.currencies import currency as currency_of

# The version the typed parameters were generated from. Moved together with the pin of `stripe`.
API_VERSION = "2026-10-28.endive"
TIMEOUT_SECONDS = 20

Raw = TypeVar("Raw")
Plain = TypeVar("Plain")


class GatewayError(Exception):
    """The provider gave no final answer: out of reach, overloaded or set up wrongly. Ask again."""


class GatewayRefusal(GatewayError):
    """The provider understood and will never do it."""


class Unreadable(GatewayError):
    """The provider answered in a currency or fraction we cannot count: for a person to look at."""


def holds_no_body(record: logging.LogRecord) -> bool:
    """The library's debugging lines hold whole answers: a client secret, a donor's name and address."""
    return record.levelno > logging.DEBUG


logging.getLogger("stripe").addFilter(holds_no_body)


@lru_cache(maxsize=4)
def client_for(key: str, base: str) -> stripe.StripeClient:
    return stripe.StripeClient(
        key,
        stripe_version=API_VERSION,
        base_addresses={"api": base},
        max_network_retries=2,
        http_client=stripe.RequestsClient(timeout=TIMEOUT_SECONDS),
    )


def client() -> stripe.StripeClient:
    # Law 7: no timings of ours in the requests.
    stripe.enable_telemetry = False
    return client_for(conf.secret_key(), conf.api_base())


def asked(call: Callable[[], Raw], read: Callable[[Raw], Plain]) -> Plain:
    """The provider's answer as plain data of ours. Raises GatewayRefusal, Unreadable, GatewayError."""
    return understood(answer(call), read)


def understood(raw: Raw, read: Callable[[Raw], Plain]) -> Plain:
    name = getattr(raw, "id", type(raw).__name__)
    try:
        return read(raw)
    except UnknownCurrency as error:
        raise Unreadable(f"{name} holds the currency {error}, unknown to payments") from error
    except ValueError as error:
        raise Unreadable(f"{name} cannot be counted: {error}") from error


def answer(call: Callable[[], Raw]) -> Raw:
    try:
        return call()
    except stripe.InvalidRequestError as error:
        # 409 is a request of the same key under way, 429 too many at once: neither is an answer.
        if error.http_status in (409, 429):
            raise GatewayError(str(error)) from error
        raise GatewayRefusal(str(error)) from error
    except stripe.StripeError as error:
        raise GatewayError(str(error)) from error


def money(amount: int, currency: str) -> tuple[int, str]:
    """The provider's amount in our minor units, and the ISO code."""
    code = currency.upper()
    return currency_of(code).from_provider(amount), code


def moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def name_of(reference: object) -> str | None:
    """The id of what an object refers to, expanded or not."""
    if reference is None or isinstance(reference, str):
        return reference
    return str(getattr(reference, "id"))  # noqa: B009
