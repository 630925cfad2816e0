"""A SPARQL text before it goes to the engine: refusals, known prefixes, and its form."""

import re
from collections.abc import Mapping

from detente.graph.errors import QueryError
from detente.graph.sparql import check_query
from detente.graph.sparql.reach import reaches_out
from detente.graph.sparql.tokens import tokens
from detente.server.refusals import Refusal

_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_PREFIX = re.compile(r"PREFIX\s*([^\s:<>\"'{}#]*):", re.IGNORECASE)


def form_of(query: str) -> str:
    """SELECT, ASK, CONSTRUCT or DESCRIBE; empty when the text is none of them."""
    for kind, text, _ in tokens(query):
        if kind == "word" and text.upper() not in ("BASE", "PREFIX", "VERSION"):
            word = text.upper()
            return next((form for form in _FORMS if word.startswith(form)), "")
    return ""


def checked_query(query: str, graphs: frozenset[str] | None) -> None:
    """Raises Refusal for a query that would leave the machine, change something, or name unknown graphs.

    ``graphs`` are the graphs that FROM may name; None: any, the engine reads no others.
    """
    _stays(query, update=False)
    try:
        check_query(query, lambda: _Everything() if graphs is None else graphs)
    except QueryError as error:
        raise Refusal(400, str(error)) from None


def checked_update(update: str) -> None:
    """Raises Refusal for an update that would read from elsewhere."""
    _stays(update, update=True)


def _stays(text: str, *, update: bool) -> None:
    found = reaches_out(text, update=update)
    if found:
        word, start = found
        line = text.count("\n", 0, start) + 1
        raise Refusal(
            403,
            f"{word} is refused (line {line}): nothing leaves this machine. "
            "Ask the other endpoint by itself, or send its data.",
        )


def with_prefixes(text: str, prefixes: Mapping[str, str]) -> str:
    """The text with those known prefixes declared in front that it uses and does not declare.

    They stand on a line of their own.

    >>> with_prefixes("ASK { ?s a neg:Party }", {"neg": "https://example.org/"})
    'PREFIX neg: <https://example.org/>\\nASK { ?s a neg:Party }'
    """
    declared = set(_PREFIX.findall(text))
    used = {name.partition(":")[0] for kind, name, _ in tokens(text) if kind == "name"}
    wanted = [name for name in prefixes if name in used - declared]
    if not wanted:
        return text
    return " ".join(f"PREFIX {name}: <{prefixes[name]}>" for name in wanted) + "\n" + text


class _Everything(frozenset[str]):
    def __contains__(self, _: object) -> bool:
        return True
