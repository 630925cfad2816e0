"""Checking a graph: what breaks the shapes, at the line of the dossier it came from."""

from pathlib import Path

from detente.graph.dossier.model import Dossier
from detente.graph.dossier.read import SOURCES
from detente.graph.dossier.shown import quoted
from detente.graph.errors import Location, Problem, UsageError
from detente.graph.graph import Graph
from detente.graph.shapes import Violation, violations
from detente.graph.stores.remote import RemoteStore
from detente.ontology.terms import CODE

# How nodes without a readable id are called in a dossier's files.
_CALLED = {
    "negotiation": "the negotiation",
    "office": "this office",
    "document": "this source",
    "passage": "this quote",
    "statement": "this evidence",
    "coding": "this coding",
    "outside": "this date",
}


def check(graph: Graph) -> tuple[Problem, ...]:
    """What is wrong with a graph, in the order of the files and lines; empty when all is well.

    A dossier's files, references and quotes are checked when it is opened; this adds the shapes,
    which say what makes sense together: a demand of someone else, a speaker where there is speech.
    Raises UsageError for an endpoint.

    >>> import detente
    >>> check(detente.open())
    ()
    """
    if isinstance(graph.store, RemoteStore):
        raise UsageError(
            f"{graph.name}: an endpoint has no files to check"
            "\n    Check the dossier it was made from: detente check -g FOLDER"
        )
    found = violations(graph.store)
    return tuple(sorted({_problem(graph, violation) for violation in found}))


def uncoded_texts(dossier: Dossier, folder: Path) -> tuple[str, ...]:
    """The files beside the sheets of a dossier in ``folder`` that no sheet takes for its text.

    >>> import detente
    >>> uncoded_texts(detente.open().dossier, Path("no-such-folder"))
    ()
    """
    sources = folder / SOURCES
    found = {
        path.relative_to(sources).as_posix()
        for path in sources.rglob("*")
        if path.is_file() and path.suffix != ".yaml" and not path.name.startswith(".")
    }
    return tuple(sorted(found - {sheet.source.name for sheet in dossier.sheets}))


def _problem(graph: Graph, violation: Violation) -> Problem:
    message, _, advice = violation.message.partition(": ")
    where = graph.origins.get(violation.focus) or Location(graph.name)
    about = violation.value if violation.value != violation.focus else ""
    found = f"Found: {_named(graph, about)}." if about else ""
    told = "\n".join(filter(None, [_sentence(advice), found]))
    return Problem(where, f"{_named(graph, violation.focus, here=True)}: {message}", told)


def _named(graph: Graph, term: str, *, here: bool = False) -> str:
    """A node as its reader knows it: by its id, by its place in a file, else by its address."""
    origin = graph.origins.get(term)
    if origin:
        kind, _, name = term.removeprefix(graph.base).partition("/")
        if kind not in _CALLED:
            return f"{kind} '{name}'"
        return _CALLED[kind] if here else f"{_CALLED[kind].replace('this', 'the')} at {origin}"
    if term.startswith(CODE):
        return quoted(term.removeprefix(CODE))
    if ":" in term.partition("/")[0]:
        return f"<{term}>"
    # Names of blank nodes are made up anew each time.
    return "a blank node" if here else quoted(term)


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:].rstrip('.')}." if text else ""
