"""Whether an event is the provider's: its signature over the raw bytes, with one of our signing secrets.

Rules: docs.stripe.com/webhooks/signatures.
"""

import time
from dataclasses import dataclass

import stripe

from payments import conf

TOLERANCE_SECONDS = stripe.Webhook.DEFAULT_TOLERANCE
LONGEST = {"id": 255, "type": 128}


class ForgedEvent(Exception):
    """No signing secret of ours made this signature, or not now, or what it signs is no event."""


@dataclass(frozen=True, slots=True)
class Event:
    """A verified event: a hint that something happened, read again from the provider before it counts."""

    id: str
    type: str
    livemode: bool
    account: str | None


def verified(body: bytes, signature: str | None) -> Event:
    """The event in these raw bytes, if one of our secrets signed them within the provider's five minutes.

    Raises ForgedEvent.
    """
    for secret in conf.webhook_secrets():
        try:
            raw = stripe.Webhook.construct_event(body, signature, secret)
        except stripe.SignatureVerificationError:
            continue
        except (ValueError, AttributeError, TypeError) as error:
            raise ForgedEvent("the body is not an event") from error
        refuse_from_the_future(signature or "")
        return event(raw)
    raise ForgedEvent("no secret fits the signature")


def refuse_from_the_future(signature: str) -> None:
    """The library looks only backwards: signed for next year, an event could be replayed until then."""
    signed_at = int(next(part[2:] for part in signature.split(",") if part.startswith("t=")))
    if signed_at > time.time() + TOLERANCE_SECONDS:
        raise ForgedEvent("the signature is of a time to come")


def event(raw: stripe.Event) -> Event:
    """An envelope of another way of delivery (EventBridge, Event Grid) is refused: it was never asked for."""
    given = raw.to_dict()
    if given.get("object") != "event":
        raise ForgedEvent("the body is not an event")
    for name, longest in LONGEST.items():
        value = given.get(name)
        if not isinstance(value, str) or not 0 < len(value) <= longest or not value.isprintable():
            raise ForgedEvent(f"the event's {name} is none")
    if not isinstance(given.get("livemode"), bool):
        raise ForgedEvent("the event does not say whether it is live")
    account = given.get("account")
    return Event(id=given["id"], type=given["type"], livemode=given["livemode"], account=account or None)


def expects_live() -> bool:
    return conf.secret_key().startswith(("sk_live_", "rk_live_"))
