"""The provider's events: verified on their raw bytes, stored once, answered. The worker does the rest."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from payments import gateway
from payments.exceptions import WebhookRefused, WebhookTooLarge
from payments.models import ProviderEvent

LARGEST_BODY = 256 * 1024


def receive(request: HttpRequest) -> None:
    """Raises WebhookTooLarge, WebhookRefused. A repeated event is received again and changes nothing."""
    body = request.read(LARGEST_BODY + 1)
    if len(body) > LARGEST_BODY:
        raise WebhookTooLarge(_("An event is at most 256 KiB. This is none of the payment provider's."))
    try:
        event = gateway.verified(body, request.headers.get("Stripe-Signature"))
    except gateway.ForgedEvent as error:
        raise WebhookRefused(_("The signature does not fit. Check the endpoint's signing secret.")) from error
    store(event, body)


def store(event: gateway.Event, body: bytes) -> None:
    """Events of another mode or account are kept for a person to look at, never applied."""
    reason = ""
    if event.livemode != gateway.expects_live():
        reason = "event of the other mode (live or test) than our key"
    elif event.account:
        reason = "event of another account"
    row = ProviderEvent(
        event_id=event.id,
        type=event.type,
        livemode=event.livemode,
        body=body.decode(),
        reason=reason,
        quarantined_at=timezone.now() if reason else None,
    )
    ProviderEvent.objects.bulk_create([row], ignore_conflicts=True)
