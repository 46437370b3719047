"""The web server, as docs/operator.md starts it, and the worker, on the database of this process."""

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from sixdegree.processes import HOST, Processes, environment, free_port

WORKERS, THREADS = "2", "4"


@contextlib.contextmanager
def served(logs: Path) -> Iterator[str]:
    """The address of a server that listens."""
    port, processes = free_port(), Processes(logs)
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port)),
        *("--workers", WORKERS, "--blocking-threads", THREADS, "--log-level", "warning"),
        "sixdegree.wsgi:application",
    ]
    try:
        processes.start("web", command, environment(PORT=str(port)), port)
        processes.wait_until_listening("web", port)
        yield f"http://{HOST}:{port}"
    finally:
        processes.stop()


@contextlib.contextmanager
def working(logs: Path) -> Iterator[None]:
    """With the worker running, at the interval it has in production."""
    processes = Processes(logs)
    try:
        manage = [sys.executable, str(settings.ROOT / "manage.py"), "run_worker"]
        processes.start("worker", manage, environment())
        yield
    finally:
        processes.stop()
