"""How far figures hold out: small dossiers derived by hand, and the laws that hold for any."""

from dataclasses import dataclass, replace
from fractions import Fraction
from random import Random

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import detente
from detente.graph.analysis.robustness.figure import answer, flips, number, place, values
from detente.graph.analysis.robustness.forecast_figures import forecast_figures
from detente.graph.analysis.robustness.left_out import provenance, without_places
from detente.graph.analysis.robustness.matrix_figures import matrix_figures
from detente.graph.analysis.robustness.methods import METHODS, trust_of, within_reach
from detente.graph.analysis.robustness.network_figures import network_figures
from detente.graph.analysis.robustness.ranges import Range, Trust, fragile, ranges
from detente.graph.analysis.robustness.weights import (
    CONFIDENCE,
    FIRMNESS,
    SALIENCE,
    Weight,
    drawn,
    steps,
    weights_of,
)
from detente.graph.analysis.robustness.wording import alone, because, fragility, legend, mark, shown
from detente.graph.errors import UsageError
from detente.graph.graph import Graph
from detente.graph.stores.local import LocalStore

BASE = "https://example.org/"
HEAD = f"""
@prefix neg: <https://w3id.org/detente/ns#> .
@prefix code: <https://w3id.org/detente/code/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix : <{BASE}> .
:agenda {{
    :talks a neg:Negotiation ; neg:principal :union , :company .
    :union a neg:Party ; dct:identifier "union" ; neg:capability 2 .
    :company a neg:Party ; dct:identifier "company" ; neg:capability 1 .
    :pay a neg:Issue ; dct:identifier "pay" ; neg:scale code:interval .
    :crew a neg:Issue ; dct:identifier "crew" .
    :three a neg:Option ; dct:identifier "three" ; neg:optionOf :pay ; neg:scaleValue 3 ;
        neg:incompatibleWith :eight .
    :eight a neg:Option ; dct:identifier "eight" ; neg:optionOf :pay ; neg:scaleValue 8 .
    :ten a neg:Option ; dct:identifier "ten" ; neg:optionOf :pay ; neg:scaleValue 10 .
    :rides a neg:Option ; dct:identifier "rides" ; neg:optionOf :crew .
}}
"""


@dataclass(frozen=True)
class Held:
    """One position of a small dossier."""

    id: str
    party: str
    option: str
    act: str = "demand"
    firmness: str = "stated"
    confidence: str = "1"
    salience: str = ""
    value: str = ""
    supersedes: str = ""
    superseded: bool = False


def sheet(text: str, coder: str, *positions: Held, name: str = "") -> str:
    """One source's graph: the text, who coded it, and what rests on it."""
    name = name or text
    document = f":document-{text}"
    lines = [f':graph-{name} {{ {document} a neg:Document ; dct:identifier "{text}" .']
    if coder:
        lines.append(f':coding-{name} prov:used {document} ; rdfs:label "{coder}" .')
    for it in positions:
        issue = "crew" if it.option == "rides" else "pay"
        status = "superseded" if it.superseded else "current"
        said = (
            f'a neg:Position ; dct:identifier "{it.id}" ; neg:holder :{it.party} ; neg:onIssue :{issue} ;'
            f" neg:act code:{it.act} ; neg:option :{it.option} ; neg:firmness code:{it.firmness} ;"
            f" neg:status code:{status} ; neg:confidence {it.confidence} ;"
            f" neg:evidencedBy :said-{name}-{it.id} ; neg:passage :words-{name}-{it.id}"
        )
        for key, value in (
            ("salience", it.salience),
            ("supersedes", it.supersedes and f":{it.supersedes}"),
        ):
            said += f" ; neg:{key} {value}" if value else ""
        lines.append(f":{it.id} {said} .")
        lines.append(f":said-{name}-{it.id} a neg:Statement ; neg:passage :words-{name}-{it.id} .")
        lines.append(
            f':words-{name}-{it.id} a neg:Passage ; oa:exact "{it.id}" ; oa:start 0 ; oa:end 5 ;'
            f" prov:wasQuotedFrom {document} ."
        )
    return "\n".join([*lines, "}"])


