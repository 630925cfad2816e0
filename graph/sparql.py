"""SPARQL text before it is run: prefixes everyone knows, what is refused, errors shown at their place."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from detente.graph.errors import Location, Problem, QueryError, UsageError
from detente.graph.suggest import did_you_mean

# The lexical grammar of SPARQL 1.1 (section 19.8), as far as needed to tell keywords from the rest.
_TOKEN = re.compile(
    r"""
      (?P<comment> \#[^\n\r]*)
    | (?P<iri> <[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<string> \"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
                | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
    | (?P<variable> [?$]\w+)
    | (?P<language> @[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<name> [\w.-]*:(?:[\w:.%-]|\\.)*)
    | (?P<word> [A-Za-z_]\w*)
    | (?P<other> .)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_UPDATE = {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"}


@dataclass(frozen=True, slots=True)
class Traits:
    """What a query's text shows without running it."""

    names_graphs: bool  # it has a FROM of its own, so the default graph is not the union of all


def check_query(query: str, graphs: Callable[[], Iterable[str]], name: str = "query") -> Traits:
    """Raises QueryError when a query would change the graph or reach beyond it.

    ``graphs`` gives the named graphs that FROM may name. Every other FROM, SERVICE and every update
    is refused: a query reads what is in the graph and nothing else.
    """
    names_graphs, after_from, verb_seen = False, False, False
    for kind, text, start in _tokens(query):
        word = text.upper() if kind == "word" else ""
        refusal = ""
        if word == "SERVICE":
            refusal = "SERVICE is refused: a query does not leave this machine"
            advice = "Ask the other endpoint by itself."
        elif word in _UPDATE and not verb_seen:
            refusal = f"{word} is refused: a query reads, it does not change the graph"
            advice = "Change the dossier's files instead."
        elif after_from and kind in ("iri", "name") and text[1:-1] not in graphs():
            refusal = f"FROM {text} is refused: a query reads no files and no addresses"
            advice = "FROM may name, as <address>, a graph of this dossier."
        if refusal:
            raise QueryError((_at(query, start, name, refusal, advice),))
        names_graphs = names_graphs or after_from
        after_from = word == "FROM" or (after_from and word == "NAMED")
        verb_seen = verb_seen or (kind == "word" and word not in ("BASE", "PREFIX"))
    return Traits(names_graphs)


def fill(query: str, parameters: Mapping[str, str]) -> str:
    """A query with its parameters filled in; ``parameters`` are terms already in SPARQL's own syntax.

    A query takes the parameter ``?party`` by a line ``VALUES ?party { UNDEF }``: so written it is a
    valid query that leaves the party open.
    Raises UsageError when the query has no such line.

    >>> fill("SELECT * { VALUES ?n { UNDEF } ?s ?p ?n }", {"n": "3"})
    'SELECT * { VALUES ?n { 3 } ?s ?p ?n }'
    """
    for name, term in parameters.items():
        pattern = _open_parameter(re.escape(name))
        if not pattern.search(query):
            takes = sorted({match[1] for match in _open_parameter(r"\w+").finditer(query)})
            advice = did_you_mean(name, takes, "parameters")
            raise UsageError(f"the query does not take a parameter '{name}'\n    {advice}")
        query = pattern.sub(lambda match, term=term: f"VALUES ?{match[1]} {{ {term} }}", query)  # type: ignore[misc]
    # What stays open is taken out: a join with an unbound value only slows the engine down.
    return _open_parameter(r"\w+").sub("", query)


def _open_parameter(name: str) -> re.Pattern[str]:
    return re.compile(rf"VALUES\s+\?({name})\s*\{{\s*UNDEF\s*\}}", re.IGNORECASE)


def _tokens(query: str) -> Iterator[tuple[str, str, int]]:
    """Tokens that are not comments or space, code point escapes undone as the grammar asks."""
    if "\\u" in query or "\\U" in query:
        query = _ESCAPE.sub(lambda match: _character(match[1] or match[2]), query)
    for match in _TOKEN.finditer(query):
        if match.lastgroup not in ("comment", None) and not match[0].isspace():
            yield str(match.lastgroup), match[0], match.start()


def _character(digits: str) -> str:
    number = int(digits, 16)
    return chr(number) if number <= 0x10FFFF else ""


def _at(query: str, start: int, name: str, message: str, advice: str) -> Problem:
    line = query.count("\n", 0, start) + 1
    column = start - (query.rfind("\n", 0, start) + 1) + 1
    return Problem(
        Location(name, line, column), message, f"{_pointer(query, line, column)}\n{advice}"
    )


def _pointer(query: str, line: int, column: int) -> str:
    """The line in question with a caret below the column."""
    lines = query.split("\n")
    shown = lines[line - 1].replace("\t", " ") if line <= len(lines) else ""
    return f"{shown}\n{' ' * (column - 1)}^"


def syntax_error(
    query: str, error: SyntaxError, prefixes: Iterable[str], name: str = "query"
) -> QueryError:
    """The engine's syntax error, shown at its place in the query."""
    match = re.match(r"error at (\d+):(\d+): (.*)", str(error), re.DOTALL)
    if not match:
        return QueryError((Problem(Location(name), str(error)),))
    line, column, reason = int(match[1]), int(match[2]), match[3]
    if "Prefix not found" in reason:
        text = query.split("\n")[line - 1]
        names = [found for found in re.finditer(r"([\w.-]*):", text) if found.end() <= column]
        if names:
            prefix, column = names[-1][1], names[-1].start() + 1
            advice = did_you_mean(prefix, [known for known in prefixes if known], "prefixes")
            message = f"unknown prefix '{prefix}:'"
            return QueryError(
                (
                    Problem(
                        Location(name, line, column),
                        message,
                        f"{_pointer(query, line, column)}\n{advice}",
                    ),
                )
            )
    return QueryError(
        (Problem(Location(name, line, column), _readable(reason), _pointer(query, line, column)),)
    )


def _readable(reason: str) -> str:
    """The parser's expectations without its character classes."""
    expected = reason.removeprefix("expected one of ").removeprefix("expected ")
    words = [
        word
        for word in re.split(r", (?![^\[]*\])| or ", expected)
        if "[" not in word and word.strip()
    ]
    if expected == reason:
        return f"the query cannot be read: {reason}"
    shown = ", ".join(words[:8]) + (" …" if len(words) > 8 else "")
    return (
        f"the query cannot be read from here; expected {shown}"
        if words
        else "the query cannot be read from here"
    )
