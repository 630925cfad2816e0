"""Linkage, loops, waivers and sequences: derived by hand, and the laws they keep."""

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

import detente
from detente.graph.analysis.linkage import (
    Condition,
    Held,
    Linkage,
    chains,
    entailments,
    linkage_of,
    links,
)
from detente.graph.analysis.loops import loops, loops_of
from detente.graph.analysis.sequence import sequence, sequence_of
from detente.graph.analysis.waivers import arcs_of, knots, waivers
from detente.graph.stances import Relations


def linkage(*positions, entails=None, excludes=(), act="offer"):
    """From (party, option, conditions); a condition is an option's name, or NAME=OPTION."""
    held, conditions = {}, {}
    for number, (party, option, *asked) in enumerate(positions):
        names = []
        for it in asked:
            name, _, node = it.partition("=")
            node = node or name
            name = name if "=" in it else f"{party}-{option}-{name}"
            conditions[name] = Condition(name, name, node)
            names.append(name)
        held[f"p{number}"] = Held(f"p{number}", party, act, "for", option, tuple(names))
    apart = {}
    for one, other in excludes:
        apart[one] = apart.get(one, frozenset()) | {other}
        apart[other] = apart.get(other, frozenset()) | {one}
    closed = {name: frozenset(others) for name, others in (entails or {}).items()}
    return Linkage(held, conditions, relations=Relations(closed, apart))


STANDOFF = (("union", "suspend", "talks"), ("company", "talks", "suspend"))


def ends(found):
    return [[step.then for step in loop] for loop in found.loops]


def order(found):
    return [move.node for move in found.moves]


# ------------------------------------------------------------------ by hand


def test_ceasefire_first_against_talks_first():
    found = linkage(*STANDOFF)
    assert ends(loops(found)) == [["talks", "suspend"]]
    (knot,) = waivers(found)
    assert knot.waivers == (("company-talks-suspend",), ("union-suspend-talks",))
    stuck = sequence(found)
    assert (stuck.moves, stuck.stuck, stuck.complete) == ((), ("suspend", "talks"), False)
    after = sequence(found, ["company-talks-suspend"])
    assert (order(after), [it.after for it in after.moves]) == (["talks", "suspend"], [(), (1,)])


def test_one_option_that_carries_out_both_leads_past_the_loop():
    both = {"same-hour": ["suspend", "talks"]}
    found = linkage(*STANDOFF, ("union", "same-hour"), ("company", "same-hour"), entails=both)
    assert len(loops(found).loops) == 1
    passed = sequence(found)
    assert (order(passed), passed.moves[0].brings) == (["same-hour"], ("suspend", "talks"))
    # A mediator's proposal alone does not: neither side has given up its condition for it.
    alone = linkage(*STANDOFF, ("mediator", "same-hour"), entails=both)
    assert sequence(alone).stuck == ("suspend", "talks")


def test_an_alternative_without_the_condition_is_a_way_out():
    found = linkage(*STANDOFF, ("union", "suspend"))
    assert len(loops(found).loops) == 1
    assert order(sequence(found)) == ["suspend", "talks"]


def test_what_entails_the_condition_meets_it():
    found = linkage(
        ("russia", "talks", "truce"),
        ("ukraine", "truce-30", "talks"),
        entails={"truce-30": ["truce"]},
    )
    assert entailments(found) == (("truce-30", "truce"),)
    (loop,) = loops(found).loops
    assert [bool(step.links) for step in loop] == [True, False, True]
    # It blocks nothing if somebody makes a first move for some truce, which nobody is recorded for.
    first = sequence(found).moves[0]
    assert (first.node, first.stands) == ("truce", ())


def test_a_condition_holds_for_what_entails_the_option():
    found = linkage(("a", "less", "x"), ("b", "end", "more"), entails={"more": ["less"]})
    assert [(it.first, it.then, it.own) for it in links(found)] == [
        ("more", "end", True),
        ("x", "less", True),
        ("x", "more", False),
    ]
    assert order(sequence(found)) == ["x", "less", "more", "end"]


def test_a_condition_that_several_positions_share_is_waived_once():
    # a and b each wait for truce and truce for both: two loops; the shared condition breaks both.
    found = linkage(
        ("one", "a", "shared=truce"), ("two", "b", "shared=truce"), ("three", "truce", "a", "b")
    )
    assert len(loops(found).loops) == 2
    (knot,) = waivers(found)
    assert knot.waivers == (("shared",),)


