"""Small graphs for tests, from inline Turtle."""

from collections.abc import Callable
from pathlib import Path

import pytest

import detente

PREFIXES = """
@prefix neg: <https://w3id.org/detente/ns#> .
@prefix code: <https://w3id.org/detente/code/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix : <https://example.org/> .
"""

MakeGraph = Callable[[str], detente.Graph]


@pytest.fixture
def turtle(tmp_path: Path) -> MakeGraph:
    """A graph from the text of a Turtle file; common prefixes are declared."""

    def make(text: str) -> detente.Graph:
        path = tmp_path / "small.ttl"
        path.write_text(PREFIXES + text, encoding="utf-8")
        return detente.open(path)

    return make


@pytest.fixture(scope="session")
def seed() -> detente.Graph:
    """The bundled dossier."""
    return detente.open()
