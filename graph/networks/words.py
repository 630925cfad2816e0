"""The words behind positions, for the edges of networks."""

from collections import defaultdict

from detente.graph.graph import Graph
from detente.graph.scope import EVERYTHING, Scope

Words = dict[str, tuple[str, ...]]

_QUOTES = """
SELECT DISTINCT ?position ?quote ?start {{
    {scope}
    ?p neg:holder ?holder ; neg:passage ?passage .
    ?passage oa:exact ?quote ; oa:start ?start .
    OPTIONAL {{ ?p dct:identifier ?id }}
    BIND(COALESCE(?id, STR(?p)) AS ?position)
}}
ORDER BY ?position ?start ?quote
"""


def quotes_of_positions(graph: Graph, scope: Scope = EVERYTHING) -> Words:
    """Position id → the exact quotes that carry it, in the order of the text."""
    quotes: dict[str, list[str]] = defaultdict(list)
    for row in graph.rows(_QUOTES.format(scope=scope.where())):
        found = quotes[str(row["position"])]
        if row["quote"] not in found:
            found.append(str(row["quote"]))
    return {position: tuple(words) for position, words in quotes.items()}
