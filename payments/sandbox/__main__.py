"""Run the sandbox provider: a stand-in for Stripe on the loopback, for development and tests."""

import argparse
import logging
import signal
import sys
import threading
from pathlib import Path

from payments.sandbox import resources
from payments.sandbox.expiry import Expiry
from payments.sandbox.provider import Provider, Settings
from payments.sandbox.server import HOST, Server
from payments.sandbox.store import StoreInUseError
from payments.sandbox.webhooks.endpoint import Endpoint, NotLoopbackError


def main() -> int:
    logging.basicConfig(level=logging.WARNING, format="sandbox provider: %(message)s")
    given = _arguments()
    resources.load()
    try:
        given.data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return _refuse(f"{given.data} cannot be made ({error.strerror}). Name another folder with --data.")
    try:
        server = Server(given.port)
    except OSError as error:
        return _refuse(
            f"Port {given.port} on {HOST} cannot be had ({error.strerror})."
            " Stop what uses it, or name another with --port."
        )
    with server:
        return _run(server, given)


def _run(server: Server, given: argparse.Namespace) -> int:
    try:
        server.provider = Provider(_settings(given, server.server_port))
    except NotLoopbackError as error:
        return _refuse(f"{error} is no http address of this machine. Name one of 127.0.0.1 with --webhook.")
    except StoreInUseError as error:
        return _refuse(f"{error} is held by another sandbox. Stop it, or name another folder with --data.")
    _serve(server)
    return 0


def _serve(server: Server) -> None:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    expiry = Expiry(server.provider)
    serving = threading.Thread(target=server.serve_forever, args=(0.05,), name="http", daemon=True)
    for part in (expiry, server.provider.sender, serving):
        part.start()
    print(f"Sandbox provider at http://{HOST}:{server.server_port} (no money moves)", flush=True)
    stop.wait()
    server.shutdown()
    expiry.stop()
    server.provider.close()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m payments.sandbox", description=__doc__)
    parser.add_argument("--port", type=_port, required=True, help="on 127.0.0.1; 0 takes a free one")
    parser.add_argument("--data", type=Path, required=True, help="folder of its own store; made if missing")
    parser.add_argument("--webhook", help="where events are posted, on this machine; without it none are")
    parser.add_argument("--secret", help="whsec_…, which webhooks are signed with")
    parser.add_argument("--key", help="the one API key it accepts; without it any sk_test_… key")
    parser.add_argument(
        "--first-retry", type=float, default=1.0, help="seconds to a webhook's second attempt, doubling after"
    )
    parser.add_argument("--public-url", help="the address browsers reach it at, if not its own")
    given = parser.parse_args()
    if given.webhook and not given.secret:
        parser.error("--webhook needs --secret, which its events are signed with.")
    return given


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65535:
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return port


def _settings(given: argparse.Namespace, port: int) -> Settings:
    return Settings(
        data=given.data,
        public_url=(given.public_url or f"http://{HOST}:{port}").rstrip("/"),
        endpoint=Endpoint(given.webhook, given.secret) if given.webhook else None,
        key=given.key,
        first_retry=given.first_retry,
    )


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
