"""The provider's events: verified on their raw bytes, stored once, answered. The worker does the rest."""

import hashlib

from django.http import HttpRequest, UnreadablePostError
from django.utils import timezone
from django.utils.translation import gettext as _

from payments import redaction, signature
from payments.exceptions import WebhookRefused, WebhookTooLarge
from payments.models import ProviderEvent

LARGEST_BODY = 256 * 1024


def receive(request: HttpRequest) -> None:
    """Raises WebhookTooLarge, WebhookRefused. A repeated event is received again and changes nothing.

    Returns only when the event is committed: answering before it would lose what the provider thinks told.
    """
    body = bounded(request)
    try:
        event = signature.verified(body, request.headers.get("Stripe-Signature"))
    except signature.ForgedEvent as error:
        raise WebhookRefused(_("The signature does not fit. Check the endpoint's signing secret.")) from error
    store(event, body)


def bounded(request: HttpRequest) -> bytes:
    """The raw body, of which no more is read than an event may have, whatever length was announced."""
    try:
        announced = int(request.META.get("CONTENT_LENGTH") or 0)
        body = b"" if announced > LARGEST_BODY else request.read(LARGEST_BODY + 1)
    except (UnreadablePostError, ValueError) as error:
        raise WebhookRefused(_("The event did not arrive whole. It will be sent again.")) from error
    if max(announced, len(body)) > LARGEST_BODY:
        raise WebhookTooLarge(_("An event is at most 256 KiB. This is none of the payment provider's."))
    return body


def store(event: signature.Event, body: bytes) -> None:
    """Without a word of the donor. Events of another mode or account are kept for a person, never applied."""
    reason = ""
    if event.livemode != signature.expects_live():
        reason = "event of the other mode (live or test) than our key"
    elif event.account:
        reason = "event of another account"
    row = ProviderEvent(
        event_id=event.id,
        type=event.type,
        livemode=event.livemode,
        body=redaction.reduced(body.decode()),
        digest=hashlib.sha256(body).hexdigest(),
        reason=reason,
        quarantined_at=timezone.now() if reason else None,
    )
    ProviderEvent.objects.bulk_create([row], ignore_conflicts=True)
