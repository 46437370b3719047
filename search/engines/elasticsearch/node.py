"""The official client's way to the engine, by libcurl: a whole exchange in one call, which ends on time.

The client's own ways read piece by piece in Python and count their seconds anew for each piece.
`docs/decisions/a-search-goes-by-libcurl.md`.
"""

import time
from collections import deque
from io import BytesIO

import certifi
import pycurl
from elastic_transport import (
    ApiResponseMeta,
    BaseNode,
    ConnectionTimeout,
    HttpHeaders,
    NodeConfig,
    TlsError,
    TransportError,
)
from elastic_transport import ConnectionError as NotConnected
from elastic_transport._node import NodeApiResponse
from elastic_transport.client_utils import DEFAULT, DefaultType

_TLS = {
    pycurl.E_SSL_CONNECT_ERROR,
    pycurl.E_PEER_FAILED_VERIFICATION,
    pycurl.E_SSL_CACERT_BADFILE,
    pycurl.E_SSL_CERTPROBLEM,
    pycurl.E_SSL_CIPHER,
}


class CurlNode(BaseNode):
    """Of a `NodeConfig` it heeds address, headers, seconds and `ca_certs`; certificates are always verified.

    `request_timeout` is of the exchange from its first step to the last byte. Nothing of it is logged.
    """

    def __init__(self, config: NodeConfig) -> None:
        super().__init__(config)
        # Nobody uses these at the moment, each with its connection: the last used is the likeliest alive.
        self._idle: deque[pycurl.Curl] = deque()

    def perform_request(
        self,
        method: str,
        target: str,
        body: bytes | None = None,
        headers: HttpHeaders | None = None,
        request_timeout: float | DefaultType | None = DEFAULT,
    ) -> NodeApiResponse:
        """Raises `TlsError`, `ConnectionTimeout`, `NotConnected`, which say nothing of what was sent."""
        began, head, content = time.monotonic(), BytesIO(), BytesIO()
        seconds = self.config.request_timeout if isinstance(request_timeout, DefaultType) else request_timeout
        curl = self._taken()
        curl.setopt(pycurl.URL, self.base_url + target)
        curl.setopt(pycurl.HTTPHEADER, [f"{name}: {value}" for name, value in self._sent(headers).items()])
        curl.setopt(pycurl.TIMEOUT_MS, max(1, round(seconds * 1000)) if seconds else 0)
        curl.setopt(pycurl.HEADERFUNCTION, head.write)
        curl.setopt(pycurl.WRITEFUNCTION, content.write)
        _ask_for(curl, method, body)
        failure = _performed(curl)
        if failure:
            curl.close()
            raise failure
        status = curl.getinfo(pycurl.RESPONSE_CODE)
        self._idle.append(curl)
        meta = ApiResponseMeta(
            node=self.config,
            duration=time.monotonic() - began,
            http_version="1.1",
            status=status,
            headers=_last_of(head.getvalue()),
        )
        return NodeApiResponse(meta, content.getvalue())

    def close(self) -> None:
        while self._idle:
            self._idle.pop().close()

    def _sent(self, headers: HttpHeaders | None) -> dict[str, str]:
        # Libcurl would ask whether a long body is welcome, and wait for the answer.
        return {**self._headers, **(headers or {}), "expect": ""}

    def _taken(self) -> pycurl.Curl:
        """With its connection, and nothing left of what was asked by it before."""
        try:
            curl = self._idle.pop()
        except IndexError:
            curl = pycurl.Curl()
        curl.reset()
        curl.setopt(pycurl.NOSIGNAL, 1)
        curl.setopt(pycurl.HTTP_VERSION, pycurl.CURL_HTTP_VERSION_1_1)
        # The environment's proxy would read what people look for.
        curl.setopt(pycurl.PROXY, "")
        curl.setopt(pycurl.SSLVERSION, pycurl.SSLVERSION_TLSv1_2)
        curl.setopt(pycurl.CAINFO, self.config.ca_certs or certifi.where())
        return curl


def _ask_for(curl: pycurl.Curl, method: str, body: bytes | None) -> None:
    if body is not None:
        curl.setopt(pycurl.POSTFIELDS, body)
    elif method == "HEAD":
        curl.setopt(pycurl.NOBODY, 1)
    else:
        curl.setopt(pycurl.HTTPGET, 1)
    curl.setopt(pycurl.CUSTOMREQUEST, method)


def _performed(curl: pycurl.Curl) -> TransportError | None:
    try:
        curl.perform()
    except pycurl.error as error:
        code = error.args[0]
    else:
        return None
    if code == pycurl.E_OPERATION_TIMEDOUT:
        return ConnectionTimeout("the engine did not answer in time")
    return TlsError(f"libcurl {code}") if code in _TLS else NotConnected(f"libcurl {code}")


def _last_of(head: bytes) -> HttpHeaders:
    """The headers of the answer itself, whatever provisional ones came before."""
    lines = head.decode("latin-1").rstrip().rpartition("\r\n\r\n")[2].split("\r\n")[1:]
    fields = (line.partition(":") for line in lines)
    return HttpHeaders({name: value.strip() for name, _colon, value in fields})
