import base64
import binascii
import hmac

from payments.sandbox.api.errors import ApiError


def authenticate(header: str, key: str | None) -> None:
    """Check `Authorization` (Bearer, or Basic with the key as user) against the key; None takes any test key.

    Raises ApiError 401 as Stripe words it, showing only the key's ends.
    """
    given = _key_of(header)
    if not given:
        raise _refuse(
            "You did not provide an API key. You need to provide your API key in the Authorization header,"
            " using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY')."
        )
    right = hmac.compare_digest(given.encode(), key.encode()) if key else given.startswith("sk_test_")
    if not right:
        raise _refuse(f"Invalid API Key provided: {_masked(given)}")


def _key_of(header: str) -> str:
    scheme, _, value = header.partition(" ")
    if scheme.lower() == "basic":
        try:
            value = base64.b64decode(value, validate=True).decode().partition(":")[0]
        except (binascii.Error, UnicodeDecodeError):
            return ""
    return value.strip() if scheme.lower() in ("bearer", "basic") else ""


def _masked(key: str) -> str:
    return key[:8] + "*" * max(4, len(key) - 12) + key[-4:]


def _refuse(message: str) -> ApiError:
    return ApiError(message, status=401, stored=False)
