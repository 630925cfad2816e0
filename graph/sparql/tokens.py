"""The words of a SPARQL text, and places in it."""

import re
from collections.abc import Iterator

from detente.graph.errors import Location, Problem

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


def tokens(query: str) -> Iterator[tuple[str, str, int]]:
    """Tokens that are not comments or space, code point escapes undone as the grammar asks."""
    for match in _TOKEN.finditer(without_escapes(query)):
        if match.lastgroup not in ("comment", None) and not match[0].isspace():
            yield str(match.lastgroup), match[0], match.start()


def without_escapes(query: str) -> str:
    """The query with its code point escapes undone; they may stand for any character of it."""
    if "\\u" in query or "\\U" in query:
        return _ESCAPE.sub(lambda match: _character(match[1] or match[2]), query)
    return query


def _character(digits: str) -> str:
    number = int(digits, 16)
    return chr(number) if number <= 0x10FFFF else ""


def fault(query: str, start: int, name: str, message: str, advice: str) -> Problem:
    line = query.count("\n", 0, start) + 1
    column = start - (query.rfind("\n", 0, start) + 1) + 1
    return Problem(
        Location(name, line, column), message, f"{pointer(query, line, column)}\n{advice}"
    )


def pointer(query: str, line: int, column: int) -> str:
    """The line in question with a caret below the column."""
    lines = query.split("\n")
    shown = lines[line - 1].replace("\t", " ") if line <= len(lines) else ""
    return f"{shown}\n{' ' * (column - 1)}^"
