"""The processes: web servers, worker and sandbox provider. Each is a group of its own, killed as one."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

from sixdegree.processes import HOST, end_group, free_port, signal_group

ROOT = Path(__file__).resolve().parents[2]
WORKER = "worker"
WEBHOOK = "/api/v1/payments/webhook/"
KEY = "sk_test_chaos"
SECRET = "whsec_chaos"  # noqa: S105  protects nothing


class NotUp(Exception):
    """A process did not come up: its log says why."""


class Stage:
    """All processes of a run on one database; `data` takes the provider's store and the logs."""

    def __init__(self, servers: int, database: str, data: Path) -> None:
        self.data = data
        self.provider_port = free_port()
        self.ports = {f"web{number}": free_port() for number in range(servers)}
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.said: dict[str, int] = {}
        self.lock = threading.Lock()
        self.env = {
            **os.environ,
            "DATABASE_URL": database,
            "DATA": str(data),
            "DJANGO_SETTINGS_MODULE": "sixdegree.settings.dev",
            "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}",
            "PORT": str(self.ports["web0"]),
            "STRIPE_API_BASE": self.provider,
            "CHECKOUT_ORIGIN": self.provider,
            "STRIPE_SECRET_KEY": KEY,
            "STRIPE_WEBHOOK_SECRETS": SECRET,
            # Each donor comes from an address of their own, as the proxy in front would say.
            "TRUSTED_PROXIES": HOST,
        }

    @property
    def provider(self) -> str:
        return f"http://{HOST}:{self.provider_port}"

    def address(self, name: str) -> str:
        return f"http://{HOST}:{self.ports[name]}"

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(ROOT / "manage.py"), *arguments]
        return subprocess.run(  # noqa: S603  our own
            command, env=self.env, cwd=ROOT, capture_output=True, text=True, check=False
        )

    def command(self, name: str) -> list[str]:
        if name == WORKER:
            return [sys.executable, str(ROOT / "manage.py"), "run_worker", "--interval", "1"]
        if name == "provider":
            return [
                *(sys.executable, "-m", "payments.sandbox", "--port", str(self.provider_port)),
                *("--data", str(self.data / "provider"), "--key", KEY, "--first-retry", "0.5"),
                *("--webhook", self.address("web0") + WEBHOOK, "--secret", SECRET),
            ]
        return [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST),
            *("--port", str(self.ports[name]), "--workers", "1", "--blocking-threads", "8"),
            *("--log-level", "warning", "sixdegree.wsgi:application"),
        ]

    def start(self, name: str) -> None:
        """Starts it anew where it ran before. The log goes on."""
        with (self.data / f"{name}.log").open("ab") as log:
            self.said[name] = log.tell()
            child = subprocess.Popen(  # noqa: S603  our own
                self.command(name), env=self.env, cwd=ROOT, stdout=log, stderr=log, process_group=0
            )
        with self.lock:
            self.children[name] = child

    def start_all(self) -> None:
        for name in ["provider", *self.ports, WORKER]:
            self.start(name)
        self.wait()

    def kill(self, name: str) -> None:
        """SIGKILL for the process and whatever it started."""
        end_group(self.children[name])

    def listens(self, name: str) -> bool:
        with socket.socket() as client:
            client.settimeout(1)
            port = self.provider_port if name == "provider" else self.ports[name]
            return client.connect_ex((HOST, port)) == 0

    def works(self) -> bool:
        """Whether the worker has come so far as to say so."""
        return (self.data / f"{WORKER}.log").stat().st_size > self.said[WORKER]

    def up(self) -> list[str]:
        """The web servers that take connections now."""
        return [name for name in self.ports if self.listens(name)]

    def wait(self, seconds: float = 120) -> None:
        """Returns when all servers and the provider listen and the worker works. Raises NotUp."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.listens("provider") and self.works() and len(self.up()) == len(self.ports):
                return
            for name, child in self.children.items():
                if child.poll() is not None:
                    raise NotUp(f"{name} ended with code {child.returncode}: {self.last_words(name)}")
            time.sleep(0.1)
        raise NotUp(f"not all servers came up within {seconds:.0f} seconds; their logs: {self.data}")

    def last_words(self, name: str) -> str:
        return (self.data / f"{name}.log").read_text(errors="replace")[-2_000:]

    def end(self, name: str, seconds: float = 60) -> None:
        child = self.children.pop(name)
        signal_group(child, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(timeout=seconds)
        end_group(child)

    def end_all(self) -> None:
        for name in list(self.children):
            self.end(name, 5)
