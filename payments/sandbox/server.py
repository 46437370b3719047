"""The HTTP side: one thread a connection, the loopback alone."""

import logging
import re
import socketserver
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from payments.sandbox import control
from payments.sandbox.api import answering
from payments.sandbox.hosted import pages
from payments.sandbox.messages import Request, Response, json_response
from payments.sandbox.operation import Operation
from payments.sandbox.provider import Provider

log = logging.getLogger(__name__)

HOST = "127.0.0.1"
LONGEST_BODY = 1_000_000


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    provider: Provider

    def __init__(self, port: int) -> None:
        """Bind; raises OSError where the port is taken. `provider` is set before it serves."""
        super().__init__((HOST, port), Handler)

    def server_bind(self) -> None:
        # HTTPServer would ask the name service for this address.
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            log.error("an exchange with %s failed", client_address, exc_info=True)


def answer(provider: Provider, request: Request) -> Response:
    try:
        if request.path.startswith("/v1/"):
            return answering.answer(provider, request)
        if request.path.startswith(control.PREFIX):
            return control.answer(Operation(provider), request)
        return pages.answer(Operation(provider), request)
    except answering.LostAnswerError:
        raise
    except Exception:
        log.exception("%s %s failed", request.method, request.path)
        return json_response(
            500, {"error": {"message": "The sandbox failed; see its log.", "type": "api_error"}}
        )


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "payments.sandbox"
    sys_version = ""
    disable_nagle_algorithm = True
    server: Server

    def do_GET(self) -> None:
        self._answer()

    do_POST = do_DELETE = do_PUT = do_PATCH = do_GET  # noqa: N815

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        log.debug(format, *args)

    def _answer(self) -> None:
        length = self.headers.get("Content-Length", "0")
        if (
            not re.fullmatch("[0-9]{1,9}", length)
            or int(length) > LONGEST_BODY
            or "Transfer-Encoding" in self.headers
        ):
            self.close_connection = True
            self._send(Response(413))
            return
        address = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(self.command, address.path, address.query, headers, self.rfile.read(int(length)))
        try:
            self._send(answer(self.server.provider, request))
        except answering.LostAnswerError:
            self.close_connection = True

    def _send(self, response: Response) -> None:
        self.send_response(response.status)
        for name, value in response.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(response.body)))
        self.end_headers()
        self.wfile.write(response.body)
