"""The bundled dossier behind each engine; the remote one is a real server."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import detente
from detente.graph.stores.connection import Connection
from detente.graph.stores.failures import EndpointError
from detente.graph.stores.load import load
from detente.graph.stores.loadable import loadables

ENGINES = ("disk", "remote", "remote-union", "remote-paged")


def _oxigraph() -> str:
    beside = Path(sys.executable).parent / "oxigraph"
    found = str(beside) if beside.exists() else shutil.which("oxigraph")
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("the oxigraph server is missing, and in CI a real endpoint has to be asked")
        pytest.skip("the oxigraph server is missing: pip install oxigraph")
    return found


@contextmanager
def served(*arguments: str) -> Iterator[str]:
    """The address of an Oxigraph server that runs as long as the block."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [_oxigraph(), *arguments, "--bind", f"127.0.0.1:{port}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        url = f"http://127.0.0.1:{port}"
        for _ in range(100):
            try:
                Connection(f"{url}/query").send("GET", fields=[("query", "ASK {}")]).read()
                break
            except EndpointError:
                time.sleep(0.05)
        yield url
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="session")
def memory() -> detente.Graph:
    """The bundled dossier in memory: what all others are compared with."""
    return detente.open()


@pytest.fixture(scope="session")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store on disk with the bundled dossier."""
    folder = tmp_path_factory.mktemp("stores") / "ru-ua-2025"
    for _ in load(loadables(("ru-ua-2025",)), folder):
        pass
    return folder


@pytest.fixture(scope="session")
def addresses(disk: Path) -> Iterator[dict[str, str]]:
    """Addresses of servers of that store: one whose default graph is the union of all, one where not."""
    with (
        served("serve-read-only", "--location", str(disk)) as plain,
        served("serve-read-only", "--location", str(disk), "--union-default-graph") as union,
    ):
        yield {"remote": f"{plain}/query", "remote-union": f"{union}/query"}


@pytest.fixture(params=ENGINES, scope="module")
def engine(request: pytest.FixtureRequest, disk: Path, addresses: dict[str, str]) -> detente.Graph:
    """The same dossier behind an engine; paged, an answer comes in pages of 150 rows."""
    if request.param == "disk":
        return detente.open(disk)
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "remote-paged":
            patch.setenv("DETENTE_PAGE_ROWS", "150")
        return detente.open(addresses.get(request.param, addresses["remote"]))