def test_parallel_conditions_have_to_be_waived_together():
    found = linkage(("a", "x", "one=y", "two=y"), ("b", "y", "three=x", "four=x", "five=x"))
    (knot,) = waivers(found)
    assert knot.waivers == (("one", "two"),)
    assert len(loops(found).loops) == 1


def test_two_knots_are_solved_apart():
    found = linkage(*STANDOFF, ("c", "x", "y"), ("d", "y", "x"))
    assert [it.nodes for it in waivers(found)] == [("suspend", "talks"), ("x", "y")]


def test_waiting_for_oneself():
    found = linkage(("a", "x", "x"))
    assert ends(loops(found)) == [["x"]]
    assert waivers(found)[0].waivers == (("a-x-x",),)


def test_chains_show_a_knot_as_one():
    found = linkage(*STANDOFF, ("union", "talks", "room"), ("company", "deal", "talks"))
    assert chains(found) == ((("room",), ("suspend", "talks"), ("deal",)),)
    ladder = linkage(
        *((f"p{n}", f"{n + 1}-{b}", f"{n}-{a}") for n in range(8) for a in "xy" for b in "xy")
    )
    assert len(chains(ladder, most=50)) == 50


def test_moves_that_exclude_each_other_are_no_complete_sequence():
    found = sequence(linkage(("a", "x", "z"), ("b", "y", "z"), excludes=[("x", "y")]))
    assert (found.stuck, found.clashes, found.complete) == ((), (("x", "y"),), False)


def test_beyond_the_effort_one_set_is_given_from_which_nothing_can_be_left_out():
    arcs = [(f"{a}", f"{b}", f"{a}-{b}") for a in range(7) for b in range(7) if a != b]
    (knot,) = knots(arcs, effort=20)
    assert not knot.exact
    (given_,) = knot.waivers
    assert not knots(it for it in arcs if it[2] not in given_)
    for left_out in given_:
        fewer = set(given_) - {left_out}
        assert knots(it for it in arcs if it[2] not in fewer)


def test_more_loops_than_listed_is_said():
    every = linkage(*((f"p{a}", f"o{a}", *(f"o{b}" for b in range(6) if b != a)) for a in range(6)))
    found = loops(every, most=10)
    assert (len(found.loops), found.complete) == (10, False)


@pytest.mark.parametrize("positions", [(), (("a", "x"),)], ids=["nothing", "no condition"])
def test_nothing_hangs_on_nothing(positions):
    found = linkage(*positions)
    assert (links(found), chains(found), loops(found).loops, waivers(found)) == ((), (), (), ())
    assert sequence(found).complete


# ------------------------------------------------------------------ laws

OPTIONS = "abcd"
POSITIONS = st.lists(
    st.tuples(
        st.sampled_from(["one", "two", "three"]),
        st.sampled_from(OPTIONS),
        st.lists(st.sampled_from(OPTIONS), max_size=2, unique=True),
    ),
    max_size=6,
)
# A later letter may entail an earlier one, so that nothing entails itself in a round.
ENTAILS = st.sets(st.sampled_from(list(combinations(OPTIONS, 2))), max_size=2)


@st.composite
def linkages(draw):
    entails = {}
    for less, more in draw(ENTAILS):
        entails.setdefault(more, []).append(less)
    shared = draw(st.booleans())
    positions = [
        (party, option, *((f"on-{it}={it}" if shared else it) for it in asked))
        for party, option, asked in draw(POSITIONS)
    ]
    return linkage(*positions, entails=entails)


def chosen(found):
    """One smallest set for each knot, together."""
    return frozenset(name for knot in waivers(found) for name in knot.waivers[0])


@given(linkages())
def test_a_waived_loop_is_gone(found):
    assert bool(loops(found).loops) == bool(waivers(found))
    for sets in product(*(knot.waivers for knot in waivers(found))):
        waived = {name for names in sets for name in names}
        assert loops(found, waived).loops == ()
        assert waivers(found, waived) == ()


@given(linkages())
def test_smallest_sets_are_all_that_size_and_none_smaller_suffices(found):
    for knot in waivers(found):
        assert knot.exact
        inside = [it for it in arcs_of(found) if set(it[:2]) <= set(knot.nodes)]
        names = sorted({it[2] for it in inside if it[2]})
        size = len(knot.waivers[0])
        for fewer in range(size + 1):
            sufficient = {
                names_
                for names_ in combinations(names, fewer)
                if not knots(it for it in inside if it[2] not in names_)
            }
            assert sufficient == (set(knot.waivers) if fewer == size else set())


