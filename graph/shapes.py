"""The SHACL shapes asked of a graph, fast: one shapes file, two engines.

The shapes' core constraints are pySHACL's work. Their ``sh:select`` queries (SHACL 5.2) are asked of
the query engine, each once for all focus nodes with ``$this`` free, and rows are kept whose ``$this``
is an instance of one of the shape's target classes. The answer is that of pySHACL over the whole
file, which a test holds it to.
"""

from collections.abc import Iterator
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
_INSTANCES = "SELECT DISTINCT ?class ?node { ?node a ?class }"


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
    return sorted({*_core(store), *_selects(store)})


@cache
def _shapes() -> ox.Store:
    store = ox.Store()
    store.bulk_load(path=str(SHAPES), format=ox.RdfFormat.TURTLE)
    return store


def _selects(store: Store) -> Iterator[Violation]:
    instances: dict[str, set[str]] = {}
    for node_class, node in _table(store.evaluate(_INSTANCES, PREFIXES)):
        instances.setdefault(node_class, set()).add(node)
    results = _shapes().query(_CONSTRAINTS)
    for constraint, message, select, classes in _table(results):
        targets = set().union(*(instances.get(name, set()) for name in classes.split()))
        if not targets:
            continue
        results = cast("ox.QuerySolutions", store.evaluate(select, PREFIXES, constraint))
        names = [variable.value for variable in results.variables]
        for row in _table(results):
            found = dict(zip(names, row, strict=True))
            if found["this"] in targets:
                yield Violation(found["this"], constraint, "", found.get("value", ""), message)


def _table(results: Results) -> Iterator[tuple[str, ...]]:
    """The rows of a SELECT as texts, empty where unbound."""
    for terms in Solutions(cast("ox.QuerySolutions", results)).terms():
        yield tuple(str(value(term)) if term is not None else "" for term in terms)


def _core(store: Store) -> Iterator[Violation]:
    import pyshacl  # it and rdflib take longer to load than a whole query does
    import rdflib

    from detente.graph.foreign import graph_of

    data = graph_of(quad.triple for quad in store.all_quads())
    # inplace: the data graph is ours alone, a copy of it would only cost time.
    _, report, _ = pyshacl.validate(
        data, shacl_graph=_core_shapes(), inplace=True, do_owl_imports=False, allow_infos=False
    )
    sh = rdflib.Namespace(_SH)
    for result in report.subjects(rdflib.RDF.type, sh.ValidationResult):
        focus, path, rule, found, message = (
            str(report.value(result, term) or "")
            for term in (
                sh.focusNode,
                sh.resultPath,
                sh.sourceConstraintComponent,
                sh.value,
                sh.resultMessage,
            )
        )
        yield Violation(focus, rule, path, found, message)


@cache
def _core_shapes() -> "rdflib.Graph":
    """The shapes without their SPARQL constraints."""
    import rdflib

    shapes = rdflib.Graph().parse(SHAPES, format="turtle")
    shapes.remove((None, rdflib.URIRef(_SH + "sparql"), None))
    return shapes
