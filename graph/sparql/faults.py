"""The engine's syntax errors, told at their place and in words that help."""

import re
from collections.abc import Callable, Iterable

from detente.graph.errors import Location, Problem, QueryError
from detente.graph.sparql.tokens import fault, pointer, tokens
from detente.graph.sparql.words import FORMS, WORDS
from detente.graph.suggest import did_you_mean, nearest_value

_CLOSING = {"{": "}", "(": ")", "[": "]"}


def syntax_error(
    query: str, error: SyntaxError, prefixes: Iterable[str], name: str = "query"
) -> QueryError:
    """The engine's syntax error, shown at its place in the query; where a likely cause can be told,
    that cause instead."""
    match = re.match(r"error at (\d+):(\d+): (.*)", str(error), re.DOTALL)
    if not match:
        return QueryError((Problem(Location(name), str(error)),))
    line, column, reason = int(match[1]), int(match[2]), match[3]
    if "Prefix not found" in reason:
        return QueryError((_unknown_prefix(query, line, column, prefixes, name),))
    for cause in _CAUSES:
        told = cause(query, name)
        if told:
            return QueryError((told,))
    return QueryError(
        (Problem(Location(name, line, column), _readable(reason), pointer(query, line, column)),)
    )


def _unknown_prefix(
    query: str, line: int, column: int, prefixes: Iterable[str], name: str
) -> Problem:
    text = query.split("\n")[line - 1]
    names = [found for found in re.finditer(r"([\w.-]*):", text) if found.end() <= column]
    prefix, column = (names[-1][1], names[-1].start() + 1) if names else ("", column)
    advice = did_you_mean(prefix, [known for known in prefixes if known], "prefixes")
    return Problem(
        Location(name, line, column),
        f"unknown prefix '{prefix}:'",
        f"{pointer(query, line, column)}\n{advice}",
    )


def _nothing(query: str, name: str) -> Problem | None:
    if any(True for _ in tokens(query)):
        return None
    return Problem(Location(name), "the query is empty", f"A query starts with {FORMS}.")


def _open_quote(query: str, name: str) -> Problem | None:
    for kind, text, start in tokens(query):
        if kind == "other" and text in "\"'":
            return fault(query, start, name, "a quote is not closed", f"Close it with {text}.")
    return None


def _unknown_word(query: str, name: str) -> Problem | None:
    """A word that SPARQL does not have."""
    for kind, text, start in tokens(query):
        if kind == "word" and text.upper() not in WORDS:
            near = nearest_value(text.upper(), WORDS)
            advice = f"Did you mean {near}?" if near else "A variable is written ?name."
            return fault(query, start, name, f"'{text}' is not a word of SPARQL", advice)
    return None


def _slash_in_name(query: str, name: str) -> Problem | None:
    """``:party/russia``, where the slash has to be escaped; in a path a name has a prefix."""
    before: tuple[str, int] | None = None  # a name of the dossier's own, and where it ended
    for kind, text, start in tokens(query):
        if kind == "name" and text.startswith(":"):
            before = (text, start + len(text))
        elif before and text == "/" and start == before[1]:
            advice = f"Write {before[0]}\\/…, or the whole address as <…>."
            rest = query[start + 1 : start + 2]
            if (
                rest.isalnum()
                and ":" not in re.split(r"[\s;.,}]", query[start + 1 :], maxsplit=1)[0]
            ):
                at = start - len(before[0])
                return fault(query, at, name, "a slash in a name has to be escaped", advice)
            before = None
        else:
            before = None
    return None


def _unbalanced(query: str, name: str) -> Problem | None:
    """A bracket that is not closed, or closes nothing."""
    opened: list[tuple[str, int]] = []
    for kind, text, start in tokens(query):
        if kind != "other":
            continue
        if text in _CLOSING:
            opened.append((text, start))
        elif text in _CLOSING.values():
            if not opened:
                return fault(query, start, name, f"'{text}' closes nothing", "Take it out.")
            bracket, where = opened.pop()
            if _CLOSING[bracket] != text:
                return _unclosed(query, bracket, where, name)
    return _unclosed(query, *opened[-1], name) if opened else None


def _unclosed(query: str, bracket: str, start: int, name: str) -> Problem:
    advice = f"Close it with '{_CLOSING[bracket]}'."
    return fault(query, start, name, f"'{bracket}' is not closed", advice)


_CAUSES: tuple[Callable[[str, str], Problem | None], ...] = (
    _nothing,
    _open_quote,
    _slash_in_name,
    _unknown_word,
    _unbalanced,
)


def _readable(reason: str) -> str:
    """The parser's expectations without its character classes.

    A single word that it could also have gone on with says nothing of what is wrong.
    """
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
        if len(words) > 1
        else "the query cannot be read from here"
    )