@given(linkages())
def test_without_loops_nothing_is_stuck(found):
    assert sequence(found, chosen(found)).stuck == ()


@given(linkages())
def test_a_sequence_respects_every_condition(found):
    entailed = found.relations.entailed
    done = set()
    for move in sequence(found).moves:
        carried = entailed(move.node)
        for it in found.held.values():
            if it.end not in carried:
                continue
            # Its own conditions are met, or its party has another stand, on this or on what entails it
            # and is carried out as well, whose conditions are.
            stands = [
                other
                for other in found.held.values()
                if other.party == it.party
                and other.end in carried
                and it.end in entailed(other.end)
            ]
            assert any(
                all(found.conditions[name].node in done for name in other.conditions)
                for other in stands
            )
        done |= carried


@given(linkages())
def test_each_move_comes_after_what_it_waits_for(found):
    made = sequence(found)
    assert [it.number for it in made.moves] == list(range(1, len(made.moves) + 1))
    assert all(max(it.after, default=0) < it.number for it in made.moves)
    carried = {it for move in made.moves for it in (move.node, *move.brings)}
    assert carried | set(made.stuck) >= set(found.nodes)
    assert carried.isdisjoint(made.stuck)


# ------------------------------------------------------------------ graphs


def test_from_turtle(turtle):
    graph = turtle(
        """
:union a neg:Party ; dct:identifier "union" ; rdfs:label "Union" .
:company a neg:Party ; dct:identifier "company" .
:suspend a neg:Option ; dct:identifier "suspend" ; neg:optionOf :i ; neg:performer :union .
:talks a neg:Option ; dct:identifier "talks" ; neg:optionOf :i ; neg:performer :company , :union .
:p a neg:Position ; dct:identifier "p" ; neg:holder :union ; neg:onIssue :i ; neg:act code:offer ;
    neg:option :suspend ; neg:status code:current ; neg:subjectTo :c .
:q a neg:Position ; dct:identifier "q" ; neg:holder :company ; neg:onIssue :i ; neg:act code:accept ;
    neg:option :talks ; neg:status code:current ; neg:subjectTo :d , :e .
:r a neg:Position ; dct:identifier "r" ; neg:holder :company ; neg:onIssue :i ; neg:act code:warn ;
    neg:option :leave ; neg:status code:current ; neg:subjectTo :d .
:s a neg:Position ; dct:identifier "s" ; neg:holder :union ; neg:onIssue :i ; neg:act code:offer ;
    neg:option :suspend ; neg:status code:superseded ; neg:subjectTo :e .
:c a neg:Condition ; dct:identifier "c" ; neg:conditionOption :talks .
:d a neg:Condition ; dct:identifier "d" ; neg:conditionOption :suspend .
:e a neg:Condition ; dct:identifier "e" ; rdfs:label "Good faith" ; neg:conditionParty :union .
"""
    )
    found = linkage_of(graph)
    # Neither the warning nor what is superseded makes a link.
    assert [(it.first, it.then, it.condition) for it in links(found)] == [
        ("e", "talks", "e"),
        ("suspend", "talks", "d"),
        ("talks", "suspend", "c"),
    ]
    assert found.label("e") == "Good faith"
    assert chains(found) == ((("e",), ("suspend", "talks")),)
    moves = sequence_of(graph, ["d"]).moves
    assert [(it.node, it.performers, it.after) for it in moves] == [
        ("e", ("union",), ()),
        ("talks", ("company", "union"), (1,)),
        ("suspend", ("union",), (2,)),
    ]


def test_the_strike_before_and_after_the_mediators_proposal():
    before = detente.open("tramway-strike", as_of="2024-03-10")
    (loop,) = loops_of(before).loops
    assert {link.position for step in loop for link in step.links} == {
        "halvorsen-talks",
        "union-suspension",
    }
    assert sequence_of(before).stuck == ("pay-talks", "strike-suspended")
    after = sequence_of(detente.open("tramway-strike"))
    assert after.complete
    same_hour = next(it for it in after.moves if it.node == "same-hour")
    assert same_hour.brings == ("pay-talks", "strike-suspended")
    two_steps = next(it for it in after.moves if it.node == "rise-in-two-steps")
    assert two_steps.against == ("union-two-steps",)


def test_links_agree_with_the_network(seed):
    network = seed.network("linkage")
    own = {(it.first, it.then, f"{it.position}/{it.condition}") for it in links(linkage_of(seed))}
    assert own < set(network.edges(keys=True))
    # The network also shows the warning.
    assert len(network.edges) == len(own) + 1
