"""What can be loaded into a store: a dossier, an RDF file, the ontology."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from detente.graph.errors import UsageError
from detente.graph.graph import Graph
from detente.graph.names import file_graph
from detente.graph.stores.rdf_files import RdfFile, Tell
from detente.graph.stores.store import ONTOLOGY_GRAPH
from detente.ontology import ONTOLOGY

_AT_ONCE = 100_000  # quads that one transaction takes
_SMALL = 1_000_000  # bytes of a file that one transaction takes


class Loadable(Protocol):
    """A source: its address in the ledger, what people call it, and how its quads get into a store."""

    @property
    def source(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def digest(self) -> str:
        """A text that is another one whenever the quads are others."""

    @property
    def graphs(self) -> frozenset[str]:
        """The graphs that its quads are in."""

    @property
    def large(self) -> bool:
        """Whether it is put there in bulk, and not in one transaction."""

    def check(self) -> None:
        """Raises InputError when it cannot be read to its end."""

    def put(self, store: ox.Store, tell: Tell) -> None:
        """Put its quads into the store, and tell how far that is."""


@dataclass(frozen=True)
class LoadableDossier:
    """A dossier, one graph for each of its sheets."""

    graph: Graph

    @property
    def source(self) -> str:
        return self.graph.base

    @property
    def name(self) -> str:
        return self.graph.name

    @cached_property
    def digest(self) -> str:
        found = sha256()
        for quad in self.graph.quads:
            found.update(f"{quad}\n".encode())
        return found.hexdigest()

    @cached_property
    def graphs(self) -> frozenset[str]:
        return frozenset(filter(None, map(_graph_of, self.graph.quads)))

    @property
    def large(self) -> bool:
        return len(self.graph.quads) > _AT_ONCE

    def check(self) -> None:
        """A dossier is read whole when it is opened."""

    def put(self, store: ox.Store, tell: Tell) -> None:
        quads = self.graph.quads
        (store.bulk_extend if self.large else store.extend)(quads)
        tell(len(quads), len(quads))


@dataclass(frozen=True)
class LoadableFile:
    """An RDF file. What it says outside named graphs goes into ``graph``, which is named after the
    file unless another address is given."""

    file: RdfFile
    given: str | None = None
    label: str = field(default="")

    @property
    def graph(self) -> str:
        return self.given or file_graph(self.file.name)

    @property
    def name(self) -> str:
        return self.label or self.file.path.name

    @property
    def source(self) -> str:
        return self.given or file_graph(self.file.unpacked_name)

    @cached_property
    def digest(self) -> str:
        try:
            with self.file.path.open("rb") as file:
                return f"{file_digest(file, 'sha256').hexdigest()} {self.graph}"
        except OSError as error:
            raise self.file.unreadable(error) from error

    @cached_property
    def _scanned(self) -> tuple[frozenset[str], bool]:
        """The named graphs of the file, and whether it says anything outside them."""
        if not self.file.format.supports_datasets:
            return frozenset(), True
        graphs = set(map(_graph_of, self.file.parsed()))
        return frozenset(filter(None, graphs)), None in graphs

    @property
    def graphs(self) -> frozenset[str]:
        named, unnamed = self._scanned
        return named | {self.graph} if unnamed else named

    @property
    def large(self) -> bool:
        try:
            return self.file.packed or self.file.path.stat().st_size > _SMALL
        except OSError as error:
            raise self.file.unreadable(error) from error

    def check(self) -> None:
        if not self.file.format.supports_datasets:
            for _ in self.file.parsed():
                pass

    def put(self, store: ox.Store, tell: Tell) -> None:
        _, unnamed = self._scanned
        graph = ox.NamedNode(self.graph)
        to_graph = None if self.file.format.supports_datasets else graph
        with self.file.opened(tell) as file:
            if to_graph or not unnamed:
                put = store.bulk_load if self.large else store.load
                put(file, format=self.file.format, to_graph=to_graph)
            else:
                put_quads = store.bulk_extend if self.large else store.extend
                put_quads(_in_graph(ox.parse(file, format=self.file.format), graph))


def ontology() -> LoadableFile:
    """The ontology with its code lists."""
    return LoadableFile(RdfFile(Path(ONTOLOGY)), ONTOLOGY_GRAPH.value, "the ontology")


def loadables(sources: tuple[str, ...], graph: str | None = None) -> list[Loadable]:
    """What ``sources`` stand for: bundled names, dossiers' folders, RDF files.

    Raises UsageError for anything else and for two of the same name, DossierError for a dossier that
    is not in order.
    """
    from detente.graph.open import open_graph

    found: list[Loadable] = []
    if graph is not None:
        _check_graph(graph, sources)
    for source in sources:
        path = Path(source)
        if path.is_file():
            found.append(LoadableFile(RdfFile(path), graph))
            continue
        opened = open_graph(source)
        if opened.dossier is None:
            raise UsageError(
                f"'{source}' is not loaded: sources are dossiers and RDF files"
                "\n    Export it first: detente export nquads -g … -o FILE.nq"
            )
        found.append(LoadableDossier(opened))
    seen: dict[str, str] = {}
    for source, loadable in zip(sources, found, strict=True):
        if loadable.source in seen:
            raise UsageError(
                f"'{seen[loadable.source]}' and '{source}' have the same name, {loadable.name}"
                "\n    Rename one of them: a source is known by its name, wherever it is."
            )
        seen[loadable.source] = source
    return found


def _check_graph(graph: str, sources: tuple[str, ...]) -> None:
    try:
        ox.NamedNode(graph)
    except ValueError as error:
        raise UsageError(f"'{graph}' is not an address that can name a graph") from error
    if len(sources) != 1 or not Path(sources[0]).is_file():
        raise UsageError("--graph names the graph of one RDF file")


def _graph_of(quad: ox.Quad) -> str | None:
    """The graph's name; None outside named graphs."""
    return None if isinstance(quad.graph_name, ox.DefaultGraph) else quad.graph_name.value


def _in_graph(quads: Iterable[ox.Quad], graph: ox.NamedNode) -> Iterator[ox.Quad]:
    for quad in quads:
        if _graph_of(quad) is None:
            yield ox.Quad(quad.subject, quad.predicate, quad.object, graph)
        else:
            yield quad
