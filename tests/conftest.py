"""What all tests share."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
import requests
from hypothesis import settings

# The same examples on every machine and run, and no deadline: time is for benchmarks.
settings.register_profile("steady", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("steady")

# Commands start as they do for users, whose Python keeps what it compiled.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# Started in the background of a script, we ignore Ctrl-C, and so would every command that we start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

BIN = Path(sys.executable).parent
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DETENTE_GRAPH", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)


def program(names: tuple[str, ...], how: str) -> str:
    """The path of a program that tests need. Without it they are skipped; in CI they fail."""
    places = (str(BIN), None)  # beside the interpreter first
    found = next(filter(None, (shutil.which(it, path=at) for it in names for at in places)), None)
    if found is None:
        told = f"{names[0]} is missing: {how}"
        pytest.fail(told) if os.environ.get("CI") else pytest.skip(told)
    return found


@pytest.fixture(scope="session")
def detente_command() -> str:
    """The installed command, as a user runs it."""
    return str(BIN / "detente")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One Chromium for all tests of pages: a second would not start in the same process."""
    from playwright.sync_api import sync_playwright

    path = program(CHROMIUM, "apt-get install chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def rapper_program() -> str:
    return program(("rapper",), "apt-get install raptor2-utils")


@pytest.fixture(scope="session")
def oxigraph_program() -> str:
    return program(("oxigraph",), "pip install oxigraph")


@pytest.fixture(scope="session")
def run_oxigraph(oxigraph_program: str) -> Callable[..., AbstractContextManager[str]]:
    """Starts an Oxigraph server, ``run_oxigraph("serve", "--location", …)``; the block gets its address.

    Queries go to ``/query``, updates to ``/update``, graphs to ``/store``.
    """

    @contextmanager
    def serve(*arguments: str) -> Iterator[str]:
        with socket.create_server(("127.0.0.1", 0)) as free:
            host = f"127.0.0.1:{free.getsockname()[1]}"
        server = subprocess.Popen(
            [oxigraph_program, *arguments, "--bind", host],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            for _ in range(600):
                try:
                    requests.get(f"http://{host}/query?query=ASK%7B%7D", timeout=5)
                    break
                except requests.ConnectionError:
                    assert server.poll() is None, "the server did not start"
                    time.sleep(0.05)
            yield f"http://{host}"
        finally:
            server.kill()
            server.wait()

    return serve


@pytest.fixture(scope="session")
def oxigraph(run_oxigraph: Callable[..., AbstractContextManager[str]]) -> Iterator[str]:
    """The address of a server that runs while the tests do; each clears it for itself."""
    with run_oxigraph("serve") as url:
        yield url
