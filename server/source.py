"""The folder that the engine serves, made from whatever the user names."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from detente.graph.errors import OutsideError, UsageError
from detente.graph.graph import Graph
from detente.graph.open import is_endpoint
from detente.graph.stores.store import ONTOLOGY_GRAPH
from detente.ontology import ONTOLOGY
from detente.server.engine.keeper import Keeper


@dataclass(frozen=True, slots=True)
class Served:
    """A store's folder and the graph it holds; no graph when it may change."""

    location: Path
    graph: Graph | None


def is_store(source: str | None) -> bool:
    """Whether ``source`` is the folder of a store on disk."""
    return bool(source) and (Path(source or "") / "CURRENT").is_file()


def refuse_endpoint(source: str | None) -> None:
    """Raises UsageError for the address of an endpoint, which is not served a second time."""
    if source and is_endpoint(source):
        raise UsageError(
            f"{source} is served already\n    To serve a copy of it, export it first and serve the file."
        )


@contextmanager
def reading(graph: Graph, source: str | None, keeper: Keeper) -> Iterator[Served]:
    """A folder to read ``graph`` from: its own when ``source`` is a store, else a temporary one."""
    if source and is_store(source):
        yield Served(Path(source), graph)
        return
    folder = Path(tempfile.mkdtemp(prefix="detente-serve-"))
    keeper.remove(folder)
    try:
        _fill(folder, graph)
        yield Served(folder, graph)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def writing(source: str | None) -> Served:
    """The folder to write to, a new store if there is nothing yet. Raises UsageError for what is none."""
    if not source:
        raise UsageError("--writable needs the folder of a store, or a new one: -g FOLDER")
    folder = Path(source)
    if is_store(source):
        return Served(folder, None)
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        raise UsageError(
            f"'{source}' is not a store\n    With --writable -g names the folder of a store, or a new "
            f"folder. Make a store of it first: detente load {source} --into FOLDER"
        )
    try:
        store = ox.Store(str(folder))
        store.bulk_load(path=str(ONTOLOGY), format=ox.RdfFormat.TURTLE, to_graph=ONTOLOGY_GRAPH)
        store.flush()
    except OSError as error:
        raise OutsideError(f"{source}: no store can be made here: {error}") from error
    return Served(folder, None)


def _fill(folder: Path, graph: Graph) -> None:
    try:
        store = ox.Store(str(folder))
        store.bulk_extend(graph.store.all_quads())
        store.optimize()
    except OSError as error:
        raise OutsideError(f"{folder}: the temporary store cannot be written: {error}") from error
