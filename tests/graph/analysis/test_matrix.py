"""Matrix, distances, zones and sticking points: derived by hand, and the laws they keep."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import detente
from detente.graph.analysis.distance import (
    distances,
    distances_of,
    nominal_distance,
    pairs,
    pairs_on_issues,
    scaled_distance,
    spreads,
)
from detente.graph.analysis.matrix import matrix, matrix_of
from detente.graph.analysis.recorded import (
    Issue,
    Option,
    Party,
    Position,
    Recorded,
    plain,
    recorded_of,
)
from detente.graph.analysis.sticking import ranked_of
from detente.graph.analysis.zopa import zone, zones, zones_of
from detente.graph.errors import UsageError
from detente.graph.stances import Relations

PARTIES = {name: Party(name, name.title(), name != "city") for name in ("union", "company", "city")}
ISSUES = {
    "pay": Issue("pay", "Pay", "How much?", "interval", "percent"),
    "crew": Issue("crew", "Crew", "Who rides?", "ordinal"),
    "place": Issue("place", "Place", "Where?", "nominal"),
}
OPTIONS = {
    it.id: it
    for it in (
        Option("three", "3", "pay", Decimal(3)),
        Option("five", "5", "pay", Decimal(5)),
        Option("eight", "8", "pay", Decimal(8)),
        Option("some", "some", "crew", Decimal(1)),
        Option("most", "most", "crew", Decimal(2)),
        Option("all", "all", "crew", Decimal(3)),
        Option("north", "north", "place"),
        Option("north-hall", "the hall in the north", "place"),
        Option("south", "south", "place"),
        Option("tent", "a tent", "place"),
    )
}


def _apart(*groups):
    """Options of which any two of a group exclude each other."""
    found = {}
    for group in groups:
        for option in group:
            found[option] = found.get(option, frozenset()) | (frozenset(group) - {option})
    return found


RELATIONS = Relations(
    {"north-hall": frozenset({"north"})},
    _apart(["three", "five", "eight"], ["some", "most", "all"], ["north", "south"]),
)


def recorded(*positions, relations=RELATIONS):
    return Recorded(PARTIES, ISSUES, OPTIONS, tuple(positions), relations)


def held(name, party, issue, act, option="", **more):
    return Position(name, party, issue, act, option, **more)


# ------------------------------------------------------------------ matrix


def test_the_marks_tell_five_things_apart():
    found = matrix(
        recorded(
            held("a", "union", "pay", "demand", "eight"),
            held("b", "union", "crew", "withhold"),
            held("c", "union", "place", "not-stated"),
            held("d", "company", "pay", "offer", "three", current=False),
            held("e", "company", "crew", "withhold"),
            held("f", "company", "crew", "offer", "some", firmness="open"),
        )
    )
    marks = {(it.party, it.issue): it.mark for it in found.cells}
    assert len(marks) == 9
    assert marks["union", "pay"] == "recorded"
    assert marks["union", "crew"] == "withheld"
    assert marks["union", "place"] == "not stated"
    assert marks["company", "pay"] == "none current"
    assert marks["company", "place"] == "not recorded"
    # An offer beside silence on how far one would go: both stand in the cell, the firmer first.
    both = next(it for it in found.cells if (it.party, it.issue) == ("company", "crew"))
    assert (both.mark, [it.id for it in both.positions]) == ("recorded", ["f", "e"])
    # Principals first.
    assert [it.id for it in found.parties] == ["company", "union", "city"]


def test_nothing_recorded_makes_nothing():
    empty = Recorded({}, {}, {}, ())
    assert (matrix(empty).cells, distances(empty), zones(empty)) == ((), (), ())


def test_a_graph_of_an_unknown_party_and_issue_is_read(turtle):
    graph = turtle(
        ":p a neg:Position ; neg:holder :h ; neg:onIssue :i ; neg:act code:refuse ;"
        " neg:status code:current ."
    )
    (cell,) = matrix_of(graph).cells
    assert (cell.party, cell.mark) == ("https://example.org/h", "recorded")
    assert ranked_of(graph) == distances_of(graph) == zones_of(graph) == ()


# ------------------------------------------------------------------ distance


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("north", "for"), ("north", "for"), 0),
        (("north-hall", "for"), ("north", "for"), 0),
        (("north", "for"), ("south", "for"), 1),
        # Inherited from north.
        (("north-hall", "for"), ("south", "for"), 1),
        (("north", "for"), ("tent", "for"), None),
        (("tent", "for"), ("tent", "against"), 1),
        (("tent", "against"), ("tent", "against"), 0),
        (("north", "against"), ("south", "against"), None),
        # Against the north is against the hall in it; against the hall is not against the north.
        (("north-hall", "for"), ("north", "against"), 1),
        (("north", "for"), ("north-hall", "against"), None),
    ],
)
def test_nominal_distance(one, other, expected):
    assert nominal_distance(RELATIONS, one, other) == expected
    assert nominal_distance(RELATIONS, other, one) == expected


def test_interval_and_ordinal_distance_by_hand():
    found = distances(
        recorded(
            held("a", "union", "pay", "demand", "eight"),
            held("b", "company", "pay", "offer", "three"),
            # A value of its own, which widens the range: 3 to 13.
            held("c", "city", "pay", "propose", value=Decimal(13)),
            held("d", "union", "crew", "demand", "all"),
            held("e", "company", "crew", "propose", "most"),
            held("f", "company", "crew", "offer", "some"),
            # Neither a refusal nor what is superseded has a distance on a scale.
            held("g", "city", "crew", "refuse", "all"),
            held("h", "city", "crew", "propose", "some", current=False),
        )
    )
    assert {(it.one.id, it.other.id): (it.difference, it.share) for it in found} == {
        ("e", "d"): (1, Decimal("0.5")),
        ("f", "d"): (2, Decimal(1)),
        ("c", "b"): (10, Decimal(1)),
        ("c", "a"): (5, Decimal("0.5")),
        ("b", "a"): (5, Decimal("0.5")),
    }
    # Company and union: crew 0.5 at the nearest and 1 at the farthest, pay 0.5.
    pair = next(it for it in pairs(found) if {it.one, it.other} == {"company", "union"})
    assert (pair.issues, pair.nearest, pair.farthest) == (
        ("crew", "pay"),
        Decimal("0.5"),
        Decimal("0.75"),
    )
    assert [(it.issue, it.pairs, it.smallest, it.largest) for it in spreads(found)] == [
        ("crew", 1, Decimal("0.5"), 1),
        ("pay", 3, Decimal("0.5"), 1),
    ]


def test_no_range_no_share():
    only = {"five": Option("five", "5", "pay", Decimal(5))}
    positions = (
        held("a", "union", "pay", "demand", "five"),
        held("b", "city", "pay", "accept", "five"),
    )
    (found,) = distances(Recorded(PARTIES, ISSUES, only, positions))
    assert (found.difference, found.share) == (0, None)
    assert pairs_on_issues([found]) == pairs([found]) == spreads([found]) == ()


NUMBERS = st.decimals(-1000, 1000, places=2)


@given(NUMBERS, NUMBERS, NUMBERS)
def test_laws_of_scaled_distance(one, other, third):
    lowest, highest = min(one, other, third), max(one, other, third)
    difference, share = scaled_distance(one, other, lowest, highest)
    assert (difference, share) == scaled_distance(other, one, lowest, highest)
    assert (difference == 0) == (one == other)
    detour = sum(scaled_distance(it, third, lowest, highest)[0] for it in (one, other))
    assert difference <= detour
    assert share is None if lowest == highest else 0 <= share <= 1


@pytest.mark.parametrize("name", ["ru-ua-2025", "tramway-strike"])
def test_the_saved_question_says_the_same(name):
    graph = detente.open(name)
    asked = {
        frozenset((row["one_id"], row["other_id"])): (row["difference"], row["share"])
        for row in (dict(it) for it in graph.rows(_saved("distance")))
    }
    scaled = [it for it in distances_of(graph) if it.scale != "nominal"]
    assert len(asked) == len(scaled) >= 3
    for it in scaled:
        difference, share = asked[frozenset((it.one.id, it.other.id))]
        assert (Decimal(difference), Decimal(share)) == (it.difference, round(it.share, 3))


def _saved(name):
    folder = Path(detente.__file__).parents[1] / "graph" / "questions"
    return (folder / f"{name}.rq").read_text(encoding="utf-8")


# ------------------------------------------------------------------ zones


def answer(issue, *positions, parties=("union", "company")):
    found = zone(recorded(*positions), issue, parties)
    return found.answer, tuple(it.at for it in found.agreed)


def test_a_zone_where_both_rule_in_a_point():
    positions = (
        held("a", "union", "pay", "demand", "eight", firmness="insisted"),
        held("b", "union", "pay", "accept", "five"),
        held("c", "company", "pay", "offer", "five", conditions=("in two steps",)),
    )
    assert answer("pay", *positions) == ("zone", (5,))
    found = zone(recorded(*positions), "pay", ("union", "company"))
    rulings = {(it.at, r.party): r.verdict for it in found.points for r in it.rulings}
    assert rulings[8, "company"] == rulings[3, "union"] == "unknown"
    assert found.agreed[0].rulings[1].because[0].conditions == ("in two steps",)


def test_insisting_rules_nothing_out():
    assert answer(
        "crew",
        held("a", "union", "crew", "demand", "all", firmness="insisted"),
        held("b", "company", "crew", "propose", "some", firmness="insisted"),
    ) == ("unknown", ())


def test_none_where_each_point_is_refused_by_somebody():
    refusals = (
        held("a", "union", "crew", "refuse", "some"),
        held("b", "union", "crew", "refuse", "most"),
        held("c", "company", "crew", "refuse", "all"),
    )
    assert answer("crew", *refusals) == ("none", ())
    # On an interval issue nothing is known of what lies between the points.
    on_pay = (
        held("a", "union", "pay", "refuse", "three"),
        held("b", "union", "pay", "refuse", "five"),
        held("c", "company", "pay", "refuse", "eight"),
    )
    assert answer("pay", *on_pay) == ("unknown", ())
    # A refusal under a condition leaves the point open.
    conditional = held("c", "company", "crew", "refuse", "all", conditions=("if it costs more",))
    assert answer("crew", *refusals[:2], conditional) == ("unknown", ())


def test_none_where_red_lines_exclude_each_other():
    union = held("a", "union", "pay", "demand", "eight", firmness="red-line")
    company = held("b", "company", "pay", "offer", "three", firmness="red-line")
    found = zone(recorded(union, company), "pay", ("union", "company"))
    assert (found.answer, {it.id for it in found.clash}) == ("none", {"a", "b"})
    assert answer("pay", union, held("b", "company", "pay", "refuse", "eight")) == ("none", ())
    assert answer("pay", union, held("b", "company", "pay", "offer", "three")) == ("unknown", ())
    # What a third party draws a red line on is no matter between these two.
    city = held("b", "city", "pay", "demand", "three", firmness="red-line")
    assert answer("pay", union, city) == ("unknown", ())


def test_yes_and_no_from_one_party_is_neither():
    found = zone(
        recorded(
            held("a", "union", "crew", "accept", "most"),
            held("b", "union", "crew", "refuse", "most"),
            held("c", "company", "crew", "offer", "most"),
        ),
        "crew",
        ("union", "company"),
    )
    assert found.answer == "unknown"
    assert [it.rulings[0].verdict for it in found.points] == ["unknown", "in and out", "unknown"]


def test_a_demand_for_more_does_not_rule_in_less():
    entails = Relations({"all": frozenset({"some"})}, {})
    given_ = recorded(
        held("a", "union", "crew", "demand", "all"),
        held("b", "company", "crew", "offer", "some"),
        relations=entails,
    )
    assert zone(given_, "crew", ("union", "company")).answer == "unknown"
    # But to refuse the lesser is to refuse what entails it.
    refused = recorded(held("b", "company", "crew", "refuse", "some"), relations=entails)
    (point,) = (it for it in zone(refused, "crew", ("company", "union")).points if it.at == 3)
    assert point.rulings[0].verdict == "out"


def test_one_party_makes_no_zone():
    assert answer("pay", held("a", "union", "pay", "demand", "five"), parties=("union",)) == (
        "unknown",
        (),
    )


def test_between_whom():
    given_ = recorded(
        held("a", "union", "pay", "demand", "five"), held("b", "city", "pay", "accept", "five")
    )
    by_issue = {it.issue: it for it in zones(given_, ["union", "city"])}
    assert by_issue["pay"].answer == "zone"
    assert {it.issue: it.parties for it in zones(given_)}["pay"] == ("union", "company")
    with pytest.raises(UsageError, match="Did you mean 'union'"):
        zones(given_, ["unoin"])


ACTS = st.sampled_from(["demand", "accept", "refuse", "warn", "withhold"])
HELD = st.lists(
    st.builds(
        lambda party, act, option, firmness, current: (party, act, option, firmness, current),
        st.sampled_from(["union", "company"]),
        ACTS,
        st.sampled_from(["some", "most", "all"]),
        st.sampled_from(["", "stated", "red-line"]),
        st.booleans(),
    ),
    max_size=6,
)


@given(HELD)
def test_laws_of_zones(drawn):
    positions = [
        held(f"p{n}", party, "crew", act, option, firmness=firmness, current=current)
        for n, (party, act, option, firmness, current) in enumerate(drawn)
    ]
    one = zone(recorded(*positions), "crew", ("union", "company"))
    other = zone(recorded(*reversed(positions)), "crew", ("company", "union"))
    # Neither the order of the parties nor of the positions matters.
    assert (one.answer, [it.at for it in one.agreed]) == (
        other.answer,
        [it.at for it in other.agreed],
    )
    # A point of the zone is ruled in by a position of each party, and ruled out by none.
    for point in one.agreed:
        for ruling in point.rulings:
            assert ruling.because
            assert all(it.party == ruling.party for it in ruling.because)
            assert all(it.direction == "for" and it.current for it in ruling.because)
    # Silence rules nothing in or out.
    if all(it.direction not in ("for", "against") or not it.current for it in positions):
        assert one.answer == "unknown"


# ------------------------------------------------------------------ the bundled dossiers


def test_sticking_points_of_the_strike_as_of_its_first_article():
    found = ranked_of(detente.open("tramway-strike", as_of="2024-03-10"))
    # Insisted and stated, 4 + 3, before stated and stated; both as far apart as their scales go.
    assert [(it.issues, it.point.firmness, it.apart) for it in found] == [
        (("conductors",), 7, 1),
        (("wage-rise",), 6, 1),
    ]


def test_wages_come_nearer_in_two_weeks():
    def wages(graph):
        return [(it.difference, it.share) for it in distances_of(graph) if it.issue == "wage-rise"]

    assert wages(detente.open("tramway-strike", as_of="2024-03-10")) == [(5, 1)]
    assert wages(detente.open("tramway-strike")) == [(Decimal("1.5"), Decimal("0.3"))]


def test_no_zone_is_claimed_that_the_article_does_not_carry(seed):
    assert {it.issue: (it.answer, it.missing) for it in zones_of(seed)} == {
        "ceasefire": ("unknown", ("russia",)),
        "nato-bid": ("unknown", ()),
        "territory": ("unknown", ("ukraine",)),
    }


def test_every_figure_leads_to_its_words(seed):
    positions = recorded_of(seed).positions
    assert len(positions) > 10
    assert all(it.quotes and it.quotes[0][1].endswith(".txt") for it in positions)


def test_plain_numbers():
    assert [plain(Decimal(it)) for it in ("100", "1E+2", "0.50", "-3.0")] == [
        "100",
        "100",
        "0.5",
        "-3",
    ]
