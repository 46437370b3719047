from dataclasses import dataclass

from payments.sandbox.clock import Clock
from payments.sandbox.provider import Provider
from payments.sandbox.store import Json, Store
from payments.sandbox.webhooks.events import record_event


@dataclass(frozen=True)
class Operation:
    """One thing done at the provider: by an API request, by the hosted page or by the clock.

    The events it emits name the request, as Stripe's do; those of the page and the clock name none.
    """

    provider: Provider
    request_id: str | None = None
    idempotency_key: str | None = None

    @property
    def store(self) -> Store:
        return self.provider.store

    @property
    def clock(self) -> Clock:
        return self.provider.clock

    def emit(self, event_type: str, subject: Json, previous: Json | None = None) -> Json:
        """Record and queue an event about the object as it now is; `previous` holds what changed."""
        event = record_event(
            self.store,
            event_type,
            subject,
            created=self.clock.now(),
            request={"id": self.request_id, "idempotency_key": self.idempotency_key},
            previous=previous,
        )
        self.provider.sender.queue(event)
        return event
