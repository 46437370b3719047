"""How the sandbox starts, refuses to start, and stops."""

import socket
import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from tests.payments.sandbox.provider import ROOT, START, Sandbox


def refused(*options: str) -> str:
    run = subprocess.run(
        [*START, *options], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert run.returncode != 0
    assert run.stdout == ""
    return run.stderr


def test_it_says_in_one_line_where_it_is(start: Callable[..., Sandbox]) -> None:
    sandbox = start()
    port = urlsplit(sandbox.url).port
    assert sandbox.ready == f"Sandbox provider at http://127.0.0.1:{port} (no money moves)\n"


def test_it_stops_cleanly_when_told_to(start: Callable[..., Sandbox]) -> None:
    sandbox = start()
    sandbox.session()
    assert sandbox.stop() == 0


def test_it_listens_on_the_loopback_alone(start: Callable[..., Sandbox]) -> None:
    port = urlsplit(start().url).port
    listening = Path("/proc/net/tcp").read_text() + Path("/proc/net/tcp6").read_text()
    local = [line.split()[1] for line in listening.splitlines() if ":" in line and line.split()[3] == "0A"]
    assert [address for address in local if address.endswith(f":{port:04X}")] == [f"0100007F:{port:04X}"]


def test_a_taken_port_is_told_with_the_cure(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        sentence = refused("--port", port, "--data", str(tmp_path))
    assert f"Port {port} on 127.0.0.1" in sentence
    assert "--port" in sentence
    assert "Traceback" not in sentence


def test_a_store_in_use_is_told_with_the_cure(start: Callable[..., Sandbox]) -> None:
    sandbox = start()
    sentence = refused("--port", "0", "--data", str(sandbox.data))
    assert "--data" in sentence
    assert "Traceback" not in sentence


def test_a_folder_that_cannot_be_made_is_told_with_the_cure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    sentence = refused("--port", "0", "--data", str(tmp_path / "file"))
    assert "--data" in sentence
    assert "Traceback" not in sentence


def test_a_port_that_is_none_is_told(tmp_path: Path) -> None:
    assert "from 0 to 65535" in refused("--port", "70000", "--data", str(tmp_path))


def test_webhooks_go_to_this_machine_alone(tmp_path: Path) -> None:
    for address in ("http://hooks.example.org/", "https://127.0.0.1/", "http://127.0.0.1:many/"):
        webhook = ("--webhook", address, "--secret", "whsec_x")
        assert "127.0.0.1 with --webhook" in refused("--port", "0", "--data", str(tmp_path), *webhook)


def test_webhooks_need_a_secret(tmp_path: Path) -> None:
    assert "--secret" in refused("--port", "0", "--data", str(tmp_path), "--webhook", "http://127.0.0.1:9/")


def test_pages_carry_the_public_address(start: Callable[..., Sandbox]) -> None:
    assert (
        start("--public-url", "http://localhost:7777/")
        .session()
        .url.startswith("http://localhost:7777/c/pay/")
    )


def test_it_keeps_its_store(start: Callable[..., Sandbox]) -> None:
    before = start()
    session = before.session()
    before.stop()
    after = start()
    assert after.read(session.id).status == "open"
    assert after.pay(session.id) == "paid"


def test_it_runs_on_the_standard_library_alone(tmp_path: Path) -> None:
    run = subprocess.run(
        [
            START[0],
            "-I",
            "-S",
            "-c",
            f"import sys; sys.path.insert(0, {str(ROOT)!r}); import payments.sandbox.__main__",
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