def graph_of(*sheets: str, head: str = HEAD) -> Graph:
    quads = tuple(ox.parse(head + "\n".join(sheets), ox.RdfFormat.TRIG))
    return Graph("small", lambda: LocalStore.in_memory(quads), base=BASE, quads=lambda: quads)


WANTS_8 = Held("union-pay", "union", "eight", firmness="insisted")
OFFERS_3 = Held("company-pay", "company", "three", "offer")
REFUSES = Held("company-crew", "company", "rides", "refuse", firmness="insisted")
RIDES = Held("union-crew", "union", "rides", firmness="insisted")


def test_a_number_flips_by_sign_or_by_more_than_a_quarter():
    def moved(was, now):
        return bool(flips({("n",): number(was)}, {("n",): number(now)}))

    assert not moved(4, 5)
    assert moved(4, Fraction(501, 100))
    assert not moved(-4, -3)
    assert moved(1, -1)
    assert moved(0, 1)
    assert moved(1, 0)
    assert not moved(0, 0)


def test_a_place_flips_when_it_changes_places_and_not_by_a_tie():
    def order(**keys):
        return {("p", name): place(key) for name, key in keys.items()}

    before = order(a=1, b=2, c=2)
    assert list(values(before).values()) == [1, 2, 2]

    def turned(**keys):
        return {name for _, name in flips(before, order(**keys))}

    assert turned(a=2, b=2, c=2) == set()
    assert turned(a=3, b=2, c=3) == {"a", "b"}  # c is tied with one and behind the other, as before
    assert turned(b=2, c=3) == set()  # what is gone is not overtaken
    assert turned(a=9) == set()
    assert turned(a=3, b=1, c=2) == {"a", "b", "c"}


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=8))
def test_places_flip_as_pair_by_pair(keys):
    before = {("p", str(it)): place(was) for it, (was, _) in enumerate(keys)}
    after = {("p", str(it)): place(now) for it, (_, now) in enumerate(keys)}
    pairs = [(("p", str(it)), was, now) for it, (was, now) in enumerate(keys)]
    expected = {
        name
        for name, was, now in pairs
        if any((was - other_was) * (now - other_now) < 0 for _, other_was, other_now in pairs)
    }
    assert flips(before, after) == expected


def test_two_sources_that_say_the_same_hold_without_either():
    found = ranges(
        graph_of(sheet("one", "ann", WANTS_8, OFFERS_3), sheet("two", "bob", WANTS_8, OFFERS_3)),
        matrix_figures,
        draws=0,
    )
    # |8 - 3| / (10 - 3)
    apart = found.of("distance", "company-pay", "union-pay")
    assert apart.value == pytest.approx(Fraction(5, 7))
    assert apart.low == apart.value == apart.high
    assert apart.verdict == "steady"
    assert fragility(apart) is False
    assert mark(apart, found) == because(apart) == ""
    assert legend(found) == ()


def test_a_later_source_that_changes_a_position_makes_the_distance_fragile():
    """Without the second text the company's offer of 3 is current again: 5 and not 2 apart."""
    later = Held("company-pay-now", "company", "ten", "offer", supersedes="company-pay")
    found = ranges(
        graph_of(
            sheet("one", "ann", WANTS_8, replace(OFFERS_3, superseded=True)),
            sheet("two", "ann", later, WANTS_8),
        ),
        matrix_figures,
        draws=0,
    )
    apart = found.of("nearest", "company", "union")
    assert apart.low == apart.value == pytest.approx(Fraction(2, 7))
    assert apart.high == pytest.approx(Fraction(5, 7))
    assert apart.highest_without == "without two"
    assert apart.lowest_without == ""
    assert apart.verdict == "fragile"
    assert mark(apart, found) == "~"
    assert because(apart) == "without source two: 0.714; falls away without coder ann"
    # the later position itself rests on the second text alone
    assert found.of("distance", "company-pay-now", "union-pay").sources == ("two",)


