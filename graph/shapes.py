"""The SHACL shapes asked of a graph, fast: one shapes file, two engines.

The shapes' core constraints are pySHACL's work. Their ``sh:select`` queries (SHACL 5.2) are asked of
the query engine, each once for all focus nodes with ``$this`` free, and rows are kept whose ``$this``
is an instance of one of the shape's target classes. The answer is that of pySHACL over the whole
file, which a test holds it to.
"""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from functools import cache
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from detente.graph.answer import Solutions, value
from detente.graph.errors import OutsideError
from detente.graph.stores.store import Rows, Store
from detente.ontology import SHAPES
from detente.ontology.prefixes import PREFIXES

if TYPE_CHECKING:
    import rdflib

_SH = "http://www.w3.org/ns/shacl#"

_CONSTRAINTS = f"""
PREFIX sh: <{_SH}>
SELECT ?constraint ?message ?select (GROUP_CONCAT(STR(?class); separator=" ") AS ?classes) {{
    ?shape sh:targetClass ?class ; sh:sparql ?constraint .
    ?constraint sh:select ?select ; sh:message ?message .
}}
GROUP BY ?constraint ?message ?select
ORDER BY ?constraint
"""
_INSTANCES = "SELECT DISTINCT ?class ?node { ?node a/rdfs:subClassOf* ?class }"

_TARGETS = f"SELECT DISTINCT ?class {{ ?shape <{_SH}targetClass> ?class }}"
_NAMED = "SELECT DISTINCT ?term { ?shape ?property ?term FILTER(ISIRI(?term)) }"
_TYPE, _SUBCLASS = PREFIXES["rdf"] + "type", PREFIXES["rdfs"] + "subClassOf"
_MANY = 20_000  # focus nodes from which on starting more processes pays

# The shapes without their queries, put so that pySHACL does the least work for the same results. It
# goes through a node shape's properties node by node; a property shape that has the target classes
# itself is gone through once for all nodes.
_CORE = f"""
PREFIX sh: <{_SH}>
CONSTRUCT {{ ?s ?p ?o . ?property sh:targetClass ?class }} {{
    {{ ?s ?p ?o FILTER(?p NOT IN (sh:property, sh:sparql, sh:select, sh:prefixes, sh:declare)) }}
    UNION
    {{ ?shape sh:targetClass ?class ; sh:property ?property }}
}}
"""


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """A node that breaks a rule. ``rule`` is the IRI of the SPARQL constraint or of the core
    constraint component; ``value`` is the offending value as text, if there is one."""

    focus: str
    rule: str
    path: str
    value: str
    message: str


def violations(store: Store) -> list[Violation]:
    """What in ``store`` breaks the shapes, ordered by node and rule; empty when it conforms."""
    instances: dict[str, set[str]] = {}
    for node_class, node in _table(store.evaluate(_INSTANCES, PREFIXES)):
        instances.setdefault(node_class, set()).add(node)
    return sorted({*_core(store, instances), *_selects(store, instances)})


@cache
def _shapes() -> ox.Store:
    store = ox.Store()
    store.bulk_load(path=str(SHAPES), format=ox.RdfFormat.TURTLE)
    return store


def _selects(store: Store, instances: dict[str, set[str]]) -> Iterator[Violation]:
    for constraint, message, select, classes in _table(_shapes().query(_CONSTRAINTS)):
        targets = set().union(*(instances.get(name, set()) for name in classes.split()))
        if not targets:
            continue
        results = cast("Rows", store.evaluate(select, PREFIXES, constraint))
        names = [variable.value for variable in results.variables]
        for row in _table(results):
            found = dict(zip(names, row, strict=True))
            if found["this"] in targets:
                # The standard's words: where a query names no value, it is the node itself.
                value_ = found.get("value") or found["this"]
                yield Violation(found["this"], constraint, "", value_, message)


def _table(results: object) -> Iterator[tuple[str, ...]]:
    """The rows of a SELECT as texts, empty where unbound."""
    for terms in Solutions(cast("Rows", results)).terms():
        yield tuple(str(value(term)) if term is not None else "" for term in terms)


