"""JSON-LD reads well as plain JSON, too."""

import json
from collections.abc import Callable
from typing import Any

import pyoxigraph as ox
import pytest

from detente.exports import export
from detente.graph.graph import Graph


def document(graph: Graph) -> dict[str, Any]:
    return json.loads(export(graph, "jsonld"))  # type: ignore[no-any-return]


def nodes(graph: Graph) -> dict[str, dict[str, Any]]:
    return {n["@id"]: n for g in document(graph)["@graph"] for n in g.get("@graph", [g])}


def test_a_position_by_the_ontologys_own_words(seed: Graph):
    position = nodes(seed)["position/russia-territory"]
    assert (
        position.items()
        >= {
            "@type": "neg:Position",
            "holder": "party/russia",
            "act": "code:demand",
            "option": "option/four-regions-and-crimea",
            "confidence": "0.95",
        }.items()
    )


def test_the_context_is_inside_and_fetches_nothing(seed: Graph):
    context = document(seed)["@context"]
    assert isinstance(context, dict)
    assert "@import" not in context
    assert context["holder"] == {"@id": "neg:holder", "@type": "@id"}
    assert context["confidence"] == {"@id": "neg:confidence", "@type": "xsd:decimal"}


def test_sources_are_graphs_of_their_own(seed: Graph):
    names = [graph["@id"] for graph in document(seed)["@graph"]]
    assert names == ["graph/agenda", "graph/outside", "graph/000_03c997c70ceb518a"]


def test_numbers_are_numbers_where_json_keeps_them(make: Callable[[str], Graph]):
    found = nodes(make(":s :whole 3 ; :large 12345678901234567890 ; :true true ; :share 0.9 ."))[
        "s"
    ]
    base = "https://w3id.org/detente/dossier/t/"
    assert found[f"{base}whole"] == 3
    assert found[f"{base}large"] == {"@value": "12345678901234567890", "@type": "xsd:integer"}
    assert found[f"{base}true"] is True
    assert found[f"{base}share"] == "0.9"


def test_no_base_where_nothing_lies_under_it(make: Callable[[str], Graph]):
    graph = make("<http://e/s> <http://e/p> <http://e/o> .")
    graph.base = "https://w3id.org/detente/dossier/my talks/"
    assert "@base" not in document(graph)["@context"]


CLASHES = [
    ":s :p <neg:x> , <code:y> ; neg:holder <org:z> .",
    ":s neg:option <holder:x> , <option:y> ; neg:holder :h .",
    ":s <rdfs:label> <schema:about> ; rdfs:label 'a' .",
    ":s a 'a literal' , neg:Party .",
    ":s neg:holder 'text' , 'texte'@fr , 1 , true , :h .",
    ":s neg:x-y 1 ; neg:x_y 2 ; <https://w3id.org/detente/ns#> 3 .",
    "<https://w3id.org/detente/dossier/t/a//b> :p <https://w3id.org/detente/dossier/t/a:b> .",
    "<https://w3id.org/detente/dossier/t/../b> :p <https://w3id.org/detente/dossier/t/> .",
    "_:b :p _:b . _:g { _:b :p 'x' }",
]


@pytest.mark.parametrize("statements", CLASHES)
def test_no_address_is_taken_for_a_prefix(statements: str, make: Callable[[str], Graph]):
    graph = make(statements)

    def canonical(quads: Any) -> set[str]:
        found = ox.Dataset(quads)
        found.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        return {str(quad) for quad in found}

    read = ox.parse(export(graph, "jsonld"), format=ox.RdfFormat.JSON_LD)
    assert canonical(read) == canonical(graph.quads)
