"""One POST to somebody else's address: bounded in time and size, without redirects, to no private network.

The name is looked up once and the connection made to the very address that was judged, so that a name which
answers differently the second time leads nowhere else.
"""

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator
from urllib.parse import SplitResult, urlsplit

from django.utils.translation import gettext as _

from publication import conf

# Reserved for reaching IPv4 through IPv6: what they embed may be a private address.
EMBEDDING = [
    ipaddress.ip_network(net) for net in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")
]
READ_AT_MOST = 4096


class NotDelivered(Exception):
    """`answer`: what an operator reads in the admin. Nothing of what the other side wrote."""

    def __init__(self, answer: str) -> None:
        super().__init__(answer)
        self.answer = answer


def refusal(url: str) -> str:
    """Why this address is told nothing, in a sentence; empty where it may be told. Looks up no name."""
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        port = 0
    if parts.scheme not in (("https", "http") if conf.webhook_allow_http() else ("https",)):
        return _("Front ends are told by https alone. Enter an address that begins with https://")
    if not parts.hostname or port == 0 or parts.username is not None or parts.fragment:
        return _("Enter an address with a host, without user name, password or #.")
    literal = _literal(parts.hostname)
    if literal is not None and not allowed(literal):
        return _("This address is in a private network or on this machine. Enter a public one.")
    return ""


def allowed(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    if conf.webhook_allow_private():
        return True
    mapped = getattr(address, "ipv4_mapped", None)
    if mapped is not None:
        return allowed(mapped)
    embeds = any(address in net for net in EMBEDDING if net.version == address.version)
    return address.is_global and not address.is_multicast and not embeds


def post(url: str, headers: dict[str, str], body: bytes) -> int:
    """Send it and return the status, which is 2xx. Raises `NotDelivered` for everything else."""
    parts = urlsplit(url)
    why = refusal(url)
    if why:
        raise NotDelivered(why)
    seconds = conf.webhook_seconds()
    try:
        with _connected(parts, seconds) as connection:
            connection.request("POST", _target(parts), body, {"Host": parts.netloc, **headers})
            answer = connection.getresponse()
            answer.read(READ_AT_MOST)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise NotDelivered(_("No answer (%(kind)s)") % {"kind": type(error).__name__}) from None
    if not 200 <= answer.status < 300:
        raise NotDelivered(str(answer.status))
    return answer.status


@contextlib.contextmanager
def _connected(parts: SplitResult, seconds: float) -> Iterator[http.client.HTTPConnection]:
    """A connection that ends with its time, however slowly the other side drips its answer."""
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    connection = http.client.HTTPConnection(host, port)
    connection.sock = socket.create_connection(_judged(host, port), timeout=seconds)
    ends = threading.Timer(seconds, _shut, [connection])
    ends.daemon = True
    ends.start()
    try:
        if parts.scheme == "https":
            # Known to the timer before its handshake, which can drip as well.
            secured = ssl.create_default_context().wrap_socket(
                connection.sock, server_hostname=host, do_handshake_on_connect=False
            )
            connection.sock = secured
            secured.do_handshake()
        yield connection
    finally:
        ends.cancel()
        connection.close()


def _judged(host: str, port: int) -> tuple[str, int]:
    """An address of the host, if all it has may be spoken to."""
    found = {str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    if not found or not all(allowed(ipaddress.ip_address(one.split("%")[0])) for one in found):
        raise NotDelivered(_("The name leads into a private network"))
    # IPv4 first: where both are there, it is the one that works.
    return min(found, key=lambda one: (":" in one, one)), port


def _shut(connection: http.client.HTTPConnection) -> None:
    with contextlib.suppress(OSError):
        # Not the TLS socket's own method, which the reading thread would trip over.
        socket.socket.shutdown(connection.sock, socket.SHUT_RDWR)


def _target(parts: SplitResult) -> str:
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _literal(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
