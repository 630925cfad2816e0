"""Opening a source of knowledge: a bundled dossier, a folder, an RDF file, a store, an endpoint."""

import re
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import detente.seeds
from detente.graph.errors import UsageError
from detente.graph.graph import Graph
from detente.graph.stores.local import LocalStore

if TYPE_CHECKING:
    from detente.graph.dossier import Dossier
    from detente.graph.encode import Encoding

DEFAULT = "ru-ua-2025"

_COMMON = {"sparql", "query", "repositories", "store", "api", "graphs", "update"}
_SEEDS = Path(detente.seeds.__file__).parent


def bundled() -> tuple[str, ...]:
    """The names of the dossiers that come with Détente."""
    return tuple(sorted(path.parent.name for path in _SEEDS.glob("*/dossier.yaml")))


def open_graph(
    source: str | Path | None = None, *, as_of: str | None = None, known_by: str | None = None
) -> Graph:
    """The graph of ``source``: None or a bundled dossier's name, a dossier's folder, an RDF file
    (Turtle, TriG, N-Triples, N-Quads, JSON-LD, RDF/XML, by its ending, also packed by gzip), an
    Oxigraph store on disk, or the address of a SPARQL endpoint (http or https).

    With ``as_of`` only what is known to hold on that day, with ``known_by`` only what had been recorded
    by then; ``detente.graph.history.moment`` says what becomes of what has no date.

    Raises UsageError when there is no such source, DossierError with every error of a dossier,
    InputError for RDF that cannot be parsed, OutsideError when the system refuses to read.

    >>> open_graph("ru-ua-2025").name
    'ru-ua-2025'
    """
    graph = _open(source)
    if as_of is None and known_by is None:
        return graph
    from detente.graph.history.moment import at  # most readers ask for all that is known

    return at(graph, as_of, known_by)


def is_endpoint(name: str) -> bool:
    """Whether a source's name is the address of an endpoint."""
    return name.lower().startswith(("http://", "https://"))


def _open(source: str | Path | None) -> Graph:
    if not source:
        return _dossier_graph(_SEEDS / DEFAULT)
    if is_endpoint(str(source)):
        return _endpoint_graph(str(source))
    name, path = str(source), Path(source)
    if (path / "dossier.yaml").is_file():  # one's own comes before a bundled one of the same name
        return _dossier_graph(path)
    if name in bundled():
        return _dossier_graph(_SEEDS / name)
    if (path / "CURRENT").is_file():  # what a RocksDB folder always has
        store = LocalStore.on_disk(path)
        return Graph(path.name, lambda: store, remarks=lambda: store.remarks)
    if path.is_dir():
        raise UsageError(f"'{name}' is a folder without a dossier.yaml\n    {_sources_help()}")
    if path.is_file():
        return _file_graph(path)
    from detente.graph.suggest import did_you_mean

    advice = did_you_mean(name, bundled(), "bundled dossiers")
    raise UsageError(f"there is no source '{name}'\n    {advice}\n    {_sources_help()}")


def _sources_help() -> str:
    return (
        "A source is a bundled dossier's name, a dossier's folder, an RDF file, a store on disk, "
        "or an endpoint's address."
    )


class _Encoded:
    """A dossier encoded once, when it is first needed."""

    def __init__(self, dossier: "Dossier") -> None:
        self.dossier = dossier

    @cached_property
    def encoding(self) -> "Encoding":
        from detente.graph.encode import encode

        return encode(self.dossier)


def _dossier_graph(folder: Path) -> Graph:
    # Here and below, each kind of source brings what it needs: a store needs no reader of dossiers.
    from detente.graph.dossier.read import read_dossier

    dossier = read_dossier(folder)
    encoded = _Encoded(dossier)
    return Graph(
        dossier.id,
        lambda: LocalStore.in_memory(encoded.encoding.quads),
        dossier=dossier,
        origins=lambda: encoded.encoding.origins,
        base=dossier.base,
        quads=lambda: encoded.encoding.quads,
    )


def _file_graph(path: Path) -> Graph:
    from detente.graph.stores.rdf_files import FileSource, RdfFile

    file = RdfFile(path)
    source = FileSource(file)
    return Graph(file.name, source.store, quads=lambda: source.quads)


def _endpoint_graph(url: str) -> Graph:
    from detente.graph.stores.connection import Connection
    from detente.graph.stores.remote import RemoteStore

    store = RemoteStore(Connection(url))
    return Graph(_endpoint_name(url), lambda: store, remarks=lambda: store.remarks)


def _endpoint_name(url: str) -> str:
    """What stands for the data in an endpoint's address: its last part that is no common word.

    >>> _endpoint_name("http://localhost:3030/talks/sparql")
    'talks'
    """
    parts = urlsplit(url)
    words = [word for word in unquote(parts.path).split("/") if word and word not in _COMMON]
    return re.sub(r"[^\w.-]+", "-", words[-1] if words else parts.hostname or "endpoint")
