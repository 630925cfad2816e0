"""RDF files: which format a name's ending stands for, and what is said of a file that cannot be read."""

import os
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

import pyoxigraph as ox

from detente.graph.errors import InputError, Location, OutsideError, Problem, UsageError

if TYPE_CHECKING:
    from detente.graph.stores.local import LocalStore

_FORMATS = {
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
_PACKED = ".gz"

Tell = Callable[[int, int], None]  # bytes that were read, and how many there are


@dataclass(frozen=True)
class RdfFile:
    """An RDF file, packed by gzip where its name says so.

    Raises UsageError when its name does not end like an RDF file's.
    """

    path: Path

    def __post_init__(self) -> None:
        if self._ending not in _FORMATS:
            endings = ", ".join(sorted(_FORMATS))
            raise UsageError(
                f"'{self.path}' does not end like an RDF file"
                f"\n    Known endings: {endings}, and each followed by {_PACKED}."
            )

    @property
    def unpacked_name(self) -> str:
        """The file's name, without the ending of gzip."""
        return self.path.stem if self.packed else self.path.name

    @property
    def _ending(self) -> str:
        return Path(self.unpacked_name).suffix.lower()

    @property
    def name(self) -> str:
        """The file's name without its endings."""
        return Path(self.unpacked_name).stem

    @property
    def format(self) -> ox.RdfFormat:
        return _FORMATS[self._ending]

    @property
    def packed(self) -> bool:
        return self.path.suffix.lower() == _PACKED

    @contextmanager
    def opened(self, tell: Tell | None = None) -> Iterator[IO[bytes]]:
        """The file's content, unpacked; ``tell`` hears how many bytes of the file were read, of how many.

        Raises InputError or OutsideError for what goes wrong with the file inside; what else goes wrong
        there is raised as it is.
        """
        with self.syntax_errors(), _Reader(self, tell) as reader:
            yield cast("IO[bytes]", reader)

    @contextmanager
    def syntax_errors(self) -> Iterator[None]:
        """Tells what cannot be parsed, at its place in the file."""
        try:
            yield
        except SyntaxError as error:
            where = Location(str(self.path), error.lineno or 0, error.offset or 0)
            message = f"not readable as {self.format.name}: {error.msg}"
            problem = Problem(where, message, "Mend the file, or export it again.")
            raise InputError((problem,)) from error
        except ValueError as error:
            raise self.unreadable(error) from error

    def unreadable(self, error: Exception) -> OutsideError:
        """The error for a file that the system does not let one read, or that is damaged."""
        return OutsideError(f"{self.path}: cannot be read: {error}")

    def parsed(self) -> Iterator[ox.Quad]:
        """The file's quads, as they are written. Raises InputError or OutsideError."""
        with self.opened() as file:
            yield from ox.parse(file, format=self.format)

    def load_into(self, store: ox.Store) -> None:
        """Put the file into ``store`` by the engine's own hands. Raises InputError or OutsideError."""
        with self.opened() as file:
            store.load(file, format=self.format)


class _Reader:
    """A file's unpacked bytes. Raises OutsideError where they cannot be read."""

    def __init__(self, file: RdfFile, tell: Tell | None) -> None:
        self._file, self._tell = file, tell
        self._raw: IO[bytes]
        self._unpacked: IO[bytes]

    def __enter__(self) -> "_Reader":
        try:
            self._raw = self._file.path.open("rb")
            self._size = os.fstat(self._raw.fileno()).st_size
        except OSError as error:
            raise self._file.unreadable(error) from error
        self._unpacked = self._raw
        if self._file.packed:
            import gzip

            self._unpacked = cast("IO[bytes]", gzip.GzipFile(fileobj=self._raw))
        return self

    def __exit__(self, *_: object) -> None:
        self._raw.close()

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        try:
            data = self._unpacked.read(size)
        except (OSError, EOFError, zlib.error) as error:
            raise self._file.unreadable(error) from error
        if self._tell:
            self._tell(self._raw.tell(), self._size)
        return data


class FileSource:
    """An RDF file's quads and the store made of it, each made when it is first needed."""

    def __init__(self, file: RdfFile) -> None:
        self._file = file
        self._made: LocalStore | None = None

    @cached_property
    def quads(self) -> tuple[ox.Quad, ...]:
        """As they are written in the file; the engine puts values into a form of its own."""
        found = tuple(self._file.parsed())
        if self._made and any(_has_blank(quad) for quad in found):
            self._made.hold(found)  # a second reading names blank nodes anew
        return found

    def store(self) -> "LocalStore":
        """A store of the file and the ontology."""
        from detente.graph.stores.local import LocalStore

        if "quads" in self.__dict__:
            self._made = LocalStore.in_memory(self.quads)
        else:
            store = ox.Store()
            self._file.load_into(store)
            self._made = LocalStore.with_ontology(store)
        return self._made


def _has_blank(quad: ox.Quad) -> bool:
    terms = (quad.subject, quad.object, quad.graph_name)
    return any(isinstance(term, (ox.BlankNode, ox.Triple)) for term in terms)
