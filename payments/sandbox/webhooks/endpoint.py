import http.client
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from payments.sandbox.webhooks.signature import sign

LOOPBACK = ("127.0.0.1", "localhost", "::1")
TIMEOUT = 20.0


class NotLoopbackError(ValueError):
    """The sandbox sends nothing beyond this machine."""


@dataclass(frozen=True)
class Endpoint:
    """Where webhooks go and the secret (`whsec_…`) they are signed with. Plain HTTP on the loopback only."""

    url: str
    secret: str

    def __post_init__(self) -> None:
        try:
            address = urlsplit(self.url)
            here = address.scheme == "http" and address.hostname in LOOPBACK and address.port != 0
        except ValueError as error:
            raise NotLoopbackError(self.url) from error
        if not here:
            raise NotLoopbackError(self.url)

    def post(self, payload: bytes) -> int:
        """Send once and return the HTTP status. Raises OSError or HTTPException where no answer comes."""
        address = urlsplit(self.url)
        connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=TIMEOUT)
        try:
            connection.request(
                "POST",
                (address.path or "/") + (f"?{address.query}" if address.query else ""),
                payload,
                {
                    "Content-Type": "application/json; charset=utf-8",
                    "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
                    "Stripe-Signature": sign(payload, self.secret, int(time.time())),
                },
            )
            return connection.getresponse().status
        finally:
            connection.close()
