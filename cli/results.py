"""Answers as text: a table for people, standard formats for programs."""

from collections.abc import Mapping

import pyoxigraph as ox

from detente.graph.answer import Answer, Solutions, Term, Triples
from detente.graph.errors import UsageError
from detente.graph.graph import Graph
from detente.graph.parameters import written_term
from detente.graph.questions import question
from detente.graph.suggest import did_you_mean

Prefixes = Mapping[str, str]

_STANDARD = {
    "tsv": ox.QueryResultsFormat.TSV,
    "csv": ox.QueryResultsFormat.CSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}
_RDF = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
_TRUTH = {
    "json": '{{"head":{{}},"boolean":{0}}}',
    "xml": '<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#">'
    "<head></head><boolean>{0}</boolean></sparql>",
}
_UNLIMITED = 1_000_000

FORMATS = ("table", *_STANDARD, "markdown", *_RDF)


def ask_graph(
    graph: Graph, text: str | None, ask: str | None, parameters: Mapping[str, str]
) -> tuple[Answer, str, Prefixes]:
    """The answer to a query or a saved question, what to say when it is empty, and the prefixes
    that shorten its addresses."""
    prefixes = graph.prefixes
    if ask is not None:
        return graph.ask(ask, **parameters), question(ask).empty, prefixes
    terms = {name: written_term(value, prefixes) for name, value in parameters.items()}
    return graph.query(text or "", terms), "No answer: nothing recorded fits.", prefixes


def written(
    asked: tuple[Answer, str, Prefixes], format_: str | None, on_terminal: bool
) -> tuple[bytes, str]:
    """The answer in a format (None: what suits the place), and a remark if there is nothing in it.

    Raises UsageError when the format is unknown or cannot hold this kind of answer.
    """
    answer, empty, prefixes = asked
    if format_ and format_ not in FORMATS:
        advice = did_you_mean(format_, FORMATS, "formats")
        raise UsageError(f"there is no format '{format_}'\n    {advice}")
    if isinstance(answer, bool):
        return _truth(answer, format_), ""
    if isinstance(answer, Triples):
        return _triples(answer, format_ or "turtle", prefixes)
    chosen = format_ or ("table" if on_terminal else "tsv")
    if chosen in _STANDARD:
        content = answer.serialize(_STANDARD[chosen])
        return content, ""
    if chosen in _RDF:
        raise _unfit(chosen, "rows", ("table", *_STANDARD, "markdown"))
    rows = list(answer.terms())
    if not rows:
        return b"", empty
    if chosen == "table":
        return _table(answer, rows, prefixes, on_terminal).encode(), ""
    return _markdown(answer, rows, prefixes).encode(), ""


def _unfit(format_: str, what: str, fitting: tuple[str, ...]) -> UsageError:
    return UsageError(f"'{format_}' cannot hold {what}\n    Use one of: {', '.join(fitting)}.")


def _truth(answer: bool, format_: str | None) -> bytes:
    if format_ in _RDF:
        raise _unfit(format_, "yes or no", ("table", *_TRUTH))
    return (_TRUTH.get(format_ or "", "{0}").format(str(answer).lower()) + "\n").encode()


def _triples(answer: Triples, format_: str, prefixes: Prefixes) -> tuple[bytes, str]:
    if format_ not in _RDF:
        raise _unfit(format_, "a graph", tuple(_RDF))
    triples = sorted(answer, key=str)
    content = ox.serialize(triples, format=_RDF[format_], prefixes=dict(prefixes))
    return content or b"", "" if triples else "No answer: the graph is empty."


def _shown(term: Term | None, prefixes: Prefixes) -> str:
    """A term as people read it: an address shortened, a literal without its type."""
    if isinstance(term, ox.NamedNode):
        for prefix, namespace in prefixes.items():
            if term.value.startswith(namespace):
                return f"{prefix}:{term.value.removeprefix(namespace)}"
        return term.value
    if isinstance(term, ox.Literal):
        return term.value
    return "" if term is None else str(term)


def _table(
    answer: Solutions, rows: list[tuple[Term | None, ...]], prefixes: Prefixes, on_terminal: bool
) -> str:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for name in answer.variables:
        table.add_column(name.replace("_", " "), overflow="fold", header_style="bold")
    for row in rows:
        table.add_row(*(Text(_printable(_shown(term, prefixes))) for term in row))
    # As wide as the terminal; in a pipe as wide as it needs, without colour.
    width = None if on_terminal else _UNLIMITED
    console = Console(width=width, force_terminal=on_terminal, highlight=False)
    with console.capture() as captured:
        console.print(table)
    return "".join(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def _printable(text: str) -> str:
    """Text that cannot steer the terminal or turn its lines around."""
    return "".join(c if c.isprintable() or c == " " else "·" for c in text)


def _markdown(answer: Solutions, rows: list[tuple[Term | None, ...]], prefixes: Prefixes) -> str:
    def line(cells: tuple[str, ...]) -> str:
        return "| " + " | ".join(cells) + " |\n"

    def cell(text: str) -> str:
        return (
            text.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ").replace("<", "&lt;")
        )

    heading = line(tuple(name.replace("_", " ") for name in answer.variables))
    rule = line(("---",) * len(answer.variables))
    return (
        heading
        + rule
        + "".join(line(tuple(cell(_shown(term, prefixes)) for term in row)) for row in rows)
    )
