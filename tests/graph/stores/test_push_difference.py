"""What separates two graphs, whatever form an engine gives values and blank nodes."""

from collections.abc import Iterable

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.graph.stores.push.difference import Difference, State, difference
from detente.graph.stores.push.triples import key, plain
from detente.graph.stores.push.wording import Limits, operations, packed, term_text

XSD = "http://www.w3.org/2001/XMLSchema#"
GRAPH = ox.NamedNode("urn:graph")


def literal(value: str, kind: str) -> ox.Literal:
    return ox.Literal(value, datatype=ox.NamedNode(XSD + kind))


SAME = [
    (literal("1.50", "decimal"), literal("1.5", "decimal")),
    (literal("-0.0", "decimal"), literal("0", "decimal")),
    (literal("+.5", "decimal"), literal("0.5", "decimal")),
    (literal("5", "decimal"), literal("5", "integer")),
    (literal("007", "int"), literal("7", "integer")),
    (literal("1e0", "double"), literal("1.0", "double")),
    (literal("+INF", "double"), literal("INF", "double")),
    (literal("1", "boolean"), literal("true", "boolean")),
    (literal("2025-05-19T10:00:00.50Z", "dateTime"), literal("2025-05-19T10:00:00.5Z", "dateTime")),
    (literal("2025-05-19+00:00", "date"), literal("2025-05-19Z", "date")),
    (literal("PT60S", "duration"), literal("PT1M", "duration")),
    (ox.Literal("a", language="en-GB"), ox.Literal("a", language="en-gb")),
    (ox.Literal("a"), literal("a", "string")),
]
OTHER = [
    (literal("1.5", "decimal"), literal("1.5", "double")),
    (literal("1.5", "decimal"), literal("1.51", "decimal")),
    (
        literal("123456789012345678901234567891", "decimal"),
        literal("123456789012345678901234567890", "decimal"),
    ),
    (literal("10", "integer"), literal("1", "integer")),
    (literal(".", "decimal"), literal("0", "decimal")),
    (literal("1_0", "double"), literal("10", "double")),
    (ox.Literal("a", language="en"), ox.Literal("a", language="de")),
    (ox.Literal("a", language="en"), ox.Literal("A", language="en")),
    (ox.Literal("a"), ox.Literal("a", language="en")),
    (ox.Literal("2025"), literal("2025", "gYear")),
    (literal("2025-05-19", "date"), literal("2025-05-20", "date")),
]


@pytest.mark.parametrize(("one", "other"), SAME, ids=str)
def test_forms_of_one_value_are_the_same(one: ox.Literal, other: ox.Literal) -> None:
    assert plain(one) == plain(other)
    assert plain(plain(one)) == plain(one)


@pytest.mark.parametrize(("one", "other"), OTHER, ids=str)
def test_other_values_stay_apart(one: ox.Literal, other: ox.Literal) -> None:
    assert plain(one) != plain(other)


# The engine of these tests keeps the two apart, so that they would be counted as two.
FOLDED = (literal("5", "decimal"), literal("5", "integer"))

NODES = st.sampled_from([ox.NamedNode(f"urn:{name}") for name in "abc"])
BLANKS = st.sampled_from([ox.BlankNode(name) for name in "xy"])
LITERALS = (
    st.sampled_from([it for pair in SAME + OTHER for it in pair if it not in FOLDED])
    | st.text(st.characters(exclude_categories=("Cs",)), max_size=8).map(ox.Literal)
    | st.sampled_from(
        ['"', "\\", "\\u0022", "\\\\U0001F600", "a\r\nb", "\u202eb", "'''", "\0", "}"]
    ).map(ox.Literal)
)
GROUND = st.builds(ox.Triple, NODES, NODES, NODES | LITERALS)
ANY = st.builds(ox.Triple, NODES | BLANKS, NODES, NODES | LITERALS | BLANKS)


def stored(triples: Iterable[ox.Triple]) -> ox.Store:
    """An endpoint's graph, values in the engine's own form."""
    store = ox.Store()
    store.extend(ox.Quad(it.subject, it.predicate, it.object, GRAPH) for it in triples)
    return store


def triples_of(store: ox.Store) -> list[ox.Triple]:
    return [quad.triple for quad in store.quads_for_pattern(None, None, None, GRAPH)]


def between(ours: Iterable[ox.Triple], store: ox.Store) -> Difference:
    held = triples_of(store)
    ours = list(ours)
    return difference(GRAPH.value, lambda: iter(ours), (lambda: iter(held)) if held else None)


@given(st.lists(ANY, max_size=12), st.lists(ANY, max_size=12), st.integers(1, 400))
def test_the_update_makes_the_graph_the_sources_and_a_second_one_has_nothing_to_do(
    ours: list[ox.Triple], theirs: list[ox.Triple], size: int
) -> None:
    store = stored(theirs)
    found = between(ours, store)
    assert found.before == len(store)
    # Blank nodes keep their operation together, so small requests are fine.
    for request in packed(operations(found), Limits(size=size)):
        store.update(request)
    assert len(store) == found.after == len(stored(ours))
    again = between(ours, store)
    assert again.state in (State.UNCHANGED, State.NEW)
    assert not list(again.added()) or again.state is State.NEW
    assert not again.removed


@given(st.lists(GROUND, max_size=12), st.lists(GROUND, max_size=12))
def test_only_what_differs_is_sent(ours: list[ox.Triple], theirs: list[ox.Triple]) -> None:
    store = stored(theirs)
    found = between(ours, store)
    one, other = {key(it) for it in ours}, {key(it) for it in triples_of(store)}
    assert {key(it) for it in found.added()} == one - other
    assert {key(it) for it in found.removed} == other - one
    assert (found.plus, found.minus) == (len(one - other), len(other - one))


@given(LITERALS)
def test_every_literal_comes_through_an_update_as_it_is(value: ox.Literal) -> None:
    node = ox.NamedNode("urn:a")
    triple = ox.Triple(node, node, value)
    store = ox.Store()
    for request in packed(operations(between([triple], store)), Limits()):
        store.update(request)
    assert triples_of(store) == triples_of(stored([triple]))
    # The same for an engine that resolves \u escapes before it reads strings.
    assert '\\"' not in term_text(ox.Literal("\\u0022")).replace("\\u0075", "u").replace("\\\\", "")


def test_lone_surrogates_never_get_into_a_graph() -> None:
    with pytest.raises(ValueError, match="literal value"):
        ox.Literal("\ud800")


def test_blank_nodes_with_other_labels_are_no_change() -> None:
    a, p = ox.NamedNode("urn:a"), ox.NamedNode("urn:p")
    ours = [ox.Triple(a, p, ox.BlankNode("x")), ox.Triple(ox.BlankNode("x"), p, ox.Literal("1"))]
    theirs = [ox.Triple(a, p, ox.BlankNode("q")), ox.Triple(ox.BlankNode("q"), p, ox.Literal("1"))]
    assert between(ours, stored(theirs)).state is State.UNCHANGED
    changed = between(ours, stored(theirs[:1]))
    assert changed.whole
    assert len(changed.removed) == 1
