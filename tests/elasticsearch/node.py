"""A real Elasticsearch for the suite: the one in `ELASTICSEARCH_URL`, else one started here.

Without Java nothing can be started: a person's run then skips what needs it and says what to install, and a
run of CI fails.
"""

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent / "start-elasticsearch"
INSTALL = "apt-get install openjdk-17-jre-headless maven curl procps"


def call(verb: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **variables}
    return subprocess.run([SCRIPT, verb], env=environment, capture_output=True, text=True, check=False)


def told(output: str) -> dict[str, str]:
    return dict(line.split("=", 1) for line in output.splitlines())


def missing(said: str) -> None:
    """Ends the test as failed where CI is set, else as skipped."""
    sentence = f"NO ELASTICSEARCH: it was NOT tried ({said.strip()}). Install what it needs: {INSTALL}"
    if os.environ.get("CI"):
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)


@contextmanager
def shared() -> Iterator[str]:
    """The address of the suite's node, left running where it ran before."""
    if given := os.environ.get("ELASTICSEARCH_URL"):
        yield given.rstrip("/")
        return
    if (running := call("status")).returncode == 0:
        yield told(running.stdout)["ELASTICSEARCH_URL"]
        return
    started = call("start")
    if started.returncode:
        missing(started.stderr)
    try:
        yield told(started.stdout)["ELASTICSEARCH_URL"]
    finally:
        # The parts of bin/test share it: whoever ends first must not stop it under the others.
        if not os.environ.get("ELASTICSEARCH_SHARED"):
            call("stop")


class OwnNode:
    """A node that a test may kill, hang and bring back; its indices outlive it."""

    def __init__(self, data: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = str(probe.getsockname()[1])
        self.variables = {"ELASTICSEARCH_PORT": port, "ELASTICSEARCH_DATA": str(data)}
        self.url = f"http://127.0.0.1:{port}"

    def start(self) -> None:
        started = call("start", **self.variables)
        if started.returncode:
            missing(started.stderr)
        self.pid = int(told(started.stdout)["ELASTICSEARCH_PID"])

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)

    def hang(self) -> None:
        os.kill(self.pid, signal.SIGSTOP)

    def go_on(self) -> None:
        os.kill(self.pid, signal.SIGCONT)

    def logs(self) -> str:
        """All that it wrote since it was started; a start clears what a run before has left."""
        cache = Path(os.environ.get("ELASTICSEARCH_CACHE") or SCRIPT.parents[2] / ".cache" / "elasticsearch")
        run = cache / "run" / self.variables["ELASTICSEARCH_PORT"]
        written = [run / "console", *(path for path in (run / "logs").rglob("*") if path.is_file())]
        return "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in written)

    def stop(self) -> None:
        """Also one that never answered, and one that hangs."""
        if (running := call("status", **self.variables)).returncode == 0:
            os.kill(int(told(running.stdout)["ELASTICSEARCH_PID"]), signal.SIGCONT)
        call("stop", **self.variables)
