"""The part of a very large graph that fits on a page, and a sentence that says so.

A page is for reading: where there are more positions than ``MOST`` it has those of the issues that were last
spoken on, whole issues as long as ``SHOWN`` is not passed, with everything they rest on.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

import pyoxigraph as ox

from detente.graph.graph import Graph
from detente.graph.stores.local import LocalStore
from detente.ontology.terms import neg

MOST = 10_000
SHOWN = 2_000
_BATCH = 500

_ANY = "SELECT ?p {{ ?p neg:holder ?h }} LIMIT {most}"
_ISSUES = """
SELECT ?issue (COUNT(DISTINCT ?p) AS ?number) (MAX(STR(?day)) AS ?last) {
    ?p neg:onIssue ?issue .
    OPTIONAL { ?p neg:validFrom ?day }
}
GROUP BY ?issue
"""
_ON = "SELECT ?p {{ VALUES ?issue {{ {those} }} ?p neg:onIssue ?issue }}"
_OPTIONS = "SELECT ?o {{ VALUES ?issue {{ {those} }} ?o neg:optionOf ?issue }}"
_CODINGS = "SELECT DISTINCT ?c { ?c prov:used ?document }"
_SAID = "SELECT ?g ?s ?p ?o {{ VALUES ?s {{ {those} }} GRAPH ?g {{ ?s ?p ?o }} }}"


def fitting(graph: Graph) -> tuple[Graph, str]:
    """The graph itself and nothing to say, or the part of it that fits and what is left out."""
    if sum(1 for _ in islice(graph.terms(_ANY.format(most=MOST + 1)), MOST + 1)) <= MOST:
        return graph, ""
    rows = [
        (str(row["last"] or ""), str(row["issue"]), int(str(row["number"])))
        for row in graph.rows(_ISSUES)
    ]
    rows.sort(reverse=True)
    issues: list[str] = []
    number = 0
    for _, issue, positions in rows:
        if issues and number + positions > SHOWN:
            break
        issues.append(issue)
        number += positions
    whole = sum(positions for *_, positions in rows)
    quads = tuple(_closure(graph, issues))
    part = Graph(
        graph.name, lambda: LocalStore.in_memory(quads), base=graph.base, quads=lambda: quads
    )
    sentence = (
        f"This page shows {number:,} of {whole:,} positions: those on the {len(issues):,} of {len(rows):,} "
        "issues on which positions were last taken. The others are in the data."
    )
    return part, sentence


def _closure(graph: Graph, issues: Iterable[str]) -> Iterator[ox.Quad]:
    """Everything that is said about the issues, their options and positions, and what these rest on."""
    those = " ".join(f"<{issue}>" for issue in issues)
    waiting: list[str] = [
        _value(term)
        for query in (_ON.format(those=those), _OPTIONS.format(those=those), _CODINGS)
        for (term,) in graph.terms(query)
    ]
    seen = {*waiting, *issues}
    waiting += issues
    while waiting:
        found: list[str] = []
        for start in range(0, len(waiting), _BATCH):
            batch = waiting[start : start + _BATCH]
            subjects = " ".join(f"<{subject}>" for subject in batch)
            for name, subject, property_, value in graph.terms(_SAID.format(those=subjects)):
                yield ox.Quad(subject, property_, value, name)  # type: ignore[arg-type]
                address = _value(value)
                # The next subjects; not earlier positions, which would bring their issues along.
                follows = isinstance(value, ox.NamedNode) and address.startswith(graph.base)
                if follows and address not in seen and _value(property_) != neg.supersedes:
                    seen.add(address)
                    found.append(address)
        waiting = found


def _value(term: object) -> str:
    return str(getattr(term, "value", ""))
