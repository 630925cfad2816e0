"""The bundled dossier behind each engine; the remote one is a real server."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

import detente
from detente.graph.stores.load import load
from detente.graph.stores.loadable import loadables

ENGINES = ("disk", "remote", "remote-union", "remote-paged")


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
def addresses(
    disk: Path, run_oxigraph: Callable[..., AbstractContextManager[str]]
) -> Iterator[dict[str, str]]:
    """Addresses of servers of that store: one whose default graph is the union of all, one where not."""
    with (
        run_oxigraph("serve-read-only", "--location", str(disk)) as plain,
        run_oxigraph("serve-read-only", "--location", str(disk), "--union-default-graph") as union,
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
