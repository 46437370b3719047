from dataclasses import dataclass
from pathlib import Path

from payments.sandbox.api.answers import Answers
from payments.sandbox.clock import Clock
from payments.sandbox.store import Store
from payments.sandbox.webhooks.endpoint import Endpoint
from payments.sandbox.webhooks.faults import Faults
from payments.sandbox.webhooks.sender import Sender


@dataclass(frozen=True)
class Settings:
    """What the command line says. `key` None accepts every `sk_test_…`; no `endpoint`: nothing is sent."""

    data: Path
    public_url: str
    endpoint: Endpoint | None = None
    key: str | None = None
    first_retry: float = 1.0


class Provider:
    """Everything one running sandbox holds."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.clock = Clock()
        self.store = Store(settings.data / "sandbox.sqlite3")
        self.faults = Faults()
        self.answers = Answers()
        self.sender = Sender(self.store, settings.endpoint, self.faults, settings.first_retry)

    def close(self) -> None:
        self.sender.stop()
        self.store.close()