def test_one_source_or_one_coder_is_never_steady():
    found = ranges(graph_of(sheet("one", "ann", WANTS_8, OFFERS_3)), matrix_figures, draws=0)
    assert {it.verdict for it in found.ranges.values()} == {"one source"}
    assert {fragility(it) for it in found.ranges.values()} == {None}
    assert legend(found) == (
        "All rests on one source and one coder; what others would show is not known.",
    )
    # what holds for all is not marked on each
    assert {mark(it, found) for it in found.ranges.values()} == {""}
    two = ranges(
        graph_of(sheet("one", "ann", WANTS_8, OFFERS_3), sheet("two", "ann", WANTS_8, OFFERS_3)),
        matrix_figures,
        draws=0,
    )
    assert {it.verdict for it in two.ranges.values()} == {"one coder"}
    assert alone(two) == "one coder"


def test_a_figure_that_one_of_several_sources_carries_is_marked():
    found = ranges(
        graph_of(sheet("one", "ann", WANTS_8, OFFERS_3), sheet("two", "bob", RIDES, REFUSES)),
        matrix_figures,
        draws=0,
    )
    apart = found.of("distance", "company-pay", "union-pay")
    assert (apart.verdict, apart.sources, apart.coders) == ("one source", ("one",), ("ann",))
    assert mark(apart, found) == "¹"
    assert because(apart) == "falls away without source one; falls away without coder ann"
    assert any(line.startswith("¹") for line in legend(found))


def test_two_coders_of_one_text_are_one_source_and_two_coders():
    graph = graph_of(
        sheet("one", "ann", WANTS_8, OFFERS_3, name="by-ann"),
        sheet("one", "bob", WANTS_8, name="by-bob"),
    )
    known = provenance(graph.quads)
    assert (list(known.sources), list(known.coders)) == (["one"], ["ann", "bob"])
    found = ranges(graph, matrix_figures, draws=0)
    apart = found.of("distance", "company-pay", "union-pay")
    assert (apart.sources, apart.coders) == (("one",), ("ann",))
    left = set(without_places(graph.quads, known, known.coders["ann"]))
    positions = {quad.subject.value for quad in left if quad.predicate.value.endswith("firmness")}
    assert positions == {f"{BASE}union-pay"}


def test_all_in_one_graph_gives_the_same():
    """As in a Turtle file: what rests on a text goes with it, though no graph of its own can be dropped."""
    later = Held("company-pay-now", "company", "ten", "offer", supersedes="company-pay")
    sheets = (
        sheet("one", "ann", WANTS_8, replace(OFFERS_3, superseded=True), RIDES, REFUSES),
        sheet("two", "bob", later, WANTS_8, REFUSES),
    )
    graph = graph_of(*sheets)
    flat = tuple(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in graph.quads)
    one = Graph("flat", lambda: LocalStore.in_memory(flat), base=BASE, quads=lambda: flat)
    apart, together = (ranges(it, matrix_figures, [FIRMNESS], draws=5) for it in (graph, one))
    assert together == apart
    assert {it.verdict for it in apart.ranges.values()} >= {"fragile", "one source"}


def test_sheets_without_a_coder_are_never_left_out_for_one():
    graph = graph_of(sheet("one", "", WANTS_8, OFFERS_3), sheet("two", "ann", WANTS_8, OFFERS_3))
    found = ranges(graph, matrix_figures, draws=0)
    assert found.uncoded
    assert {it.coders for it in found.ranges.values()} == {()}
    none = ranges(graph_of(sheet("one", "", WANTS_8, OFFERS_3)), matrix_figures, draws=0)
    assert alone(none) == "one source and coders not recorded"


def test_a_step_of_firmness_turns_the_order_of_sticking_points():
    """Sums of 4 + 4 on crew, at distance 1 as the issue has no scale, and 4 + 3 on pay, at 5/7.

    A step on either ties the sums, and then crew comes first by distance still: the order never turns.
    """
    sheets = [sheet(name, name, WANTS_8, OFFERS_3, RIDES, REFUSES) for name in ("one", "two")]
    found = ranges(graph_of(*sheets), matrix_figures, [FIRMNESS], draws=0)
    first = found.of("sticking", "company-crew", "union-crew")
    assert (first.value, first.low, first.high, first.verdict) == (1, 1, 1, "steady")
    # With 4 + 4 on pay as well, a step on either turns it.
    firm = replace(OFFERS_3, firmness="insisted")
    sheets = [sheet(name, name, WANTS_8, firm, RIDES, REFUSES) for name in ("one", "two")]
    found = ranges(graph_of(*sheets), matrix_figures, [FIRMNESS], draws=0)
    first = found.of("sticking", "company-crew", "union-crew")
    assert (first.value, first.low, first.high, first.verdict) == (1, 1, 2, "fragile")
    assert because(first).startswith("firmness of company-crew stated instead of insisted: 2; ")
    assert first.highest_without == "firmness of company-crew stated instead of insisted"
    # 4 ways to come to 7 on crew or 9 on pay
    assert len(first.flips) == 4
    # without firmness among the weights nothing of this is seen
    assert not any(fragile(ranges(graph_of(*sheets), matrix_figures, draws=0)))


