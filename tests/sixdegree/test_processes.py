"""What `make run` starts ends with it, and says why when it cannot start."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from sixdegree.processes import CannotServe, Processes, free_port, is_free

ROOT = Path(__file__).resolve().parents[2]
LISTENING = (
    "import socket, sys, time; s = socket.create_server(('127.0.0.1', int(sys.argv[1]))); time.sleep(600)"
)


@pytest.fixture
def processes(tmp_path):
    processes = Processes(tmp_path / "logs")
    yield processes
    processes.stop()


def test_a_child_that_listens_is_found_and_ends_when_told(processes):
    port = free_port()
    processes.start("listener", [sys.executable, "-c", LISTENING, str(port)], dict(os.environ))
    processes.wait_until_listening("listener", port)
    assert not is_free(port)
    processes.stop()
    assert processes.children["listener"].returncode == -signal.SIGTERM


PARENT = """
import subprocess, sys, time
subprocess.Popen([sys.executable, "-c", sys.argv[2], sys.argv[1]])
time.sleep(600)
"""


def test_a_grandchild_ends_too_though_its_parent_was_killed(processes):
    port = free_port()
    processes.start("parent", [sys.executable, "-c", PARENT, str(port), LISTENING], dict(os.environ))
    processes.wait_until_listening("parent", port)
    processes.children["parent"].kill()
    processes.stop()
    assert is_free(port)


def test_a_child_that_ends_is_named_with_the_end_of_its_log(processes):
    processes.start("weaver", [sys.executable, "-c", "raise SystemExit('no thread left')"], dict(os.environ))
    with pytest.raises(CannotServe, match="no thread left"):
        processes.wait_until_listening("weaver", free_port())


def test_a_neighbour_on_the_port_is_named_before_a_child_starts(processes):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CannotServe, match=f"Another program took port {port} before the weaver could"):
            processes.start("weaver", [sys.executable, "-c", LISTENING, str(port)], dict(os.environ), port)
    assert processes.children == {}


LATE = "raise OSError('address in use')"


def test_a_neighbour_who_is_faster_than_a_child_is_named_without_a_traceback(processes):
    port = free_port()
    processes.start("weaver", [sys.executable, "-c", LATE], dict(os.environ), port)
    with socket.create_server(("127.0.0.1", port)):
        processes.children["weaver"].wait(timeout=30)
        with pytest.raises(CannotServe) as told:
            processes.watch()
    assert "make run PORT=" in str(told.value)
    assert "Traceback" not in str(told.value)


@pytest.mark.process
def test_a_port_in_use_is_named_with_the_cure(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        env = {**os.environ, "DJANGO_SETTINGS_MODULE": "sixdegree.settings.dev", "DATA": str(tmp_path)}
        env.update(PYTHONPATH=f"{ROOT / 'site'}:{ROOT}", PORT=str(port), DATABASE_URL="")
        command = [sys.executable, str(ROOT / "manage.py"), "serve"]
        ended = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert ended.returncode != 0
    assert f"Port {port} is in use" in ended.stderr
    assert "make run PORT=" in ended.stderr
