"""Servers that several tests share."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

import detente

sys.path.insert(0, str(Path(__file__).parent))

from serving import TOKEN, Server, serving


@pytest.fixture(scope="session", autouse=True)
def _engine_is_installed(oxigraph_program: str) -> None:
    """Without it nothing here can run."""


@pytest.fixture(scope="session")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store that holds the bundled dossier; not to be written to."""
    folder = tmp_path_factory.mktemp("stored") / "talks"
    store = ox.Store(str(folder))
    store.bulk_extend(detente.open().store.all_quads())
    store.flush()
    return folder


@pytest.fixture(scope="module")
def reading(stored: Path) -> Iterator[Server]:
    """The bundled dossier, read only."""
    with serving("-g", str(stored)) as server:
        yield server


@pytest.fixture(scope="module")
def writing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A new store that is written to."""
    folder = tmp_path_factory.mktemp("writing") / "store"
    with serving("-g", str(folder), "--writable", environment={"DETENTE_TOKEN": TOKEN}) as server:
        yield server
