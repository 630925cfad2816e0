"""Why a file cannot be read as YAML, told to someone who has never heard of a token."""

import re
from collections.abc import Callable

import yaml

from detente.graph.dossier.shown import shown
from detente.graph.errors import Location, Problem

_Told = tuple[yaml.Mark, str, str]


def unreadable(error: yaml.YAMLError, text: str, file: str) -> Problem:
    """The parser's complaint about ``text`` in words, at the place where the writer has to look."""
    if isinstance(error, yaml.reader.ReaderError):
        return _character(error, text, file)
    if not isinstance(error, yaml.MarkedYAMLError) or not error.problem_mark:
        return Problem(Location(file), f"not readable as YAML: {error}")
    mark, message, advice = _told(error, error.problem_mark, text.splitlines())
    return Problem(Location(file, mark.line + 1, mark.column + 1), message, advice)


def _character(error: yaml.reader.ReaderError, text: str, file: str) -> Problem:
    line = text.count("\n", 0, error.position) + 1
    column = error.position - (text.rfind("\n", 0, error.position) + 1) + 1
    code = ord(error.character) if isinstance(error.character, str) else int(error.character)
    return Problem(
        Location(file, line, column),
        f"the character U+{code:04X}, which cannot be seen, is not allowed here",
        "Delete it. If the text really has it, write it as an escape inside double quotes.",
    )


def _told(error: yaml.MarkedYAMLError, here: yaml.Mark, lines: list[str]) -> _Told:
    problem = error.problem or ""
    opened = error.context_mark or here
    line = lines[here.line] if here.line < len(lines) else ""
    for part, tell in _TELL.items():
        if part in problem:
            return tell(here, opened, line)
    return here, f"not readable as YAML: {problem}", "Check indentation, brackets and quotes."


def _tab(here: yaml.Mark, _opened: yaml.Mark, _line: str) -> _Told:
    return here, "a tab stands where spaces are expected", "Indent with spaces."


def _first_character(here: yaml.Mark, opened: yaml.Mark, line: str) -> _Told:
    rest = line[here.column :]
    if rest.startswith("\t"):
        return _tab(here, opened, line)
    return (
        here,
        f"a text cannot begin with {shown(rest[:1])}",
        f"Put the text in quotes: '{shown(rest.strip())}'.",
    )


def _second_colon(here: yaml.Mark, _opened: yaml.Mark, line: str) -> _Told:
    before = line[: here.column]
    if re.search(r":\s", before):
        return here, "a second ': ' in one line", "Put a text that contains ': ' in quotes."
    return (
        here,
        "this line is indented further than the line above allows",
        "Give keys that belong together the same indentation.",
    )


def _no_colon(_here: yaml.Mark, opened: yaml.Mark, _line: str) -> _Told:
    return (
        opened,
        "this line has no ': ' between key and value",
        "Write the key, a colon, a space and the value, as in 'holder: russia'.",
    )


def _no_key(here: yaml.Mark, _opened: yaml.Mark, line: str) -> _Told:
    if re.search(r"[\"']", line[: here.column]):
        return (
            here,
            "the text in quotes ends before this place",
            'Close each text in quotes where it ends, also further up; between " and " write \\".',
        )
    return (
        here,
        "this line does not fit the lines above",
        "Give keys that belong together the same indentation.",
    )


def _no_dash(here: yaml.Mark, _opened: yaml.Mark, _line: str) -> _Told:
    return (
        here,
        "this line fits neither the list nor the entry above",
        "An entry of a list begins with '- '; its other keys stand exactly below its first key.",
    )


def _bracket(here: yaml.Mark, opened: yaml.Mark, _line: str) -> _Told:
    if here.line > opened.line:
        return opened, "the bracket that opens here is not closed", "Close it with ] or }."
    return (
        here,
        "expected a comma or the closing bracket here",
        "Put a text that contains a comma, ': ' or brackets in quotes.",
    )


def _end(_here: yaml.Mark, opened: yaml.Mark, _line: str) -> _Told:
    return (
        opened,
        "the text that opens here with a quotation mark is not closed",
        "Close it with the same mark. Between ' and ' write '' for an apostrophe.",
    )


def _escape(here: yaml.Mark, _opened: yaml.Mark, _line: str) -> _Told:
    return (
        here,
        "this backslash begins no escape that is known",
        "Write \\\\ for a backslash, or put the text between ' and '.",
    )


def _block(here: yaml.Mark, _opened: yaml.Mark, _line: str) -> _Told:
    return (
        here,
        "after > or | the text has to begin on the next line",
        "Put a text that itself begins with > or | in quotes.",
    )


def _directive(here: yaml.Mark, _opened: yaml.Mark, _line: str) -> _Told:
    return here, "a line that begins with % is not used in a dossier", "Leave it out."


# Part of the parser's complaint → how it is told.
_TELL: dict[str, Callable[[yaml.Mark, yaml.Mark, str], _Told]] = {
    "found a tab character": _tab,
    "cannot start any token": _first_character,
    "mapping values are not allowed": _second_colon,
    "could not find expected ':'": _no_colon,
    "did not find expected key": _no_key,
    "did not find expected '-'": _no_dash,
    "did not find expected ','": _bracket,
    "unexpected end of stream": _end,
    "escape": _escape,
    "expected comment or line break": _block,
    "incompatible YAML document": _directive,
    "directive": _directive,
}
