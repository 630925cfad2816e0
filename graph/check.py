"""Checking a graph: what breaks the shapes, at the line of the dossier it came from."""

from detente.graph.errors import Location, Problem
from detente.graph.graph import Graph
from detente.graph.shapes import Violation, violations


def check(graph: Graph) -> tuple[Problem, ...]:
    """What is wrong with a graph, in the order of the files and lines; empty when all is well.

    A dossier's files, references and quotes are checked when it is opened; this adds the shapes,
    which say what makes sense together: a demand of someone else, a speaker where there is speech.

    >>> import detente
    >>> check(detente.open())
    ()
    """
    found = violations(graph.store)
    return tuple(sorted({_problem(graph, violation) for violation in found}))


def _problem(graph: Graph, violation: Violation) -> Problem:
    where = graph.origins.get(violation.focus)
    short = violation.focus.removeprefix(graph.base)
    message, _, advice = violation.message.partition(": ")
    if not where:
        return Problem(Location(graph.name), f"{short}: {message}", advice)
    kind, _, name = short.partition("/")
    named = f"{kind} '{name}'" if "-" not in kind and kind not in ("statement", "passage") else kind
    return Problem(where, f"{named}: {message}", _sentence(advice))


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:].rstrip('.')}." if text else ""
