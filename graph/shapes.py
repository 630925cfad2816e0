"""The SHACL shapes asked of a graph, fast: one shapes file, two engines.

The shapes' core constraints are pySHACL's work. Their ``sh:select`` queries (SHACL 5.2) are asked of
the query engine, each once for all focus nodes with ``$this`` free, and rows are kept whose ``$this``
is an instance of one of the shape's target classes. The answer is that of pySHACL over the whole
file, which a test holds it to.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from detente.graph.answer import Solutions, value
from detente.graph.store import Results, Store
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
        results = cast("ox.QuerySolutions", store.evaluate(select, PREFIXES, constraint))
        names = [variable.value for variable in results.variables]
        for row in _table(results):
            found = dict(zip(names, row, strict=True))
            if found["this"] in targets:
                # The standard's words: where a query names no value, it is the node itself.
                value_ = found.get("value") or found["this"]
                yield Violation(found["this"], constraint, "", value_, message)


def _table(results: Results) -> Iterator[tuple[str, ...]]:
    """The rows of a SELECT as texts, empty where unbound."""
    for terms in Solutions(cast("ox.QuerySolutions", results)).terms():
        yield tuple(str(value(term)) if term is not None else "" for term in terms)


def _core(store: Store, instances: dict[str, set[str]]) -> Iterator[Violation]:
    import pyshacl  # it and rdflib take longer to load than a whole query does
    import rdflib

    from detente.graph.foreign import graph_of

    shapes = _core_shapes()
    sh = rdflib.Namespace(_SH)
    # All that pySHACL looks at: the classes of nodes, and what the shapes name of their focus nodes.
    focus = set().union(
        *(instances.get(str(it), ()) for it in shapes.objects(None, sh.targetClass))
    )
    named = {str(term) for term in shapes.objects()}
    classes = {str(rdflib.RDF.type), str(rdflib.RDFS.subClassOf)}
    triples = (
        quad.triple
        for quad in store.all_quads()
        if quad.predicate.value in classes
        or (quad.predicate.value in named and str(value(quad.subject)) in focus)
    )
    with _quiet():
        data = graph_of(triples)
        # inplace: the data graph is ours alone, a copy of it would only cost time.
        _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inplace=True)
    for result in report.subjects(rdflib.RDF.type, sh.ValidationResult):
        found = (
            str(report.value(result, term) or "")
            for term in (
                sh.focusNode,
                sh.sourceConstraintComponent,
                sh.resultPath,
                sh.value,
                sh.resultMessage,
            )
        )
        yield Violation(*found)


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