def test_a_doubtful_position_is_left_out_alone():
    sheets = [
        sheet(name, name, replace(WANTS_8, confidence="0.79"), OFFERS_3) for name in ("one", "two")
    ]
    found = ranges(graph_of(*sheets), matrix_figures, draws=0)
    apart = found.of("distance", "company-pay", "union-pay")
    assert apart.verdict == "fragile"
    assert because(apart) == "without union-pay (confidence 0.79): falls away"
    assert found.steps == 1
    sure = [sheet(it, it, replace(WANTS_8, confidence="0.8"), OFFERS_3) for it in ("one", "two")]
    assert ranges(graph_of(*sure), matrix_figures, draws=0).steps == 0


def test_forecasts_move_with_salience_and_capability():
    """Weights 1 · 2 at 8 and 1 · 1 at 3: mean 19/3; the least, with capability 1.1 at 3: 19.3/3.1."""
    sheets = [
        sheet(it, it, replace(WANTS_8, salience="1"), replace(OFFERS_3, salience="1"))
        for it in ("one", "two")
    ]
    found = ranges(graph_of(*sheets), forecast_figures, ["salience", "capability"], draws=0)
    mean = found.of("mean", "pay")
    # capability of the union a tenth less: (1.8 · 8 + 3) / 2.8 = 17.4/2.8, the same as its salience so
    assert (mean.value, mean.low) == (Fraction(19, 3), Fraction(174, 28))
    assert mean.lowest_without == "capability of union 1.8 instead of 2"
    # capability of the company a tenth less: (16 + 2.7) / 2.9
    assert mean.high == Fraction(187, 29)
    assert mean.verdict == "steady"
    assert found.of("median-low", "pay").value == 8
    # capabilities both ways; saliences of 1 go no higher
    assert found.steps == 6


def test_joint_draws_tell_in_how_many_it_held():
    sheets = [sheet(it, it, replace(WANTS_8, confidence="0.85"), OFFERS_3) for it in ("one", "two")]
    found = ranges(graph_of(*sheets), matrix_figures, draws=200)
    apart = found.of("distance", "company-pay", "union-pay")
    # the position is left out in about 30 of 200 draws
    assert apart.draws == 200
    assert 150 < apart.held < 190
    assert apart.verdict == "steady"
    again = ranges(graph_of(*sheets), matrix_figures, draws=200)
    assert again == found
    doubtful = [sheet(it, it, replace(WANTS_8, confidence="0.3"), OFFERS_3) for it in "ab"]
    found = ranges(graph_of(*doubtful), matrix_figures, draws=20)
    apart = found.of("distance", "company-pay", "union-pay")
    assert apart.held < 10
    assert f"flips in {20 - apart.held} of 20 draws" in because(apart)


@pytest.mark.parametrize(
    ("weight", "expected"),
    [
        (
            Weight(FIRMNESS, "p", "", ox.NamedNode("https://w3id.org/detente/code/red-line")),
            ["insisted"],
        ),
        (Weight(FIRMNESS, "p", "", ox.NamedNode("https://w3id.org/detente/code/hinted")), ["open"]),
        (Weight(FIRMNESS, "p", "", ox.NamedNode("https://example.org/firm")), []),
        (Weight(SALIENCE, "p", "", ox.Literal("0.5")), ["0.45", "0.55"]),
        (Weight(SALIENCE, "p", "", ox.Literal("0.95")), ["0.855", "1"]),
        (Weight(SALIENCE, "p", "", ox.Literal("1")), ["0.9"]),
        (Weight("capability", "p", "", ox.Literal("20")), ["18", "22"]),
        (Weight("capability", "p", "", ox.Literal("0")), []),
        (Weight(SALIENCE, "p", "", ox.Literal("high")), []),
        (Weight(CONFIDENCE, "p", "", ox.Literal("0.9")), []),
        (Weight(CONFIDENCE, "p", "", ox.Literal("NaN")), []),
    ],
)
def test_steps(weight, expected):
    values = [step.value.value.rpartition("/")[2] for step in steps(weight)]
    assert values == expected


