"""Large graphs: written as they come, and holding what they hold."""

import pyoxigraph as ox
import pytest

import detente
from detente.exports import FORMATS, content_of, export
from detente.exports import large as module

LARGE = [name for name, known in FORMATS.items() if known.lines]


def said(text: bytes, name: str) -> set[str]:
    formats = {
        "turtle": ox.RdfFormat.TURTLE,
        "trig": ox.RdfFormat.TRIG,
        "ntriples": ox.RdfFormat.N_TRIPLES,
        "nquads": ox.RdfFormat.N_QUADS,
    }
    return {str(quad) for quad in ox.parse(text, format=formats[name])}


@pytest.mark.parametrize("name", LARGE)
def test_a_large_graph_is_written_with_all_its_statements(name, tmp_path, monkeypatch) -> None:
    laid_out = export(detente.open(), name)
    path = tmp_path / "talks.nq"
    path.write_bytes(export(detente.open(), "nquads"))
    monkeypatch.setattr(module, "MOST", 100)
    for graph in (detente.open(), detente.open(path)):
        content = content_of(graph, name)
        assert callable(content)
        assert said(graph.export(name, tmp_path / "written"), name) == said(laid_out, name)
        assert (tmp_path / "written").read_bytes() == export(graph, name)


def test_the_formats_for_large_graphs_were_tried() -> None:
    assert LARGE == ["turtle", "trig", "ntriples", "nquads"]


def test_a_small_graph_is_laid_out(monkeypatch) -> None:
    monkeypatch.setattr(module, "MOST", 1_000_000)
    assert isinstance(content_of(detente.open(), "turtle"), bytes)
