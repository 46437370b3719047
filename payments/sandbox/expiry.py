import logging
import threading

from payments.sandbox.actions.expire_session import expire_due_sessions
from payments.sandbox.operation import Operation
from payments.sandbox.provider import Provider

log = logging.getLogger(__name__)

EVERY = 0.25


class Expiry:
    """The thread that expires sessions nobody looks at."""

    def __init__(self, provider: Provider) -> None:
        self._operation = Operation(provider)
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="expiry", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopped.wait(EVERY):
            expire_due_sessions(self._operation)
