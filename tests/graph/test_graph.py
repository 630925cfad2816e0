"""What a user holds: rows, answers, and the rdflib dataset."""

import threading
import time
from decimal import Decimal

import pytest
import rdflib

import detente
from detente.graph.answer import Solutions, Triples
from detente.graph.patience import within

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def test_rows_are_read_by_name_by_position_and_as_attributes(seed) -> None:
    (row,) = seed.query(
        "SELECT ?label ?none { :party\\/russia rdfs:label ?label OPTIONAL { ?s neg:nothing ?none } }"
    )
    assert row.label == row["label"] == row[0] == rdflib.Literal("Russia", lang="en")
    assert row.none is None
    assert row.asdict() == {"label": rdflib.Literal("Russia", lang="en"), "none": None}
    assert (len(row), list(row)[1], "Russia" in repr(row)) == (2, None, True)
    with pytest.raises(AttributeError):
        row.other  # noqa: B018


def test_values_are_plain_python(seed) -> None:
    query = 'SELECT (1 AS ?i) (0.5 AS ?d) (1e0 AS ?f) (true AS ?b) ("x"@en AS ?s) ?u {}'
    assert next(seed.rows(query)) == {
        "i": 1,
        "d": Decimal("0.5"),
        "f": 1.0,
        "b": True,
        "s": "x",
        "u": None,
    }


def test_a_number_only_by_its_type_stays_text(turtle) -> None:
    graph = turtle(':a :b "many"^^<http://www.w3.org/2001/XMLSchema#decimal> .')
    (row,) = graph.rows("SELECT ?o { <https://example.org/a> <https://example.org/b> ?o }")
    assert row["o"] == "many"


def test_each_form_has_its_answer(seed) -> None:
    assert isinstance(seed.query("SELECT * { ?s a neg:Party }"), Solutions)
    assert seed.query("ASK { ?s a neg:Party }") is True
    built = seed.query("CONSTRUCT WHERE { ?s a neg:Party }")
    assert isinstance(built, Triples)
    assert len(built.rdflib()) == 6
    with pytest.raises(detente.UsageError, match="SELECT"):
        seed.rows("ASK {}")


@pytest.mark.parametrize(
    "query",
    ["SELECT ?s { ?s a neg:Party } ORDER BY ?s", "ASK {}", "CONSTRUCT WHERE { ?s a neg:Party }"],
)
def test_an_answer_is_the_same_with_a_time_limit(seed, query) -> None:
    def plain(answer):
        if isinstance(answer, Solutions):
            return list(answer.values())
        return set(answer) if isinstance(answer, Triples) else answer

    assert plain(seed.query(query, timeout=30)) == plain(seed.query(query))


def test_a_time_limit_holds(seed) -> None:
    with pytest.raises(detente.QueryTimeout, match=r"no answer within 0\.2 seconds"):
        seed.query(ENDLESS, timeout=0.2)


def test_what_fails_in_time_fails_as_without_a_limit(seed) -> None:
    with pytest.raises(detente.QueryError, match="unknown prefix"):
        seed.query("SELECT * { ?s nope:x ?o }", timeout=30)


def test_within_hands_over_results_and_errors() -> None:
    assert within(None, lambda: 3) == 3
    assert within(10, lambda: threading.current_thread() is threading.main_thread()) is False
    with pytest.raises(ZeroDivisionError):
        within(10, lambda: 1 // 0)
    with pytest.raises(detente.QueryTimeout):
        within(0.01, lambda: time.sleep(1))


def test_the_rdflib_dataset_holds_every_quad_and_its_graph(seed) -> None:
    assert len(list(seed.rdflib.quads())) == len(seed.quads)
    named = {str(graph.identifier) for graph in seed.rdflib.graphs()}
    assert {f"{seed.base}graph/agenda", f"{seed.base}graph/outside"} <= named
    found = seed.rdflib.query("SELECT (COUNT(?p) AS ?n) { ?p a neg:Position }")
    assert [int(row.n) for row in found] == [18]


def test_rdflib_and_the_engine_see_the_same_terms(seed) -> None:
    for row in seed.query("SELECT ?p ?confidence { ?p neg:confidence ?confidence }"):
        assert (
            row.p,
            rdflib.URIRef("https://w3id.org/detente/ns#confidence"),
            row.confidence,
        ) in seed.rdflib


def test_a_dossier_without_sheets_can_be_asked(tmp_path) -> None:
    (tmp_path / "dossier.yaml").write_text(
        "detente: 1\nid: empty\ntitle: Empty\nprincipals: [a]\n"
        "parties:\n  a: {label: A}\nissues:\n  i: {question: What?, options: {}}\n"
    )
    graph = detente.open(tmp_path)
    assert list(graph.ask("demands")) == []
    assert detente.check(graph) == ()
    assert graph.export("turtle")
