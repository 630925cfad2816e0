"""Opening a source of knowledge: a bundled dossier, a folder, an RDF file, a store on disk."""

from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

import detente.seeds
from detente.graph.dossier import Dossier, read_dossier
from detente.graph.encode import Encoding, encode
from detente.graph.errors import InputError, Location, OutsideError, Problem, UsageError
from detente.graph.graph import Graph
from detente.graph.stores.local import LocalStore
from detente.graph.suggest import did_you_mean

DEFAULT = "ru-ua-2025"

_SEEDS = Path(detente.seeds.__file__).parent

_RDF = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".json": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
}


def bundled() -> tuple[str, ...]:
    """The names of the dossiers that come with Détente."""
    return tuple(sorted(path.parent.name for path in _SEEDS.glob("*/dossier.yaml")))


def open_graph(
    source: str | Path | None = None, *, as_of: str | None = None, known_by: str | None = None
) -> Graph:
    """The graph of ``source``: None or a bundled dossier's name, a dossier's folder, an RDF file
    (Turtle, TriG, N-Triples, N-Quads, JSON-LD, RDF/XML, by its ending), or an Oxigraph store on disk.

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


def _open(source: str | Path | None) -> Graph:
    if not source:
        return _dossier_graph(_SEEDS / DEFAULT)
    name, path = str(source), Path(source)
    if (path / "dossier.yaml").is_file():  # one's own comes before a bundled one of the same name
        return _dossier_graph(path)
    if name in bundled():
        return _dossier_graph(_SEEDS / name)
    if (path / "CURRENT").is_file():  # what a RocksDB folder always has
        store = LocalStore.on_disk(path)
        return Graph(path.name, lambda: store)
    if path.is_dir():
        raise UsageError(f"'{name}' is a folder without a dossier.yaml\n    {_sources_help()}")
    if path.is_file():
        return _file_graph(path)
    advice = did_you_mean(name, bundled(), "bundled dossiers")
    raise UsageError(f"there is no source '{name}'\n    {advice}\n    {_sources_help()}")


def _sources_help() -> str:
    return (
        "A source is a bundled dossier's name, a dossier's folder, an RDF file, or a store on disk."
    )


class _Encoded:
    """A dossier encoded once, when it is first needed."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier

    @cached_property
    def encoding(self) -> Encoding:
        return encode(self.dossier)


def _dossier_graph(folder: Path) -> Graph:
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
    format_ = _RDF.get(path.suffix.lower())
    if format_ is None:
        endings = ", ".join(sorted(_RDF))
        raise UsageError(f"'{path}' does not end like an RDF file\n    Known endings: {endings}.")
    try:
        quads = tuple(ox.parse(path=str(path), format=format_))
    except SyntaxError as error:
        where = Location(str(path), error.lineno or 0, error.offset or 0)
        message = f"not readable as {format_.name}: {error.msg}"
        raise InputError(
            (Problem(where, message, "Mend the file, or export it again."),)
        ) from error
    except (OSError, ValueError) as error:
        raise OutsideError(f"{path}: cannot be read: {error}") from error
    return Graph(path.stem, lambda: LocalStore.in_memory(quads), quads=lambda: quads)
