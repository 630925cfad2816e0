"""Loading sources into a store on disk: in bulk, repeatable, and to be taken up again where it stopped.

A source is loaded whole or marked as not whole. One that is there and unchanged is left as it is; one that
changed, or was stopped half-way, has all its graphs replaced. The folder is Oxigraph's: ``oxigraph serve
--location DIR`` opens it as well.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import cast

import pyoxigraph as ox

from detente.graph.errors import InputError, OutsideError, UsageError
from detente.graph.stores.ledger import LEDGER_GRAPH, Entry, entries, forget, write
from detente.graph.stores.loadable import Loadable, ontology
from detente.graph.stores.store import ONTOLOGY_GRAPH

_CHUNK = 200_000  # quads that are removed at once


class Done(StrEnum):
    """What was done with a source."""

    LOADED = "loaded"
    REPLACED = "replaced"
    UNCHANGED = "already there"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A source that is whole in the store, and how many quads it has there."""

    name: str
    done: Done
    quads: int


Tell = Callable[[str, int, int], None]  # the source's name, bytes or quads done, of how many


def load(
    sources: Iterable[Loadable], folder: Path, tell: Tell = lambda *_: None
) -> Iterator[Loaded]:
    """Load ``sources`` and the ontology into the store in ``folder``, which is made when it is not there;
    one outcome as each source is done.

    Raises UsageError when the folder is no store's or a graph belongs to another source, InputError for
    RDF that cannot be parsed, OutsideError when the store cannot be written to. What was done stays.
    """
    store = _opened(folder)
    known = entries(store)
    for source in (ontology(), *sources):
        done = _load(store, source, known, folder, tell)
        if source.source != ONTOLOGY_GRAPH.value:
            yield done


def _opened(folder: Path) -> ox.Store:
    if folder.exists() and not (folder / "CURRENT").is_file() and not _empty(folder):
        raise UsageError(
            f"'{folder}' is there and is no store\n    Name a new folder, or an empty one."
        )
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        return ox.Store(str(folder))
    except OSError as error:
        if "lock" in str(error).lower():
            raise OutsideError(
                f"{folder}: another process has the store open for writing"
                "\n    Wait for the other load to end, or stop the server that has it open."
            ) from error
        raise OutsideError(f"{folder}: the store cannot be opened: {error}") from error


def _empty(folder: Path) -> bool:
    return folder.is_dir() and not any(folder.iterdir())


def _load(
    store: ox.Store, source: Loadable, known: dict[str, Entry], folder: Path, tell: Tell
) -> Loaded:
    before = known.get(source.source)
    if before and before.whole and before.digest == source.digest and _all_there(store, before):
        return Loaded(source.name, Done.UNCHANGED, _count(store, before.graphs))
    _check_graphs(store, source, known)
    if before:
        source.check()  # what is there is not given up for what cannot be read
    entry = Entry(source.source, source.name, source.digest, source.graphs, whole=False)
    old = before.graphs if before else frozenset()
    with _writing(folder):
        known[source.source] = replace(entry, graphs=entry.graphs | old)
        write(store, known[source.source])
        for graph in sorted(old | entry.graphs):
            _clear(store, ox.NamedNode(graph))
        if source.large:  # in bulk, quads are on disk before what was written first
            store.flush()
    with _writing(folder):
        try:
            source.put(store, lambda done, total: tell(source.name, done, total))
        except InputError:
            if not before:  # as if it had never been there
                for graph in entry.graphs:
                    _clear(store, ox.NamedNode(graph))
                forget(store, source.source)
            raise
        known[source.source] = replace(entry, whole=True)
        write(store, known[source.source])
        store.flush()
    done = Done.REPLACED if before else Done.LOADED
    return Loaded(source.name, done, _count(store, entry.graphs))


def _all_there(store: ox.Store, entry: Entry) -> bool:
    """Whether no graph was taken away by others."""
    return all(store.contains_named_graph(ox.NamedNode(graph)) for graph in entry.graphs)


def _check_graphs(store: ox.Store, source: Loadable, known: dict[str, Entry]) -> None:
    """Raises UsageError when a graph of the source is another's, or one that the store needs itself."""
    if source.source == ONTOLOGY_GRAPH.value:
        return
    if LEDGER_GRAPH.value in source.graphs:
        raise UsageError(
            f"{source.name}: the graph {LEDGER_GRAPH} is where a store keeps its books"
        )
    for entry in known.values():
        shared = sorted(entry.graphs & source.graphs)
        if shared and entry.source != source.source:
            raise UsageError(
                f"{source.name}: the graph <{shared[0]}> belongs to another source, {entry.name}"
                "\n    For a file without graphs of its own, name another graph with --graph."
            )
    own = known[source.source].graphs if source.source in known else frozenset()
    for graph in sorted(source.graphs - own):
        if store.contains_named_graph(ox.NamedNode(graph)):
            raise UsageError(
                f"{source.name}: the graph <{graph}> is in the store already, and was not loaded"
                "\n    It may be someone's work; load into another store, or drop that graph first."
            )


def _clear(store: ox.Store, graph: ox.NamedNode) -> None:
    """Remove the quads of a graph in parts: one transaction over all of them takes memory by the gigabyte."""
    pattern = f"GRAPH {graph} {{ ?s ?p ?o }}"
    while store.contains_named_graph(graph) and any(
        True for _ in store.quads_for_pattern(None, None, None, graph)
    ):
        part = f"SELECT ?s ?p ?o {{ {pattern} }} LIMIT {_CHUNK}"
        store.update(f"DELETE {{ {pattern} }} WHERE {{ {{ {part} }} }}")
    store.remove_graph(graph)


def _count(store: ox.Store, graphs: Iterable[str]) -> int:
    total = 0
    for graph in graphs:
        query = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
        for (number,) in cast("ox.QuerySolutions", store.query(query)):
            total += int(number.value)
    return total


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """Tells what the engine says of a full or failing disk."""
    try:
        yield
    except OSError as error:
        raise OutsideError(
            f"{folder}: cannot be written: {error}"
            "\n    What was loaded before stays. Mend the cause and load again."
        ) from error
