from payments.sandbox.identifiers import new_id
from payments.sandbox.store import Json, Store
from payments.sandbox.version import API_VERSION


def record_event(
    store: Store, event_type: str, subject: Json, *, created: int, request: Json, previous: Json | None
) -> Json:
    """Store an Event holding the object as it is at this moment, references as ids."""
    data: Json = {"object": subject}
    if previous is not None:
        data["previous_attributes"] = previous
    return store.save(
        {
            "id": new_id("evt"),
            "object": "event",
            "api_version": API_VERSION,
            "created": created,
            "data": data,
            "livemode": False,
            "pending_webhooks": 0,
            "request": request,
            "type": event_type,
        }
    )
