"""What goes out: one registry of formats, one small writer for each."""

from dataclasses import dataclass
from functools import partial
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from detente.graph.errors import UsageError
from detente.graph.files import Content, save
from detente.graph.suggest import did_you_mean

if TYPE_CHECKING:
    from detente.graph.graph import Graph

__all__ = ["FORMATS", "Format", "content_of", "export", "format_of", "save"]


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a graph down. ``writer`` is ``module:function``, loaded when first used."""

    name: str
    ending: str
    media_type: str
    description: str
    writer: str
    lines: str = ""  # what writes a large graph into a file, as it comes from the store

    def write(self, graph: "Graph") -> bytes:
        """The whole graph in this format."""
        content = self.content(graph)
        if isinstance(content, bytes):
            return content
        file = BytesIO()
        content(file)
        return file.getvalue()

    def content(self, graph: "Graph") -> Content:
        """The whole graph in this format; a large one as what writes it into a file."""
        if self.lines:
            large = import_module("detente.exports.large")
            if large.is_large(graph):
                return partial(getattr(large, self.lines), graph)
        module, _, function = self.writer.partition(":")
        written: bytes = getattr(import_module(f"detente.exports.{module}"), function)(graph)
        return written


FORMATS: dict[str, Format] = {
    format_.name: format_
    for format_ in (
        Format(
            "turtle",
            ".ttl",
            "text/turtle",
            "RDF to read: all statements, sorted by what they are about",
            "turtle:turtle",
            "turtle_lines",
        ),
        Format(
            "trig",
            ".trig",
            "application/trig",
            "the same, one block for each source, the agenda and outside knowledge",
            "turtle:trig",
            "trig_lines",
        ),
        Format(
            "ntriples",
            ".nt",
            "application/n-triples",
            "RDF, one statement a line, for programs and diffs",
            "lines:ntriples",
            "ntriples_lines",
        ),
        Format(
            "nquads",
            ".nq",
            "application/n-quads",
            "the same, each statement with its source",
            "lines:nquads",
            "nquads_lines",
        ),
        Format(
            "jsonld",
            ".jsonld",
            "application/ld+json",
            "RDF as JSON with its context inside, sources kept apart",
            "jsonld:jsonld",
        ),
        Format(
            "rdfxml",
            ".rdf",
            "application/rdf+xml",
            "RDF as XML, for older tools",
            "rdfxml:rdfxml",
        ),
        Format(
            "graphml",
            ".graphml",
            "application/graphml+xml",
            "the network party to option, for igraph, yEd, Cytoscape, R",
            "graphml:graphml",
        ),
        Format(
            "gexf",
            ".gexf",
            "application/gexf+xml",
            "the network party to option, for Gephi",
            "gexf:gexf",
        ),
        Format(
            "csv",
            ".csv",
            "text/csv",
            "positions with their evidence, one row for each quote, for spreadsheets",
            "table:csv",
        ),
        Format(
            "markdown",
            ".md",
            "text/markdown",
            "the whole record to read: who stands where, in whose words",
            "markdown:markdown",
        ),
        Format(
            "html",
            ".html",
            "text/html",
            "the page to explore: one file, works without a network",
            "page:html",
        ),
    )
}


def export(graph: "Graph", format: str) -> bytes:  # noqa: A002 - what users call it
    """The graph in the export format of that name.

    The same graph gives the same bytes on every run and machine; RDF of more than 250,000 statements is
    written as it comes from the store, and in its order.
    Raises UsageError when there is no such format, or when the format cannot hold the graph.

    >>> import detente
    >>> export(detente.open(), "turtle").startswith(b"@prefix")
    True
    """
    return _known(format).write(graph)


def content_of(graph: "Graph", format: str) -> Content:  # noqa: A002 - what users call it
    """The same for ``save``: a large graph as what writes it into a file, so that memory need not hold it."""
    return _known(format).content(graph)


def _known(name: str) -> Format:
    if name not in FORMATS:
        advice = did_you_mean(name, FORMATS, "formats")
        raise UsageError(f"there is no export format '{name}'\n    {advice}")
    return FORMATS[name]


def format_of(path: Path) -> str:
    """The name of the format that a file's ending stands for.

    Raises UsageError when it stands for none.

    >>> format_of(Path("talks.ttl"))
    'turtle'
    """
    endings = {known.ending: known.name for known in FORMATS.values()}
    ending = path.suffix.lower()
    if ending not in endings:
        advice = did_you_mean(ending, endings, "endings")
        raise UsageError(f"the ending of '{path}' does not say which format to write\n    {advice}")
    return endings[ending]
