"""Whether a SPARQL text would reach beyond the store: SERVICE and LOAD, however they are written.

The engine reads a text without splitting it into words first: ``SERVICESILENT<…>``, ``SERVICE:name {`` and
``1e5SERVICE<…>`` are all understood. So what is looked for here is the shape of the clause, wherever it
stands. What is in a string, a comment or an address is let pass, but only if every way of reading the
text agrees on that: ``<`` may begin an address or mean "less than", and what is read one way as an address
may hide the quote that, the other way, ends a string.
"""

import re
from collections.abc import Iterator

_GAP = r"(?:[ \t\r\n\f\v]++|\#[^\r\n]*+)*+"
_NAME = r"(?:[^\s{}<>\"'#\\:;]|\\.)*:(?:[^\s{}<>\"'#\\]|\\.)*"
_IRI = r"<[^<>]*>"
_VARIABLE = r"[?$]\w+"
_SERVICE = re.compile(
    rf"service{_GAP}(?:silent{_GAP})?(?:{_IRI}|{_VARIABLE}|{_NAME}){_GAP}\{{", re.IGNORECASE
)
_LOAD = re.compile(rf"load{_GAP}(?:silent{_GAP})?(?:{_IRI}|{_NAME})", re.IGNORECASE)
# What may stand before an operation of an update: nothing, the operation before, the prologue.
_BEFORE_LOAD = re.compile(r"(?:\A|[;>\"'])\Z")

_MANY = 100

_ADDRESS = re.compile(r"<(?:[^<>\"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>")
_COMMENT = re.compile(r"\#[^\r\n]*")
_LONG = re.compile(r'"""(?:[^"\\]|\\.|"(?!""))*"""|' + r"'''(?:[^'\\]|\\.|'(?!''))*'''", re.DOTALL)
_SHORT = re.compile(r'"(?:[^"\\\n\r]|\\.)*"|' + r"'(?:[^'\\\n\r]|\\.)*'", re.DOTALL)
_PLAIN = re.compile(r"[^<\"'\\#]+")
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def reaches_out(text: str, *, update: bool = False) -> tuple[str, int] | None:
    """SERVICE or LOAD and where it stands in ``text``, if the text has such a clause; LOAD in updates.

    >>> reaches_out("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")
    ('SERVICE', 11)
    >>> reaches_out("SELECT * { ?s ?p 'SERVICE <http://example.org/> { }' }")
    >>> reaches_out("LOAD <http://example.org/>", update=True)
    ('LOAD', 0)
    """
    readings = [text]
    if "\\u" in text or "\\U" in text:  # undone before reading, as the standard has it
        readings.append(_ESCAPE.sub(_character, text))
    for reading in readings:
        found = _found(reading, update)
        if found:
            return found[0], min(found[1], len(text))
    return None


def _found(text: str, update: bool) -> tuple[str, int] | None:
    first = re.search("service", text, re.IGNORECASE)
    if first and not update and len(re.findall("service", text, re.IGNORECASE)) > _MANY:
        return "SERVICE", first.start()  # to look at each would take long, and nobody writes so
    suspects = [("SERVICE", at) for at in _services(text)] if first else []
    if update:
        suspects += [("LOAD", at) for at in _loads(text)]
    if not suspects:
        return None
    code = _code(text)
    return next(((word, at) for word, at in suspects if code[at]), None)


def _services(text: str) -> Iterator[int]:
    for match in _SERVICE.finditer(text):
        before = text[max(0, match.start() - 80) : match.start()]
        # "SELECT ?service ?x {" and "GRAPH service:x {" have the shape and another meaning.
        if not before.endswith(("?", "$")) and not re.search(
            r"[\s{}]GRAPH[ \t]+\Z", before, re.IGNORECASE
        ):
            yield match.start()


def _loads(text: str) -> Iterator[int]:
    for match in _LOAD.finditer(text):
        if _BEFORE_LOAD.search(_without_gap(text, match.start())):
            yield match.start()


def _without_gap(text: str, end: int) -> str:
    """The text before ``end`` without the space and comments at its end; its last 1 to 2 characters."""
    while True:
        stripped = len(text[:end].rstrip(" \t\r\n\f\v"))
        line = max(text.rfind("\n", 0, stripped), text.rfind("\r", 0, stripped)) + 1
        mark = text.find("#", line, stripped)
        if mark < 0:
            return text[max(0, stripped - 1) : stripped]
        if re.search(r"[;>\"']\Z", text[line:stripped]):  # may be no comment at all
            return text[stripped - 1 : stripped]
        end = mark


def _code(text: str) -> bytearray:
    """For each character, whether it may be outside strings, comments and addresses.

    All readings are followed at once: ``starts`` marks where in any of them something may begin.
    """
    code, starts = bytearray(len(text)), bytearray(len(text) + 1)
    starts[0] = 1
    at = starts.find(1)
    while 0 <= at < len(text):
        for end, plain in _next(text, at):
            starts[end] = 1
            if plain:
                code[at:end] = b"\1" * (end - at)
        at = starts.find(1, at + 1)
    return code


def _next(text: str, at: int) -> Iterator[tuple[int, bool]]:
    """Where what begins at ``at`` may end, and whether it is code."""
    first = text[at]
    if first == "#":
        match = _COMMENT.match(text, at)
        yield (match.end() if match else at + 1), False
    elif first == "<":
        match = _ADDRESS.match(text, at)
        if match:
            yield match.end(), False
        yield at + 1, True
    elif first in "\"'":
        long, short = _LONG.match(text, at), _SHORT.match(text, at)
        if long:
            yield long.end(), False
        if short:
            yield short.end(), False
        if not long and not short:
            yield at + 1, True
    elif first == "\\":
        yield min(at + 2, len(text)), True
        yield at + 1, True
    else:
        match = _PLAIN.match(text, at)
        yield (match.end() if match else at + 1), True


def _character(match: re.Match[str]) -> str:
    number = int(match[1] or match[2], 16)
    return chr(number) if number <= 0x10FFFF else ""
