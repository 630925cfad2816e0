"""The second bundled dossier: nothing in the code is fitted to the first."""

from pathlib import Path

import networkx as nx
import pytest

import detente
from detente.graph.authoring.tidy import tidy
from detente.graph.questions import question_names
from detente.seeds import __file__ as seeds

FOLDER = Path(seeds).parent / "tramway-strike"


@pytest.fixture(scope="module")
def graph() -> detente.Graph:
    return detente.open("tramway-strike")


def test_it_has_no_errors(graph: detente.Graph) -> None:
    assert detente.check(graph) == ()


def test_it_is_in_canonical_layout() -> None:
    assert tidy(FOLDER, write=False).changed == ()


def test_every_saved_question_has_an_answer(graph: detente.Graph) -> None:
    answered = {name: len(list(graph.ask(name))) for name in question_names()}
    assert len(answered) >= 22
    assert {name for name, rows in answered.items() if not rows} == set()


def test_what_each_side_wants_first_is_a_loop(graph: detente.Graph) -> None:
    loops = [set(loop) for loop in nx.simple_cycles(nx.DiGraph(graph.network("linkage")))]
    assert loops == [{"pay-talks", "strike-suspended"}]


def test_both_sides_moved_on_wages(graph: detente.Graph) -> None:
    moves = """
        SELECT ?party ?before ?after {
            ?new neg:supersedes ?old ; neg:holder/dct:identifier ?party .
            ?new neg:option/neg:scaleValue ?after . ?old neg:option/neg:scaleValue ?before
        } ORDER BY ?party"""
    found = [(row["party"], float(row["before"]), float(row["after"])) for row in graph.rows(moves)]
    assert found == [("halvorsen-tramways", 3, 4.5), ("tramworkers-union", 8, 6)]


def test_three_counts_of_one_morning_contradict_each_other(graph: detente.Graph) -> None:
    counts = "SELECT ?n { ?c neg:contradicts|^neg:contradicts ?d ; schema:value ?n } GROUP BY ?n"
    assert sorted(int(str(row["n"])) for row in graph.rows(counts)) == [15, 22, 40]


def test_one_demand_rests_on_both_texts(graph: detente.Graph) -> None:
    texts = """
        SELECT DISTINCT ?text {
            ?position dct:identifier "union-conductors" .
            ?position neg:passage/prov:wasQuotedFrom/dct:identifier ?text
        } ORDER BY ?text"""
    found = [row["text"] for row in graph.rows(texts)]
    assert found == ["second-day.txt", "two-weeks-later.txt"]
