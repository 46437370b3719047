"""The processes that `make run` starts: they live and end together."""

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

HOST = "127.0.0.1"
PR_SET_PDEATHSIG = 1


class CannotServe(Exception):
    """A sentence that names the cure."""


def die_with_parent() -> None:
    """Ask the kernel to end this process when its parent does, even by SIGKILL (Linux; elsewhere nothing)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def is_free(port: int) -> bool:
    with socket.socket() as listener:
        # As a server does: a port in TIME_WAIT is no port in use.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
        except OSError:
            return False
    return True


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        port: int = listener.getsockname()[1]
    return port


class Processes:
    """Children with a log file each; `stop()` ends every one of them."""

    def __init__(self, logs: Path) -> None:
        self.logs = logs
        self.logs.mkdir(parents=True, exist_ok=True)
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.ports: dict[str, int] = {}

    def log(self, name: str) -> Path:
        return self.logs / f"{name}.log"

    def start(self, name: str, command: Sequence[str], env: dict[str, str], port: int = 0) -> None:
        """`port` is the one the child is to listen on, if it does: what holds it instead is told as such."""
        self.ports[name] = port
        self.raise_if_taken(name)
        with self.log(name).open("wb") as log:
            self.children[name] = subprocess.Popen(  # noqa: S603 - our own commands only
                command,
                env=env,
                stdout=log,
                stderr=subprocess.STDOUT,
                # A group of its own: Ctrl-C reaches the supervisor alone, and stopping reaches grandchildren.
                process_group=0,
                preexec_fn=die_with_parent,  # noqa: PLW1509 - this process has one thread
            )

    def wait_until_listening(self, name: str, port: int, seconds: float = 60) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self.raise_if_ended()
            with socket.socket() as client:
                client.settimeout(1)
                if client.connect_ex((HOST, port)) == 0:
                    return
            time.sleep(0.05)
        raise CannotServe(
            f"The {name} did not answer within {seconds:.0f} seconds. Its log: {self.log(name)}"
        )

    def raise_if_ended(self) -> None:
        for name, child in self.children.items():
            if child.poll() is not None:
                end_group(child)
                self.raise_if_taken(name)
                last = self.log(name).read_text(errors="replace").strip().splitlines()[-5:]
                raise CannotServe(
                    f"The {name} ended with code {child.returncode}. The end of {self.log(name)}:\n  "
                    + "\n  ".join(last)
                )

    def raise_if_taken(self, name: str) -> None:
        port = self.ports[name]
        if port and not is_free(port):
            raise CannotServe(
                f"Another program took port {port} before the {name} could. Stop it and start again, "
                f"or choose another: make run PORT={port + 10}"
            )

    def watch(self) -> None:
        """Return never; raise when a child ends."""
        while True:
            self.raise_if_ended()
            time.sleep(0.5)

    def stop(self) -> None:
        for child in reversed(self.children.values()):
            signal_group(child, signal.SIGTERM)
        for child in self.children.values():
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(timeout=10)
            end_group(child)


def end_group(child: subprocess.Popen[bytes], seconds: float = 2) -> None:
    """What a child left behind goes with it; returns when nothing of it runs any more."""
    deadline = time.monotonic() + seconds
    while signal_group(child, signal.SIGKILL) and time.monotonic() < deadline:
        child.poll()
        time.sleep(0.02)


def signal_group(child: subprocess.Popen[bytes], number: signal.Signals) -> bool:
    """Whether anybody was there to be told."""
    try:
        os.killpg(child.pid, number)
    except ProcessLookupError:
        return False
    return True


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, **more}
