"""What the query page completes: prefixes, the ontology's terms with their meaning, the graph's things."""

import json
from typing import Any

from detente.graph.graph import Graph
from detente.graph.parameters import KINDS, parameter_term
from detente.ontology.prefixes import PREFIXES

LISTED = {**KINDS, "place": "schema:Place", "condition": "neg:Condition"}
"""Kinds of things, and the class of each."""

MOST = 300  # things of one kind that are given at once

_TERMS = """
SELECT ?term ?type ?label ?means {
  VALUES ?type { owl:Class owl:ObjectProperty owl:DatatypeProperty owl:AnnotationProperty neg:Code }
  GRAPH <https://w3id.org/detente/ns> {
    ?term a ?type .
    OPTIONAL { ?term rdfs:label ?named . FILTER(LANG(?named) IN ("en", "")) }
    OPTIONAL { ?term skos:prefLabel ?preferred . FILTER(LANG(?preferred) IN ("en", "")) }
    OPTIONAL { ?term rdfs:comment ?comment . FILTER(LANG(?comment) IN ("en", "")) }
    OPTIONAL { ?term skos:definition ?definition . FILTER(LANG(?definition) IN ("en", "")) }
  }
  BIND(STR(COALESCE(?named, ?preferred)) AS ?label)
  BIND(STR(COALESCE(?definition, ?comment)) AS ?means)
}
ORDER BY ?term ?type
"""

_KINDS = {"Class": "class", "Code": "code"}

# Not sorted: so the engine can stop when it has enough.
_THINGS = """
SELECT DISTINCT ?iri ?id ?label ?asks {{
  ?iri a {type} .
  OPTIONAL {{ ?iri skos:prefLabel ?asks }}
  OPTIONAL {{ ?iri dct:identifier ?id }}
  OPTIONAL {{ ?iri rdfs:label|schema:name ?label }}
  {filter}
}}
LIMIT {most}
"""


def terms(graph: Graph) -> bytes:
    """Prefixes and the ontology's terms, as JSON."""
    found: dict[str, dict[str, str]] = {}
    for row in graph.rows(_TERMS):
        iri = str(row["term"])
        kind = _KINDS.get(str(row["type"]).rpartition("#")[2], "property")
        found.setdefault(
            iri,
            {
                "iri": iri,
                "kind": kind,
                "label": str(row["label"] or ""),
                "means": str(row["means"] or ""),
            },
        )
    prefixes = {**PREFIXES, "": graph.base}
    return _json({"prefixes": prefixes, "base": graph.base, "terms": list(found.values())})


def things(graph: Graph, kind: str, contains: str) -> bytes:
    """The things of a kind whose names or id contain a text, as JSON: at most MOST, by their names."""
    narrowed = ""
    if contains:
        wanted = parameter_term(contains.lower())
        narrowed = (
            "OPTIONAL { ?iri skos:altLabel ?other } "
            f"FILTER(CONTAINS(LCASE(STR(?label)), {wanted}) || CONTAINS(LCASE(STR(?id)), {wanted}) "
            f"|| CONTAINS(LCASE(STR(?asks)), {wanted}) || CONTAINS(LCASE(STR(?other)), {wanted}))"
        )
    query = _THINGS.format(type=LISTED[kind], filter=narrowed, most=3 * MOST)
    found: dict[str, dict[str, str]] = {}
    for row in graph.rows(query):
        iri, id_ = str(row["iri"]), str(row["id"] or "")
        named = {"iri": iri, "id": id_, "label": str(row["label"] or id_ or iri)}
        if row["asks"]:
            named["asks"] = str(row["asks"])
        found.setdefault(iri, named)
    shown = sorted(list(found.values())[:MOST], key=lambda thing: (thing["label"], thing["iri"]))
    return _json({"kind": kind, "things": shown, "more": len(found) > MOST})


def _json(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode()
