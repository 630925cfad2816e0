"""RDF/XML, one element for each subject, for tools that read nothing newer.

Holds every statement once but not which source it comes from. Cannot hold a property whose address
does not end in an XML name, a text with characters that XML forbids, or RDF 1.2's quoted triples and
base directions: such a graph is refused, never changed.
"""

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from detente.exports.plain import require_plain
from detente.exports.statements import Block, statements
from detente.exports.xml_text import FORBIDDEN
from detente.graph.answer import Term
from detente.graph.errors import UsageError
from detente.ontology.prefixes import PREFIXES, expand

if TYPE_CHECKING:
    from detente.graph.graph import Graph

_RDF = PREFIXES["rdf"]
_STRING = expand("xsd:string")
# XML names without colon: productions 4 and 4a of XML 1.0, and what may only follow.
_START = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NAME = re.compile(f"[{_START}][{_START}0-9.\u00b7\u0300-\u036f\u203f\u2040-]*")
_NO_NAME = re.compile(f"[^{_START}0-9.\u00b7\u0300-\u036f\u203f\u2040-]")
_OTHERS = "use turtle, trig, ntriples, nquads or jsonld"
_TEXT_ESCAPES = {"\r": "&#13;"}
_ATTRIBUTE_ESCAPES = {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}


def rdfxml(graph: "Graph") -> bytes:
    """The union of all sources as RDF/XML.

    Raises UsageError when RDF/XML cannot hold the graph.
    """
    found = statements(graph)
    require_plain(found.quads, "RDF/XML")
    writer = _Writer()
    body = "\n".join(writer.block(block) for block in found.blocks())
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{writer.head()}\n{body}\n</rdf:RDF>\n'.encode()


class _Writer:
    def __init__(self) -> None:
        self._known = {namespace: name for name, namespace in PREFIXES.items()}
        self._namespaces = {_RDF: "rdf"}
        self._names: dict[str, str] = {}

    def head(self) -> str:
        ordered = sorted((name, namespace) for namespace, name in self._namespaces.items())
        return (
            "\n    ".join(
                [
                    "<rdf:RDF",
                    *(f"xmlns:{name}={_attribute(namespace)}" for name, namespace in ordered),
                ]
            )
            + ">"
        )

    def block(self, block: Block) -> str:
        lines = [f"<rdf:Description {_node(block.subject, 'about')}>"]
        lines += [
            f"  {self._element(property_, value)}"
            for property_, values in block.says
            for value in values.values()
        ]
        return "\n".join((*lines, "</rdf:Description>"))

    def _element(self, property_: str, value: Term) -> str:
        name = self._name(property_[1:-1])
        if not isinstance(value, ox.Literal):
            return f"<{name} {_node(str(value), 'resource')}/>"
        if FORBIDDEN.search(value.value):
            raise UsageError(
                f"RDF/XML cannot hold a text with the character "
                f"U+{ord(FORBIDDEN.findall(value.value)[0]):04X}\n    For this graph {_OTHERS}."
            )
        kind = ""
        if value.language:
            kind = f" xml:lang={_attribute(value.language)}"
        elif value.datatype.value != _STRING:
            kind = f" rdf:datatype={_attribute(value.datatype.value)}"
        return f"<{name}{kind}>{escape(value.value, _TEXT_ESCAPES)}</{name}>"

    def _name(self, iri: str) -> str:
        """The property's XML name, under a prefix of its own where none is known."""
        if iri not in self._names:
            match = _NAME.search(iri, _end_of_last(_NO_NAME, iri))
            if not match:
                raise UsageError(
                    f"RDF/XML cannot hold the property <{iri}>: it does not end in a name\n"
                    f"    For this graph {_OTHERS}."
                )
            namespace = iri[: match.start()]
            if namespace not in self._namespaces:
                known = self._known.get(namespace)
                self._namespaces[namespace] = known or f"ns{len(self._namespaces)}"
            self._names[iri] = f"{self._namespaces[namespace]}:{match[0]}"
        return self._names[iri]


def _node(text: str, role: str) -> str:
    if text.startswith("_:"):
        return f'rdf:nodeID="{text.removeprefix("_:")}"'
    return f"rdf:{role}={_attribute(text[1:-1])}"


def _end_of_last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.end() for match in pattern.finditer(text)), default=0)


def _attribute(text: str) -> str:
    return quoteattr(text, _ATTRIBUTE_ESCAPES)
