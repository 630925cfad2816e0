"""A page of a graph that is too large for one."""

import pytest

import detente
from detente.exports.explorer import part
from detente.exports.explorer.page import render


def test_a_graph_that_fits_is_left_as_it_is() -> None:
    graph = detente.open()
    assert part.fitting(graph) == (graph, "")


def test_of_a_large_graph_whole_issues_are_shown_and_the_page_says_so(monkeypatch) -> None:
    monkeypatch.setattr(part, "MOST", 6)
    monkeypatch.setattr(part, "SHOWN", 6)
    graph = detente.open()
    small, sentence = part.fitting(graph)
    ids = {str(row["p"]) for row in small.rows("SELECT ?p { ?p a neg:Position }")}
    whole = list(graph.rows("SELECT ?p ?i { ?p neg:onIssue ?i }"))
    issues = {row["i"] for row in whole if row["p"] in ids}
    assert ids == {row["p"] for row in whole if row["i"] in issues}
    assert 0 < len(ids) < len(whole)
    assert f"shows {len(ids)} of {len(whole)} positions" in sentence
    # What they rest on came along.
    quotes = "SELECT ?q { ?p neg:holder ?h ; neg:passage/oa:exact ?q }"
    assert len(list(small.rows(quotes))) >= len(ids)
    assert sentence in render(graph)


@pytest.mark.parametrize("name", ["ru-ua-2025", "tramway-strike"])
def test_a_part_is_part_of_the_whole(name, monkeypatch) -> None:
    monkeypatch.setattr(part, "MOST", 3)
    monkeypatch.setattr(part, "SHOWN", 3)
    graph = detente.open(name)
    small, _ = part.fitting(graph)
    assert set(small.quads) < set(graph.quads)
