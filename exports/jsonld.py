"""JSON-LD with its context inside: nothing has to be fetched to read it.

Holds every statement with the graph it is in. The context is made from the ontology's terms that occur:
its properties go by their bare names (``holder``, ``act``), those of other vocabularies by prefix, the
dossier's own things by their place under its address (``party/russia``). Cannot hold RDF 1.2's quoted
triples and base directions.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

import pyoxigraph as ox

from detente.exports.plain import require_plain
from detente.exports.statements import Block, Statements, statements
from detente.graph.answer import Term
from detente.ontology.prefixes import PREFIXES, expand
from detente.ontology.terms import NEG

if TYPE_CHECKING:
    from detente.graph.graph import Graph

Kind = dict[str, str]

_TYPE = expand("rdf:type")
_STRING = expand("xsd:string")
_INTEGER = expand("xsd:integer")
_BOOLEAN = expand("xsd:boolean")
_SMALL_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")  # what every JSON reader keeps exactly
_LOCAL = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_PLACE = re.compile(r"[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*)*")


def jsonld(graph: "Graph") -> bytes:
    """All sources as JSON-LD, pretty-printed."""
    found = statements(graph)
    require_plain(found.quads, "JSON-LD")
    document = _Writer(found, graph.base).document()
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


class _Writer:
    def __init__(self, found: Statements, base: str) -> None:
        self._found = found
        schemes = _schemes(found.quads)
        # A prefix that is also the scheme of an address in the data would change that address.
        self._prefixes = {ns: name for name, ns in PREFIXES.items() if name not in schemes}
        # Relative addresses need a base under which joining is mere appending.
        self._base = base if urljoin(base, "a/b") == f"{base}a/b" and urlsplit(base).netloc else ""
        self._relative = False  # whether any address was shortened to its place under the base
        self._used: set[str] = set()
        self._names: dict[str, str] = {}
        self._terms = _terms(found.quads, schemes | set(PREFIXES))
        self._kinds = _usual_kinds(found.quads)

    def document(self) -> dict[str, Any]:
        graphs: list[dict[str, Any]] = []
        for name, blocks in self._found.graphs():
            nodes = [self._node(block) for block in blocks]
            graphs += nodes if name is None else [{"@id": self._id(str(name)), "@graph": nodes}]
        return {"@context": self._context(), "@graph": graphs}

    def _context(self) -> dict[str, Any]:
        terms: dict[str, Any] = {}
        for property_, kind in sorted(self._kinds.items()):
            name = self._property(property_)
            id_ = self._compact(property_)
            if kind:
                terms[name] = {"@id": id_, **self._short(kind)}
            elif name != id_:
                terms[name] = id_
        prefixes = {name: ns for ns, name in self._prefixes.items() if name in self._used}
        return {**({"@base": self._base} if self._relative else {}), **prefixes, **terms}

    def _node(self, block: Block) -> dict[str, Any]:
        node: dict[str, Any] = {"@id": self._id(block.subject)}
        for property_, values in block.says:
            iri = property_[1:-1]
            if iri == _TYPE and not any(isinstance(v, ox.Literal) for v in values.values()):
                written: list[Any] = [
                    self._compact(v.value) if isinstance(v, ox.NamedNode) else text
                    for text, v in values.items()
                ]
                name = "@type"
            else:
                kind = self._kinds.get(iri, {})
                written = [self._value(value, kind) for value in values.values()]
                name = self._property(iri)
            node[name] = written if len(written) > 1 else written[0]
        return node

    def _value(self, value: Term, kind: Kind) -> Any:
        """A value as short as its property's usual kind allows."""
        if not isinstance(value, ox.Literal):
            id_ = self._id(str(value))
            return id_ if kind == {"@type": "@id"} else {"@id": id_}
        own = _kind(value)
        if own == kind:
            return value.value
        if not kind:
            if value.datatype.value == _INTEGER and _SMALL_INTEGER.fullmatch(value.value):
                return int(value.value)
            if value.datatype.value == _BOOLEAN and value.value in ("true", "false"):
                return value.value == "true"
        return {"@value": value.value, **self._short(own)}

    def _short(self, kind: Kind) -> Kind:
        type_ = kind.get("@type", "@id")
        return kind if type_ == "@id" else {"@type": self._compact(type_)}

    def _property(self, iri: str) -> str:
        return self._terms.get(iri) or self._compact(iri)

    def _id(self, text: str) -> str:
        """A node: a blank node's label, a place under the base, or an address."""
        iri = text[1:-1]
        if text.startswith("_"):
            return text
        if self._base and iri.startswith(self._base):
            place = iri[len(self._base) :]
            if _PLACE.fullmatch(place):
                self._relative = True
                return place
        return self._compact(iri)

    def _compact(self, iri: str) -> str:
        """An address with its namespace shortened to a prefix."""
        if iri not in self._names:
            cut = max(iri.rfind("/"), iri.rfind("#")) + 1
            prefix, local = self._prefixes.get(iri[:cut]), iri[cut:]
            if prefix and _LOCAL.fullmatch(local):
                self._used.add(prefix)
                self._names[iri] = f"{prefix}:{local}"
            else:
                self._names[iri] = iri
        return self._names[iri]


def _schemes(quads: Iterable[ox.Quad]) -> set[str]:
    """What stands before the first colon of any address in the data."""
    terms = {
        term
        for quad in quads
        for term in (quad.subject, quad.predicate, quad.object, quad.graph_name)
    }
    addresses = {term.value for term in terms if isinstance(term, ox.NamedNode)}
    addresses |= {term.datatype.value for term in terms if isinstance(term, ox.Literal)}
    return {address.partition(":")[0] for address in addresses}


def _terms(quads: Iterable[ox.Quad], taken: set[str]) -> dict[str, str]:
    """The ontology's own properties under their bare names."""
    properties = {quad.predicate.value for quad in quads}
    names = {iri: iri.removeprefix(NEG) for iri in properties if iri.startswith(NEG)}
    return {i: name for i, name in names.items() if name.isalnum() and name not in taken}


def _kind(value: Term) -> Kind:
    """What a context says of values like this one; a plain string needs nothing said."""
    if not isinstance(value, ox.Literal):
        return {"@type": "@id"}
    if value.language:
        return {"@language": value.language}
    return {} if value.datatype.value == _STRING else {"@type": value.datatype.value}


def _usual_kinds(quads: Iterable[ox.Quad]) -> dict[str, Kind]:
    """Property → the kind that most of its values have."""
    counts: dict[str, Counter[tuple[tuple[str, str], ...]]] = defaultdict(Counter)
    for quad in quads:
        if quad.predicate.value != _TYPE:
            counts[quad.predicate.value][_frozen(_kind(quad.object))] += 1
    usual: dict[str, Kind] = {}
    for property_, found in sorted(counts.items()):
        most = max(found.values())
        kind = dict(min(kind for kind, count in found.items() if count == most))
        # JSON has numbers and truth values of its own.
        usual[property_] = {} if kind.get("@type") in (_INTEGER, _BOOLEAN) else kind
    return usual


def _frozen(kind: Kind) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(kind.items()))