def _core(store: Store, instances: dict[str, set[str]]) -> Iterator[Violation]:
    """The core constraints. They look at one focus node at a time, so that many nodes can be shared
    out among processes."""
    targets = (name for (name,) in _table(_shapes().query(_TARGETS)))
    focus = set().union(*(instances.get(name, set()) for name in targets))
    if len(focus) < _MANY:
        yield from _pyshacl(_about(store, focus, 1)[0].triples)
        return
    from concurrent.futures import ThreadPoolExecutor

    workers = os.cpu_count() or 1
    parts = _about(store, focus, workers)
    with ThreadPoolExecutor(workers) as pool:
        for part, found in zip(parts, pool.map(_pyshacl_elsewhere, parts), strict=True):
            # What the part only points to is another part's to judge.
            yield from (violation for violation in found if violation.focus in part.focus)


@dataclass(frozen=True, slots=True)
class _Part:
    """Some focus nodes and, as N-Triples, all that pySHACL looks at for them."""

    focus: set[str]
    triples: bytes


def _about(store: Store, focus: set[str], number: int) -> list[_Part]:
    """The focus nodes in so many parts, those of one named graph together: what the shapes name of
    them, and the classes of them and of what they point to."""
    named = {term for (term,) in _table(_shapes().query(_NAMED))}
    graphs: dict[str, int] = {}
    part_of: dict[str, int] = {}
    types: dict[str, list[ox.Triple]] = {}
    hierarchy: list[ox.Triple] = []
    told: list[ox.Triple] = []
    for quad in store.all_quads():
        subject = str(value(quad.subject))
        if quad.predicate.value == _TYPE:
            types.setdefault(subject, []).append(quad.triple)
            if subject in focus:
                graph = graphs.setdefault(str(quad.graph_name), len(graphs))
                part_of.setdefault(subject, graph % number)
        elif quad.predicate.value == _SUBCLASS:
            hierarchy.append(quad.triple)
        if subject in focus and quad.predicate.value in named:
            told.append(quad.triple)
    triples: list[list[ox.Triple]] = [list(hierarchy) for _ in range(number)]
    typed: list[set[str]] = [set() for _ in range(number)]
    for node, part in part_of.items():
        typed[part].add(node)
    parts = [set(nodes) for nodes in typed]
    for triple in told:
        part = part_of[str(value(triple.subject))]
        triples[part].append(triple)
        if not isinstance(triple.object, ox.Literal):
            typed[part].add(str(value(triple.object)))
    for part, nodes in enumerate(typed):
        triples[part] += [triple for node in nodes for triple in types.get(node, ())]
    return [
        _Part(nodes, ox.serialize(about, format=ox.RdfFormat.N_TRIPLES) or b"")
        for nodes, about in zip(parts, triples, strict=True)
    ]


def _pyshacl_elsewhere(part: _Part) -> list[Violation]:
    """What pySHACL finds, in a process of its own that does not import the caller's main module."""
    worker = "from detente.graph.shapes import _worker; _worker()"
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", worker], input=part.triples, capture_output=True
    )
    if done.returncode:
        raise OutsideError(f"a process of the check failed:\n{done.stderr.decode()[-400:]}")
    return [Violation(*fields) for fields in json.loads(done.stdout)]


def _worker() -> None:
    found = _pyshacl(sys.stdin.buffer.read())
    sys.stdout.write(json.dumps([astuple(violation) for violation in found]))


def _pyshacl(data: bytes) -> list[Violation]:
    import pyshacl  # it and rdflib take longer to load than a whole query does
    import rdflib

    from detente.graph.foreign import graph_of

    with _quiet():
        graph = graph_of(quad.triple for quad in ox.parse(data, format=ox.RdfFormat.N_TRIPLES))
        # inplace: the data graph is ours alone, a copy of it would only cost time.
        _, report, _ = pyshacl.validate(graph, shacl_graph=_core_shapes(), inplace=True)
    sh = rdflib.Namespace(_SH)
    asked = (
        sh.focusNode,
        sh.sourceConstraintComponent,
        sh.resultPath,
        sh.value,
        sh.resultMessage,
    )
    return [
        Violation(*(str(report.value(result, term) or "") for term in asked))
        for result in report.subjects(rdflib.RDF.type, sh.ValidationResult)
    ]


@contextmanager
def _quiet() -> Iterator[None]:
    """Keeps rdflib from logging a traceback for each literal of a wrong form; the shapes tell those."""
    logger = logging.getLogger("rdflib.term")
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before


@cache
def _core_shapes() -> "rdflib.Graph":
    from detente.graph.foreign import graph_of

    return graph_of(cast("ox.QueryTriples", _shapes().query(_CORE)))
