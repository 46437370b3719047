"""What registered front ends are told, as the contract says it (OpenAPI 3.1 `webhooks`)."""

from typing import Any

from publication.models import Event

_BODY = {
    "type": "object",
    "required": ["type", "timestamp", "data"],
    "properties": {
        "type": {"type": "string"},
        "timestamp": {"type": "string", "format": "date-time", "description": "When it happened, UTC."},
        "data": {
            "type": "object",
            "required": ["id"],
            "properties": {
                "id": {"type": "string", "description": "Public id of the case, page or site record."}
            },
        },
    },
}
_HEADERS = {
    "webhook-id": "The message's id, the same in every try: act on each once.",
    "webhook-timestamp": "Seconds since 1970 of this try: refuse what is older than five minutes.",
    "webhook-signature": (
        "One or more signatures, separated by spaces: `v1,` and the base64 of HMAC-SHA256 over"
        " `{webhook-id}.{webhook-timestamp}.{body}` with the secret's bytes (the base64 after `whsec_`)."
    ),
}


def _operation(event: Event) -> dict[str, Any]:
    return {
        "post": {
            "summary": str(event.label),
            "parameters": [
                {
                    "name": name,
                    "in": "header",
                    "required": True,
                    "description": told,
                    "schema": {"type": "string"},
                }
                for name, told in _HEADERS.items()
            ],
            "requestBody": {"required": True, "content": {"application/json": {"schema": _BODY}}},
            "responses": {
                "2XX": {"description": "Received. Anything else, or ten seconds of silence, is tried again."}
            },
        }
    }


WEBHOOKS: dict[str, Any] = {str(event): _operation(event) for event in Event}