def test_draws_take_each_step_as_often():
    weight = Weight(FIRMNESS, "p", "", ox.NamedNode("https://w3id.org/detente/code/stated"))
    random = Random(0)  # noqa: S311 - a sample, not a secret
    taken = [drawn([weight], random) for _ in range(3000)]
    ends = [it[0].value.value.rpartition("/")[2] if it else "" for it in taken]
    assert all(900 < ends.count(end) < 1100 for end in ("", "open", "insisted"))


def test_contradictory_codings_of_one_firmness_come_back_unharmed():
    """Two sheets differ on a firmness; a draw may swap the two, and all is as before afterwards."""
    graph = graph_of(
        sheet("one", "ann", WANTS_8, OFFERS_3),
        sheet("two", "bob", replace(WANTS_8, firmness="stated"), OFFERS_3),
    )
    seen = []

    def measure(it):
        seen.append(frozenset(str(row) for row in it.rows("SELECT ?f { ?p neg:firmness ?f }")))
        return {("always",): answer(len(seen) > 0)}

    ranges(graph, measure, [FIRMNESS], draws=40)
    measure(graph)
    assert seen[0] == seen[-1]
    found = ranges(graph, matrix_figures, [FIRMNESS], draws=5)
    assert found == ranges(graph, matrix_figures, [FIRMNESS], draws=5)


def test_a_graph_without_positions_or_sources():
    empty = ranges(graph_of(), matrix_figures)
    assert [it for it in empty.ranges if it[0] != "zone"] == []
    assert (empty.sources, empty.coders, empty.draws) == ((), (), 0)
    nothing = ranges(graph_of(head=""), matrix_figures)
    assert nothing.ranges == {}
    assert legend(nothing) == ()
    assert because(None) == mark(None, nothing) == ""
    assert fragility(None) is None


def test_a_change_under_which_nothing_can_be_worked_out():
    def measure(graph):
        if not list(graph.rows("SELECT ?p { ?p neg:option :eight ; neg:holder ?h }")):
            raise UsageError("nothing")
        return {("there",): answer("yes")}

    graph = graph_of(sheet("one", "ann", WANTS_8), sheet("two", "bob", OFFERS_3))
    found = ranges(graph, measure).of("there")
    assert (found.sources, found.coders, found.value) == (("one",), ("ann",), "yes")


def test_the_bundled_dossiers():
    strike = trust_of(detente.open("tramway-strike"), "matrix")
    # 1.5 of 5 percent now, 5 of 5 in the first report
    wages = strike.of("largest", "wage-rise")
    assert (wages.value, wages.high, wages.verdict) == (Fraction(3, 10), 1, "fragile")
    assert strike.coders == ("Détente",)
    loop = trust_of(detente.open("tramway-strike"), "linkage").of(
        "loop", "pay-talks", "strike-suspended"
    )
    assert loop.verdict == "one coder"  # each report has the loop, in other words
    talks = detente.open()
    for name in ("matrix", "linkage", "forecast"):
        found = trust_of(talks, name)
        assert {it.verdict for it in found.ranges.values()} <= {"fragile", "one source"}
        assert len(found.sources) == 1
    assert within_reach(talks)


def test_methods_are_known_by_name():
    assert set(METHODS) == {"matrix", "network", "linkage", "packages", "stability", "forecast"}
    with pytest.raises(UsageError, match="Did you mean 'matrix'"):
        trust_of(detente.open(), "matrx")


# ---- laws

