import hashlib
import hmac


def sign(payload: bytes, secret: str, timestamp: int) -> str:
    """`Stripe-Signature`, scheme v1: HMAC-SHA256 over "timestamp.payload" (docs.stripe.com/webhooks)."""
    signed = f"{timestamp}.".encode() + payload
    return f"t={timestamp},v1={hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()}"
