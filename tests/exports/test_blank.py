"""Blank nodes get the same labels whatever the parser called them."""

import random

import pyoxigraph as ox
import pytest

from detente.exports.blank import labelled

P, Q = ox.NamedNode("http://e/p"), ox.NamedNode("http://e/q")


def ring(size: int) -> list[tuple[int, ox.NamedNode, int]]:
    return [(n, P, (n + 1) % size) for n in range(size)]


GRAPHS = {
    "chain": [(n, P, n + 1) for n in range(20)],
    "ring": ring(7),
    "two rings": [*ring(5), *((a + 5, p, b + 5) for a, p, b in ring(5))],
    "all with all": [(a, P, b) for a in range(8) for b in range(8) if a != b],
    "look-alikes": [(n, P, 100) for n in range(30)],
    "itself": [(0, P, 0), (1, P, 2), (2, P, 1)],
    "tree": [(n, P if n % 2 else Q, n // 2) for n in range(1, 32)],
}


def under_other_names(edges: list[tuple[int, ox.NamedNode, int]], seed: int) -> tuple[ox.Quad, ...]:
    chance = random.Random(seed)  # noqa: S311 - the same shuffles on every run
    names = [f"x{n}" for n in range(200)]
    chance.shuffle(names)
    quads = [ox.Quad(ox.BlankNode(names[a]), p, ox.BlankNode(names[b])) for a, p, b in edges]
    return tuple(sorted(quads, key=str))


@pytest.mark.parametrize("name", GRAPHS)
def test_same_labels_on_every_run(name: str):
    written = {labelled(under_other_names(GRAPHS[name], seed)) for seed in range(4)}
    assert len(written) == 1
    assert len(next(iter(written))) == len(GRAPHS[name])


def test_quads_without_blank_nodes_are_left_alone():
    quads = (ox.Quad(P, P, P), ox.Quad(P, P, Q))
    assert labelled(quads) is quads


def test_inside_a_quoted_triple():
    one, other = ox.BlankNode("one"), ox.BlankNode("other")
    quad = ox.Quad(P, P, ox.Triple(one, P, other), one)
    assert labelled((quad,)) == labelled((ox.Quad(P, P, ox.Triple(other, P, one), other),))