HELD = st.builds(
    Held,
    id=st.sampled_from(["p1", "p2", "p3", "p4", "p5"]),
    party=st.sampled_from(["union", "company"]),
    option=st.sampled_from(["three", "eight", "ten", "rides"]),
    act=st.sampled_from(["demand", "offer", "refuse"]),
    firmness=st.sampled_from(["red-line", "insisted", "stated", "open", "hinted"]),
    confidence=st.sampled_from(["1", "0.9", "0.5"]),
)
# What a position is does not depend on the sheet; which sheets have it does.
SHEETS = st.lists(HELD, unique_by=lambda it: it.id, min_size=1, max_size=5).flatmap(
    lambda held: st.lists(st.sets(st.sampled_from(held), min_size=1), min_size=1, max_size=3)
)


def _sheets(texts, coders="abc"):
    return [
        sheet(f"text-{number}", coders[number], *sorted(held, key=lambda it: it.id))
        for number, held in enumerate(texts)
    ]


@settings(max_examples=12, deadline=None)
@given(SHEETS)
def test_a_value_lies_in_its_range(texts):
    found = ranges(graph_of(*_sheets(texts)), matrix_figures, [FIRMNESS], draws=3)
    for it in found.ranges.values():
        if it.low is not None:
            assert it.low <= it.value <= it.high
            assert (it.low == it.value) == (it.lowest_without == "")
            assert (it.high == it.value) == (it.highest_without == "")
        assert 0 <= it.held <= it.draws
        assert it.fragile == (fragility(it) is True)


@settings(max_examples=12, deadline=None)
@given(SHEETS)
def test_a_constant_figure_is_never_fragile(texts):
    found = ranges(graph_of(*_sheets(texts)), lambda _: {("one",): number(1)}, [FIRMNESS], draws=3)
    one = found.of("one")
    assert not one.fragile
    assert (one.low, one.high, one.flips) == (1, 1, ())


@settings(max_examples=8, deadline=None)
@given(SHEETS)
def test_a_second_text_that_says_the_same_makes_nothing_more_fragile(texts):
    once = ranges(graph_of(*_sheets(texts)), matrix_figures, draws=0)
    copies = [*texts, texts[0]]
    twice = ranges(graph_of(*_sheets(copies, "abcd")), matrix_figures, draws=0)
    assert set(once.ranges) == set(twice.ranges)
    for name, before in once.ranges.items():
        after = twice.ranges[name]
        assert before.fragile or not after.fragile
        assert len(after.sources) <= len(before.sources)
        assert before.low is None or before.low <= after.low <= after.high <= before.high


@settings(max_examples=8, deadline=None)
@given(SHEETS, st.permutations(["p1", "p2", "p3", "p4", "p5"]))
def test_names_make_no_difference(texts, names):
    new = dict(zip(["p1", "p2", "p3", "p4", "p5"], names, strict=True))
    renamed = [{replace(it, id=new[it.id]) for it in held} for held in texts]

    def figures(found):
        return sorted(
            (it.verdict, str(it.value), str(it.low), str(it.high), len(it.flips), len(it.sources))
            for name, it in found.ranges.items()
        )

    measured = [
        ranges(graph_of(*_sheets(it)), matrix_figures, [FIRMNESS], draws=0)
        for it in (texts, renamed)
    ]
    assert figures(measured[0]) == figures(measured[1])


def test_network_weights_of_two_sources():
    """Congruence counts statements: 2 · 2 with both texts that say it, 1 · 1 with either alone."""
    agrees = replace(REFUSES, act="accept", firmness="stated")
    sheets = [sheet(it, it, RIDES, agrees) for it in ("one", "two")]
    tie = ranges(graph_of(*sheets), network_figures, draws=0).of("tie", "company", "union")
    assert (tie.value, tie.low, tie.verdict) == (4, 1, "fragile")
    assert tie.lowest_without == "without one"


def test_values_in_short():
    assert [
        shown(it) for it in (True, Fraction(5, 2), "zone", ("zone", "3"), frozenset("a"), (1,))
    ] == [
        "yes",
        "2.5",
        "zone",
        "zone, 3",
        "",
        "",
    ]


def test_results_are_frozen():
    with pytest.raises(AttributeError):
        Trust().sources = ()  # type: ignore[misc]
    found = Range(("a",), 1, None, None, "", "", (), (), (), 0, 0)
    with pytest.raises(AttributeError):
        found.value = 2  # type: ignore[misc]
    assert weights_of((), [FIRMNESS]) == ()
