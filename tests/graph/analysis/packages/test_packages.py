"""What can be combined, what must move and what it is worth: by hand, and against all subsets."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import chain, combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.graph.analysis.packages import feasible, outcomes, solver
from detente.graph.analysis.packages.corrections import Corrections, corrections
from detente.graph.analysis.packages.feasible import Package, Space, excluded_pairs, is_package
from detente.graph.analysis.packages.frontier import undominated
from detente.graph.analysis.packages.kept import judged, keeps
from detente.graph.analysis.packages.outcomes import frontier
from detente.graph.analysis.packages.rule import Rule, read_rule
from detente.graph.analysis.packages.search import bargain, search, strongest, unrecorded
from detente.graph.analysis.packages.situation import (
    FIRMNESS,
    Issue,
    Option,
    Position,
    Situation,
)
from detente.graph.analysis.packages.utilities import utilities
from detente.graph.errors import InputError, OutsideError, UsageError
from detente.graph.stances import Relations

F = Fraction
PEACE = Issue("peace", "Peace")


def situation(
    positions: tuple[Position, ...] = (),
    options: str = "a b c d",
    *,
    entails: dict[str, str] | None = None,
    excludes: dict[str, str] | None = None,
    issue: Issue = PEACE,
) -> Situation:
    relations = Relations(
        {key: frozenset(value.split()) for key, value in (entails or {}).items()},
        {key: frozenset(value.split()) for key, value in (excludes or {}).items()},
    )
    listed = tuple(Option(it, issue.id) for it in options.split())
    return Situation({}, (issue,), listed, positions, relations)


def subsets(it: Situation) -> Iterator[Package]:
    ids = [option.id for option in it.options]
    sizes = (combinations(ids, size) for size in range(len(ids) + 1))
    return (frozenset(chosen) for chosen in chain.from_iterable(sizes))


def moves(found: Corrections) -> list[set[str]]:
    return [{position.id for position in it.moves} for it in found.sets]


# ---------------------------------------------------------------- what can be combined


def test_entailment_and_exclusion_by_hand() -> None:
    # c entails b, b excludes a: {}, a, b, bc, and each with or without d.
    it = situation(entails={"c": "b"}, excludes={"a": "b"})
    assert {
        it
        for it in subsets(it)
        if is_package(situation(entails={"c": "b"}, excludes={"a": "b"}), it)
    } == {frozenset(text.split()) for text in ("", "a", "b", "b c", "d", "a d", "b d", "b c d")}
    assert Space(it).size() == 8
    assert sorted(map(len, Space(it).components)) == [1, 3]


def test_points_of_a_scale_exclude_each_other_unless_entailed() -> None:
    days = Issue("days", "Days", "interval", "days")
    listed = tuple(Option(f"d{n}", "days", "", F(n)) for n in (10, 20, 30))
    it = Situation({}, (days,), listed, (), Relations({"d20": frozenset({"d10"})}, {}))
    assert excluded_pairs(it) == {("d10", "d30"), ("d20", "d30")}
    nominal = replace(it, issues=(replace(days, scale="nominal"),))
    assert excluded_pairs(nominal) == frozenset()
    equal = replace(it, options=tuple(replace(option, value=F(5)) for option in listed))
    assert excluded_pairs(equal) == frozenset()


def test_an_option_that_entails_what_it_excludes_is_never_chosen() -> None:
    it = situation(options="a b", entails={"a": "b"}, excludes={"a": "b"})
    assert Space(it).size() == 2
    wish = Position("wish", "x", "a")
    assert moves(corrections(replace(it, positions=(wish,)))) == [{"wish"}]


def test_circles_of_entailment_stand_or_fall_together() -> None:
    assert Space(situation(options="a b", entails={"a": "b", "b": "a"})).size() == 2


def test_too_many_packages_are_refused_with_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feasible, "MOST", 5)
    with pytest.raises(UsageError, match="--issue"):
        Space(situation(), [("a", "b", "c", "d")]).size()


def test_too_many_points_are_refused_with_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outcomes, "MOST_POINTS", 1)
    pair = Position("p", "x", "a"), Position("q", "y", "a", "against")
    with pytest.raises(UsageError, match="--party"):
        frontier(utilities(situation(pair)))


# ---------------------------------------------------------------- what must move


def test_two_insisted_demands_that_exclude_each_other() -> None:
    one = Position("one", "x", "a", firmness="insisted")
    other = Position("other", "y", "b", firmness="red-line")
    found = corrections(situation((one, other), excludes={"a": "b"}))
    assert [
        (ids, it.weight, it.options) for ids, it in zip(moves(found), found.sets, strict=True)
    ] == [
        ({"one"}, 4, ("b",)),
        ({"other"}, 5, ("a",)),
    ]
    assert found.complete


def test_lighter_moves_come_first_even_when_they_are_more() -> None:
    firm = Position("firm", "x", "a", firmness="red-line")
    soft = tuple(
        Position(f"soft{n}", "y", option, firmness="hinted") for n, option in enumerate("bcd")
    )
    found = corrections(situation((firm, *soft), excludes={"a": "b c d"}))
    assert moves(found) == [{"soft0", "soft1", "soft2"}, {"firm"}]


def test_what_is_fixed_never_moves() -> None:
    one, other = Position("one", "x", "a"), Position("other", "y", "a", "against")
    both = situation((one, other))
    assert moves(corrections(both, ["one"])) == [{"other"}]
    assert corrections(both, ["one", "other"]).sets == ()


def test_a_long_list_says_that_it_is_cut() -> None:
    pairs = tuple(
        Position(f"{side}{n}", side, option, side, firmness="stated")
        for n, option in enumerate("abcd")
        for side in ("for", "against")
    )
    whole = corrections(situation(pairs), most=100)
    assert (len(whole.sets), whole.complete) == (16, True)
    cut = corrections(situation(pairs), most=3)
    assert (cut.sets, cut.complete) == (whole.sets[:3], False)


def test_a_conditional_offer_is_kept_by_both_or_neither() -> None:
    offer = Position("offer", "x", "a", act="offer", conditions=("b",))
    demand = replace(offer, act="demand")
    listed = [frozenset(it.split()) for it in ("", "a", "b", "a b")]
    assert [keeps(situation((offer,)), it, offer) for it in listed] == [True, False, False, True]
    # Who gets what it asks for without having asked for it yet is not worse off.
    assert [keeps(situation((demand,)), it, demand) for it in listed] == [True, True, False, True]


def test_an_offer_on_other_terms_counts_as_well() -> None:
    if_b = Position("if-b", "x", "a", act="offer", conditions=("b",))
    if_c = Position("if-c", "x", "a", act="offer", conditions=("c",))
    both = situation((if_b, if_c))
    assert keeps(both, frozenset({"a", "c"}), if_b)
    assert not keeps(both, frozenset({"a"}), if_b)
    of_another = situation((if_b, replace(if_c, party="y")))
    assert not keeps(of_another, frozenset({"a", "c"}), if_b)


def test_a_condition_that_is_no_option_is_not_judged() -> None:
    offer = Position("offer", "x", "a", act="offer", outside=("if they are serious",))
    it = situation((offer,))
    assert judged(it) == ()
    found = search(it)
    assert found.left_out == (offer,)
    assert found.bargaining is None


def test_the_solver_is_missed_with_a_word_on_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pysat.examples.rc2", None)
    with pytest.raises(OutsideError, match=r"pip install 'detente\[analysis\]'"):
        solver.need_solver()


# ---------------------------------------------------------------- what it is worth


def test_utilities_by_hand() -> None:
    # Weights 4 × 1 × 1/2, 3 × 1 × 1 (unjudged) and 2 × 0 (conceded counts nothing).
    positions = (
        Position("firm", "x", "a", firmness="insisted", salience=F(1, 2)),
        Position("no", "x", "b", "against", "refuse", "stated"),
        Position("given", "x", "c", "for", "concede", "open"),
    )
    worth = utilities(situation(positions))
    assert worth.parties == ("x",)
    assert worth.disagreement == (F(3, 5),)
    assert [worth.of(frozenset(it)) for it in ("a", "ab", "b", "c")] == [
        (1,),
        (F(2, 5),),
        (0,),
        (F(3, 5),),
    ]


def test_nearness_counts_on_interval_scales_alone() -> None:
    options = tuple(Option(f"p{n}", "pay", "", F(n)) for n in (2, 4, 10))
    for scale, expected in (("interval", F(1, 4)), ("ordinal", F(0))):
        pay = Issue("pay", "Pay", scale)
        it = Situation({}, (pay,), options, (Position("wish", "x", "p10"),))
        assert utilities(it).of(frozenset({"p4"})) == (expected,)
        assert utilities(it).of(frozenset()) == (0,)
    ranked = Situation({}, (Issue("pay", "Pay", "ordinal"),), options, (Position("w", "x", "p10"),))
    rule = replace(read_rule(), closeness=frozenset({"ordinal"}))
    assert utilities(ranked, rule).of(frozenset({"p4"})) == (F(1, 4),)


def test_the_disagreement_point_is_what_the_rule_says() -> None:
    positions = Position("p", "x", "b"), Position("q", "y", "c", "against")
    it = situation(positions, entails={"a": "b"})
    rule = read_rule()
    assert utilities(it, rule).disagreement == (0, 1)
    assert utilities(it, replace(rule, fallback=("a",))).disagreement == (1, 1)
    assert utilities(it, replace(rule, fallback_utilities={"y": F(1, 3)})).disagreement == (
        0,
        F(1, 3),
    )
    for wrong in ({"fallback": ("aa",)}, {"fallback_utilities": {"z": F(1)}}):
        with pytest.raises(UsageError, match="disagreement"):
            utilities(it, replace(rule, **wrong))


def test_bare_sums_instead_of_shares() -> None:
    positions = Position("p", "x", "a"), Position("q", "x", "b", firmness="open")
    rule = replace(read_rule(), utility="sum")
    assert utilities(situation(positions), rule).of(frozenset({"a"})) == (3,)
    assert utilities(situation(positions)).of(frozenset({"a"})) == (F(3, 5),)


def test_the_toy_as_a_situation() -> None:
    """(4, 1), (2, 3), (1, 4) out of positions: three options that exclude each other."""
    weights = {"a": (4, 1), "b": (2, 3), "c": (1, 4)}
    names = {rank: code for code, rank in FIRMNESS.items()}
    positions = tuple(
        Position(f"{party}-{option}", party, option, firmness=names[weight])
        for option, pair in weights.items()
        for party, weight in zip("xy", pair, strict=True)
    )
    it = situation(positions, "a b c", excludes={"a": "b c", "b": "c"})
    found = bargain(it, (), replace(read_rule(), utility="sum"))
    assert found is not None
    assert [outcome.utilities for outcome in found.outcomes] == [(4, 1), (2, 3), (1, 4)]
    assert found.game.disagreement == (0, 0)
    assert found.solutions["nash"] == (1,)
    assert found.outcomes[1].options == ("b",)


def test_a_rule_file_changes_what_it_names(tmp_path: Path) -> None:
    path = tmp_path / "rule.yaml"
    path.write_text("firmness: {hinted: 0}\ndisagreement: {options: [a]}\n", encoding="utf-8")
    changed = read_rule(path)
    assert changed.firmness == {**read_rule().firmness, "hinted": 0}
    assert (changed.fallback, changed.acts) == (("a",), read_rule().acts)
    path.write_text("# nothing of my own\n", encoding="utf-8")
    assert read_rule(path) == read_rule()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("firmnes: {}\n", "rule.yaml:1:1"),
        ("firmness: {hintd: 1}\n", "hintd"),
        ("acts: {demand: -1}\n", "rule.yaml:1:16"),
        ("utility: total\n", "rule.yaml:1:10"),
        ("acts: [\n", "rule.yaml"),
        ("- 1\n", "rule.yaml"),
    ],
    ids=["key", "code", "negative", "value", "malformed", "list"],
)
def test_faults_of_a_rule_file_are_located(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "rule.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_rule(path)
    assert message in str(error.value)


def test_a_rule_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_rule(tmp_path / "rule.yaml")


# ---------------------------------------------------------------- the whole search


def test_held_positions_that_collide_open_no_packages() -> None:
    one = Position("one", "x", "a", firmness="red-line")
    other = Position("other", "y", "a", "against", "refuse", "insisted")
    soft = Position("soft", "y", "b")
    found = search(situation((one, other, soft)))
    assert moves(found.stuck) == [{"other"}, {"one"}]
    assert found.packages.sets == ()
    assert moves(search(situation((one, other, soft)), "red-line").packages) == [{"other"}]
    freed = search(situation((one, other, soft)).without(["other"]))
    assert [it.options for it in freed.packages.sets] == [("a", "b")]


def test_bargaining_over_what_keeps_the_held() -> None:
    firm = Position("firm", "x", "a", firmness="insisted")
    against = Position("against", "y", "a", "against", "refuse")
    both = situation((firm, against))
    everything, held = bargain(both, (firm,)), bargain(both, (firm,), held_only=True)
    assert everything is not None
    assert held is not None
    assert [it.options for it in everything.outcomes] == [("a",), ()]
    assert everything.breaks == ((), (firm,))
    assert [it.options for it in held.outcomes] == [("a",)]


def test_silence_is_named_and_no_consent() -> None:
    option = Option("a", "peace", "", None, ("x", "y"))
    wish = Position("wish", "x", "a")
    it = Situation({}, (PEACE,), (option,), (wish,), recorded=frozenset({("x", "peace")}))
    assert unrecorded(it, ("a",)) == (("y", "peace"),)


def test_people_name_the_strongest_option() -> None:
    it = situation(entails={"a": "b", "b": "c"})
    assert strongest(it, ("a", "b", "c", "d")) == ("a", "d")
    circle = situation(options="a b", entails={"a": "b", "b": "a"})
    assert strongest(circle, ("a", "b")) == ("a", "b")


def test_nothing_at_all() -> None:
    empty = Situation({}, (), (), ())
    found = search(empty)
    assert (found.size, found.held, found.bargaining) == (1, (), None)
    assert [(it.moves, it.options) for it in found.packages.sets] == [((), ())]


@pytest.mark.parametrize(
    ("options", "positions", "message"),
    [
        ((Option("a", "war"),), (), "unknown issue 'war'"),
        ((), (Position("p", "x", "a"),), "unknown option 'a'"),
    ],
    ids=["issue", "option"],
)
def test_dangling_references_are_refused(
    options: tuple[Option, ...], positions: tuple[Position, ...], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        Situation({}, (PEACE,), options, positions)


def test_leaving_issues_out_turns_conditions_on_them_into_outside_ones() -> None:
    calm = Option("calm", "war", "It is calm")
    offer = Position("offer", "x", "a", act="offer", conditions=("calm",))
    it = Situation({}, (PEACE, Issue("war", "War")), (Option("a", "peace"), calm), (offer,))
    (left,) = it.only(["peace"]).positions
    assert (left.conditions, left.outside) == ((), ("It is calm",))
    assert it.only(parties=["y"]).positions == ()


# ---------------------------------------------------------------- laws, against all subsets

IDS = ("a", "b", "c", "d", "e")


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    ids = IDS[: draw(st.integers(1, 5))]
    pairs = st.lists(st.tuples(st.sampled_from(ids), st.sampled_from(ids)), max_size=3)
    related: list[dict[str, frozenset[str]]] = []
    for _ in range(2):
        found: dict[str, frozenset[str]] = {}
        for one, other in draw(pairs):
            found[one] = found.get(one, frozenset()) | {other}
        related.append(found)
    scale = draw(st.sampled_from(["nominal", "interval"]))
    issues = Issue("scaled", "Scaled", scale), PEACE
    options = tuple(
        Option(it, draw(st.sampled_from(["scaled", "peace"])), "", F(draw(st.integers(0, 4))))
        for it in ids
    )
    positions = tuple(
        Position(
            f"p{number}",
            draw(st.sampled_from(["x", "y", "z"])),
            draw(st.sampled_from(ids)),
            direction := draw(st.sampled_from(["for", "for", "against"])),
            "refuse" if direction == "against" else draw(st.sampled_from(["demand", "offer"])),
            draw(st.sampled_from(list(FIRMNESS))),
            conditions=tuple(draw(st.lists(st.sampled_from(ids), max_size=2, unique=True))),
        )
        for number in range(draw(st.integers(0, 5)))
    )
    return Situation({}, issues, options, positions, Relations(*related))


@given(situations())
def test_packages_are_all_that_can_be_combined(it: Situation) -> None:
    expected = {chosen for chosen in subsets(it) if is_package(it, chosen)}
    space = Space(it)
    assert space.size() == len(expected)
    for component in space.components:
        listed = [space.package(mask) for mask in space.packages_of(component)]
        assert len(set(listed)) == len(listed)
        assert set(listed) == {chosen & frozenset(component) for chosen in expected}


@settings(max_examples=150)
@given(situations())
def test_correction_sets_are_all_the_minimal_ones(it: Situation) -> None:
    """Removed, the rest can be kept; with any of them back, it cannot."""
    packages = [chosen for chosen in subsets(it) if is_package(it, chosen)]
    broken = {
        frozenset(p.id for p in it.positions if not keeps(it, chosen, p)) for chosen in packages
    }
    minimal = {one for one in broken if not any(other < one for other in broken)}
    found = corrections(it, most=1000)
    assert found.complete
    assert sorted(map(sorted, moves(found))) == sorted(map(sorted, minimal))
    assert [correction.weight for correction in found.sets] == sorted(
        sum(position.rank for position in correction.moves) for correction in found.sets
    )
    for correction in found.sets:
        package = frozenset(correction.options)
        kept = {p.id for p in it.positions if keeps(it, package, p)}
        gone = {p.id for p in correction.moves}
        assert is_package(it, package)
        assert kept == {p.id for p in it.positions} - gone
        # Nothing can be left out of the package.
        assert not any(
            other < package and all(keeps(it, other, p) for p in it.positions if p.id in kept)
            for other in packages
        )


@given(situations(), st.data())
def test_fixed_positions_stay(it: Situation, data: st.DataObject) -> None:
    ids = [position.id for position in it.positions]
    fixed = data.draw(st.lists(st.sampled_from(ids), unique=True)) if ids else []
    packages = [chosen for chosen in subsets(it) if is_package(it, chosen)]
    possible = any(
        all(keeps(it, chosen, p) for p in it.positions if p.id in fixed) for chosen in packages
    )
    found = corrections(it, fixed, most=1000)
    assert bool(found.sets) == possible
    assert all(gone.isdisjoint(fixed) for gone in moves(found))


@settings(max_examples=150)
@given(situations(), st.booleans(), st.sampled_from(["share", "sum"]))
def test_the_frontier_is_that_of_all_packages(it: Situation, hold: bool, utility: str) -> None:
    rule: Rule = replace(read_rule(), utility=utility)
    worth = utilities(it, rule)
    held = tuple(p for p in it.positions if p.rank >= 4) if hold else ()
    packages = [
        chosen
        for chosen in subsets(it)
        if is_package(it, chosen) and all(keeps(it, chosen, p) for p in held)
    ]
    values = [worth.of(chosen) for chosen in packages]
    found = frontier(worth, held)
    assert [outcome.utilities for outcome in found] == undominated(values)
    for outcome in found:
        assert worth.of(frozenset(outcome.options)) == outcome.utilities
        assert frozenset(outcome.options) in packages
        assert outcome.ways == values.count(outcome.utilities)
        assert len(outcome.options) == min(
            len(chosen)
            for chosen, value in zip(packages, values, strict=True)
            if value == outcome.utilities
        )


@given(situations())
def test_names_do_not_matter(it: Situation) -> None:
    """The same moves and utilities when options and parties have other names."""
    names = {option: f"z{option}" for option in IDS}
    renamed = Situation(
        {},
        it.issues,
        tuple(replace(option, id=names[option.id]) for option in it.options),
        tuple(
            replace(
                p,
                party=f"the {p.party}",
                option=names[p.option],
                conditions=tuple(names[c] for c in p.conditions),
            )
            for p in it.positions
        ),
        _Renamed(it, names),
    )
    assert moves(corrections(renamed, most=1000)) == moves(corrections(it, most=1000))
    assert [o.utilities for o in frontier(utilities(renamed))] == [
        o.utilities for o in frontier(utilities(it))
    ]


class _Renamed(Relations):
    def __init__(self, it: Situation, names: dict[str, str]) -> None:
        ids = [option.id for option in it.options]
        super().__init__(
            {names[o]: frozenset(names[x] for x in it.relations.entailed(o)) for o in ids},
            {names[o]: frozenset(names[x] for x in it.relations.excluded(o)) for o in ids},
        )
