"""Stripe's own mock of its API, and a sandbox of ours beside it.

The mock validates what it is sent by Stripe's published schema and answers with fixtures of it. It keeps no
state. `STRIPE_MOCK_URL` names one that runs already; else `bin/stripe-mock` builds it and it is started here,
on the loopback alone.
"""

import contextlib
import os
import socket
import subprocess
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.payments.sandbox.provider import Sandbox

ROOT = Path(__file__).parents[2]
READY_WITHIN = 120


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(url, process):
    until = time.monotonic() + READY_WITHIN
    while time.monotonic() < until:
        assert process.poll() is None, f"stripe-mock ended with {process.returncode}"
        try:
            urlopen(url, timeout=5)
        except OSError as error:  # an answer that is late is a TimeoutError of its own
            # Without a key it refuses, which is an answer.
            if getattr(error, "code", None):
                return
            time.sleep(0.05)
    raise AssertionError(f"stripe-mock does not answer at {url}")


@pytest.fixture(scope="session")
def stripe_mock():
    """The mock's address. A machine without it fails here, with what to do: it is never skipped."""
    if given := os.environ.get("STRIPE_MOCK_URL"):
        yield given.rstrip("/")
        return
    built = subprocess.run([ROOT / "bin/stripe-mock"], capture_output=True, text=True, check=False)
    assert built.returncode == 0, f"stripe-mock could not be built:\n{built.stderr}"
    http, https = (f"127.0.0.1:{free_port()}" for _ in range(2))
    # Both given: its HTTPS side would listen on every interface.
    process = subprocess.Popen(
        [built.stdout.strip(), "-http-addr", http, "-https-addr", https],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(f"http://{http}/v1/charges", process)
        yield f"http://{http}"
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        process.wait(timeout=60)


@pytest.fixture(scope="session")
def own_sandbox(tmp_path_factory):
    sandbox = Sandbox(tmp_path_factory.mktemp("sandbox-beside-the-mock"))
    yield sandbox
    sandbox.stop()
