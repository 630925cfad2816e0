"""Turtle and TriG, laid out to be read.

Turtle holds every statement once but not which source it comes from; TriG keeps each source, the agenda
and outside knowledge apart. Both write a subject's statements together, headed by kind, and name the
dossier's own things by prefixes such as ``party:`` and ``position:``. Values are written as they are,
to the last digit; texts of several lines keep their lines.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import pyoxigraph as ox

from detente.exports.statements import Block, statements
from detente.ontology.prefixes import PREFIXES, expand

if TYPE_CHECKING:
    from detente.graph.graph import Graph

# Kinds of a dossier's own things; each has its folder in the dossier's address space.
OWN = (
    *("party", "person", "place", "issue", "option", "position", "condition", "claim", "event"),
    *("office", "statement", "passage", "document", "coding", "outside", "graph"),
)
# What every reader of Turtle takes for a local name; anything else is written as a full address.
_LOCAL = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_SHORT = {  # literals that Turtle writes without quotes
    f"^^<{expand('xsd:integer')}>": re.compile(r"[+-]?[0-9]+"),
    f"^^<{expand('xsd:decimal')}>": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    f"^^<{expand('xsd:boolean')}>": re.compile(r"true|false"),
}
# Every escape in a text; the first group, those that a long string can do without.
_ESCAPE = re.compile(r'\\(?:(n|"(?!\\"|$))|.)')
_WIDTH = 100
_TYPE = f"<{expand('rdf:type')}>"


def turtle(graph: "Graph") -> bytes:
    """The union of all sources as Turtle."""
    writer = _Writer(graph.base)
    return writer.document(writer.blocks(statements(graph).blocks(), ""))


def trig(graph: "Graph") -> bytes:
    """Each source's statements in a graph of its own, as TriG."""
    writer = _Writer(graph.base)
    return writer.document(writer.graphs(statements(graph).graphs()))


class _Writer:
    """Writes blocks, and remembers which prefixes that took."""

    def __init__(self, base: str) -> None:
        own = {kind: f"{base}{kind}/" for kind in OWN}
        self._namespaces = {"": base, **own, **PREFIXES}
        self._prefixes = {namespace: name for name, namespace in self._namespaces.items()}
        self._used: set[str] = set()
        self._names: dict[str, str] = {}

    def document(self, body: Iterable[str]) -> bytes:
        text = "\n".join(body)  # first, because it decides which prefixes are used
        heads = [
            f"@prefix {name}: <{namespace}> ."
            for name, namespace in self._namespaces.items()
            if name in self._used
        ]
        return "\n".join((*heads, text, "")).encode()

    def graphs(
        self, graphs: Iterable[tuple[ox.NamedNode | ox.BlankNode | None, Iterator[Block]]]
    ) -> Iterator[str]:
        for name, blocks in graphs:
            yield "\n{" if name is None else f"\n{self._term(str(name))} {{"
            yield from self.blocks(blocks, "    ")
            yield "}"

    def blocks(self, blocks: Iterable[Block], indent: str) -> Iterator[str]:
        heading = ""
        for block in blocks:
            if block.heading != heading:
                heading = block.heading
                yield f"\n{indent}# {heading}"
            yield f"\n{indent}{self._term(block.subject)} {self._said(block, indent)} ."

    def _said(self, block: Block, indent: str) -> str:
        said = [
            f"{'a' if name == _TYPE else self._name(name)}{self._values(list(values), indent)}"
            for name, values in block.says
        ]
        return f" ;\n{indent}    ".join(said)

    def _values(self, values: list[str], indent: str) -> str:
        if len(values) == 1:
            return f" {self._term(values[0])}"
        written = [self._term(value) for value in values]
        line = " , ".join(written)
        if len(line) <= _WIDTH and "\n" not in line:
            return f" {line}"
        deeper = f"\n{indent}        "
        return deeper + f" ,{deeper}".join(written)

    def _term(self, text: str) -> str:
        """A term in the syntax of N-Triples as Turtle writes it: shortened where that loses nothing."""
        if text[0] == '"':
            return self._literal(text)
        return text if text.startswith(("_", "<<")) else self._name(text)

    def _name(self, text: str) -> str:
        """An address in angle brackets, or its prefixed name."""
        name = self._names.get(text)
        if name is None:
            cut = max(text.rfind("/"), text.rfind("#")) + 1
            prefix, local = self._prefixes.get(text[1:cut]), text[cut:-1]
            if prefix is not None and _LOCAL.fullmatch(local):
                self._used.add(prefix)
                name = f"{prefix}:{local}"
            self._names[text] = name = name or text
        return name

    def _literal(self, text: str) -> str:
        close = text.rindex('"')
        value, kind = text[1:close], text[close + 1 :]
        if kind in _SHORT and _SHORT[kind].fullmatch(value):
            return value
        if kind.startswith("^^"):
            kind = f"^^{self._name(kind[2:])}"
        if r"\n" in value:
            long = _ESCAPE.sub(_unescaped, value)
            if "\n" in long:
                return f'"""{long}"""{kind}'
        return f'"{value}"{kind}'


def _unescaped(escape: re.Match[str]) -> str:
    """Line ends and lone quotation marks as they are."""
    return {"n": "\n", '"': '"'}.get(escape[1], escape[0])
