"""An endpoint for webhooks: it checks every signature with the real library and keeps what came."""

import queue
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import stripe

from tests.payments.sandbox.provider import SECRET

PATIENCE = 60.0


class Receiver:
    """`refusals` are statuses answered to the next deliveries, before it answers 200 again."""

    def __init__(self) -> None:
        self.arrived: queue.Queue[stripe.Event] = queue.Queue()
        self.headers: list[dict[str, str]] = []
        self.refusals: list[int] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_port}/api/v1/payments/webhook/"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def next(self) -> stripe.Event:
        return self.arrived.get(timeout=PATIENCE)

    def until(self, event_type: str, subject: str) -> stripe.Event:
        """The next event of this type about this object; what comes before it is passed over."""
        while True:
            event = self.next()
            if event.type == event_type and event.data.object["id"] == subject:
                return event

    def everything(self) -> list[stripe.Event]:
        """What has arrived by now."""
        events = []
        while not self.arrived.empty():
            events.append(self.arrived.get())
        return events

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                payload = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.headers.append({name.lower(): value for name, value in self.headers.items()})
                status = receiver.refusals.pop(0) if receiver.refusals else 200
                if status == 200:
                    signature = self.headers["Stripe-Signature"]
                    receiver.arrived.put(stripe.Webhook.construct_event(payload, signature, SECRET))
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *args: Any) -> None:
                pass

        return Handler
