"""What all tests share."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from hypothesis import settings

# The same examples on every machine and run, and no deadline: time is for benchmarks.
settings.register_profile("steady", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DETENTE_GRAPH", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture(scope="session")
def detente_command() -> str:
    """The installed command, as a user runs it."""
    return str(Path(sys.executable).parent / "detente")


@pytest.fixture(scope="session")
def oxigraph() -> Iterator[str]:
    """The address of a SPARQL server that runs while the tests do; each clears it for itself.

    Queries go to ``/query``, updates to ``/update``, graphs to ``/store``.
    """
    program = Path(sys.executable).parent / "oxigraph"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{free.getsockname()[1]}"
    server = subprocess.Popen(
        [program, "serve", "--bind", host], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(600):
            try:
                requests.get(f"http://{host}/query?query=ASK%7B%7D", timeout=5).raise_for_status()
                break
            except requests.ConnectionError:
                assert server.poll() is None, "the server did not start"
                time.sleep(0.05)
        yield f"http://{host}"
    finally:
        server.terminate()
        server.wait()
