"""The graph model's concepts: published cases, cases derived by hand, laws, and hostile sizes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.graph.analysis.stability.coalitions import (
    COALITIONAL,
    Together,
    coalitional_stability,
    coalitions,
)
from detente.graph.analysis.stability.equilibria import stability
from detente.graph.analysis.stability.model import DecisionMaker, Model, State, members, set_of
from detente.graph.analysis.stability.moves import Moves, ends_of_sequences
from detente.graph.analysis.stability.paths import Step
from detente.graph.analysis.stability.reading import parse_model
from detente.graph.analysis.stability.reasons import coalition_reason, reason, sentence
from detente.graph.errors import UsageError

ALL = ("R", "GMR", "SMR", "SEQ", "SIM")


def two_by_two(first: str, second: str) -> Model:
    return parse_model(
        f"""
stability: 1
title: Two by two
decision_makers: {{p1: {{label: First}}, p2: {{label: Second}}}}
options: {{one: {{label: One, by: p1}}, two: {{label: Two, by: p2}}}}
preferences: {{p1: {{ranking: [{first}]}}, p2: {{ranking: [{second}]}}}}
"""
    )


# States NN, YN, NY, YY as 1 to 4, the first option that of the first decision maker.
#
# Prisoner's dilemma (Y: keep silent): from 4 each would defect, to 3 and to 2; the other's answer, an
# improvement for it, leads to 1, below 4 and without a way up. From 1 nobody improves.
#
# Chicken (Y: drive on): 2 and 3, where one drives on, are left by nobody. From 1 (both swerve) the first
# could go to 2; the second could answer by 4, the worst for both, which is no improvement for it: so 1
# is GMR, SMR (from 4 the first can only go to 3, below 1) and SIM, but not SEQ. From 4 both would swerve.
#
# Stag hunt (Y: hunt the stag): from 1 and 4 nobody improves. From 3 the second, left alone with the stag,
# would hunt the hare too, at 1; the first could only answer by 2, which the second likes more than 3. From
# 2 the same for the first.
CASES = {
    "prisoner's dilemma": (
        ("3, 4, 1, 2", "2, 4, 1, 3"),
        {"R": "1", "GMR": "1 4", "SMR": "1 4", "SEQ": "1 4", "SIM": "1 4"},
    ),
    "chicken": (
        ("2, 1, 3, 4", "3, 1, 2, 4"),
        {"R": "2 3", "GMR": "1 2 3", "SMR": "1 2 3", "SEQ": "2 3", "SIM": "1 2 3"},
    ),
    "stag hunt": (
        ("4, 3, 1, 2", "4, 2, 1, 3"),
        {"R": "1 4", "GMR": "1 4", "SMR": "1 4", "SEQ": "1 4", "SIM": "1 4"},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_two_by_two_games(name: str) -> None:
    (first, second), expected = CASES[name]
    found = stability(two_by_two(first, second))
    assert {concept: " ".join(found.equilibria(concept)) for concept in ALL} == expected


# Elmira groundwater contamination, as in Xu, Hipel, Kilgour and Fang (2018): the states are the columns
# of the published table; modifying the order cannot be undone, nor can accepting or abandoning, and
# delay, once ended, does not return. Abandoning makes all else the same.
ELMIRA = """
stability: 1
title: Elmira
decision_makers: {moe: {label: MoE}, uniroyal: {label: Uniroyal}, lg: {label: Local Government}}
options:
  modify: {label: Modify the order, by: moe, irreversible: taken}
  delay: {label: Delay, by: uniroyal, irreversible: dropped}
  accept: {label: Accept, by: uniroyal, irreversible: taken}
  abandon: {label: Abandon, by: uniroyal, irreversible: taken}
  insist: {label: Insist, by: lg}
states:
  s1: {taken: NYNNN}
  s2: {taken: YYNNN}
  s3: {taken: NNYNN}
  s4: {taken: YNYNN}
  s5: {taken: NYNNY}
  s6: {taken: YYNNY}
  s7: {taken: NNYNY}
  s8: {taken: YNYNY}
  s9: {taken: "---Y-"}
preferences:
  moe: {ranking: [s7, s3, s4, s8, s5, s1, s2, s6, s9]}
  uniroyal: {ranking: [s1, s4, s8, s5, s9, s3, s7, s2, s6]}
  lg: {ranking: [s7, s3, s5, s1, s8, s6, s4, s2, s9]}
"""


@pytest.fixture(scope="module")
def elmira() -> Model:
    return parse_model(ELMIRA)


def moves_of(model: Model, mover: int) -> set[str]:
    return {
        f"{start + 1}→{end + 1}"
        for start, ends in enumerate(model.reach[mover])
        for end in members(ends)
    }


def test_elmira_has_the_published_moves(elmira: Model) -> None:
    assert moves_of(elmira, 0) == {"1→2", "3→4", "5→6", "7→8"}
    assert moves_of(elmira, 1) == {
        *("1→3", "2→4", "5→7", "6→8"),
        *(f"{state}→9" for state in range(1, 9)),
    }
    there = {"1→5", "2→6", "3→7", "4→8"}
    assert moves_of(elmira, 2) == there | {f"{it[2]}→{it[0]}" for it in there}


def test_elmira_has_the_published_equilibria(elmira: Model) -> None:
    """5, 8 and 9 are strong equilibria; 1 and 4 hold only for those who fear any answer."""
    found = stability(elmira)
    strong, cautious = ("s5", "s8", "s9"), ("s1", "s4", "s5", "s8", "s9")
    assert {concept: found.equilibria(concept) for concept in ("R", "GMR", "SMR", "SEQ")} == {
        "R": strong,
        "GMR": cautious,
        "SMR": cautious,
        "SEQ": strong,
    }


def test_elmira_moe_and_uniroyal_together_leave_5_for_8(elmira: Model) -> None:
    """The published equilibrium jump: neither gains alone, together they move by 6 to 8."""
    found = coalitional_stability(elmira)
    assert found.equilibria("R") == ("s8", "s9")
    assert found.equilibria("SEQ") == ("s8", "s9")
    assert found.equilibria("GMR") == found.equilibria("SMR") == ("s1", "s4", "s8", "s9")
    for concept in COALITIONAL:
        left_by = [it for it, stable in found.stable[concept].items() if not stable >> 4 & 1]
        assert left_by == [(0, 1)], concept
    why = coalition_reason(Together(Moves(elmira)), "SEQ", 4, (0, 1))
    assert sentence(elmira, why) == "MoE and Uniroyal would move to s8, and no answer deters it."


def test_reasons_say_who_would_leave_and_what_deters(elmira: Model) -> None:
    moves = Moves(elmira)
    assert sentence(elmira, reason(moves, "R", 0, 2)) == "Local Government would move to s5."
    assert sentence(elmira, reason(moves, "SEQ", 8, 1)) == "Uniroyal can move to nothing better."
    deterred = reason(moves, "GMR", 3, 2)
    assert [(it.to, it.answer) for it in deterred.improvements] == [(7, (Step((1,), 8),))]
    assert sentence(elmira, deterred) == (
        "Local Government could move to s8, but then Uniroyal to s9: no better than before."
    )


# Sanctions by sequences: A can go from a to b, which it likes most. From b only B then C then B again
# leads to e, the worst for A: a legal sequence, though B moves twice. If B alone made both moves (f to g)
# it would move twice in a row, which is none.
SEQUENCES = """
stability: 1
title: Sequences
decision_makers: {a: {label: A}, b: {label: B}, c: {label: C}}
states: {a: {}, b: {}, c: {}, d: {}, e: {}, f: {}, g: {}, h: {}}
moves:
  a: [a -> b, h -> f]
  b: [b -> c, d -> e, f -> g, g -> e]
  c: [c -> d]
preferences:
  a: {ranking: [[b, c, d, f, g], [a, h], e]}
  b: {ranking: [[e, g], d, [c, f], [a, b, h]]}
  c: {ranking: [[a, b, d, e, f, g, h], c]}
"""


def test_an_answer_may_take_several_moves_but_nobody_moves_twice_in_a_row() -> None:
    model = parse_model(SEQUENCES)
    found = stability(model)
    assert found.concepts == ("R", "GMR", "SMR", "SEQ")
    for concept in ("GMR", "SMR", "SEQ"):
        assert found.stable[concept][0] & 1, concept
        assert not found.stable[concept][0] >> model.state("h") & 1, concept
    (improvement,) = reason(Moves(model), "SEQ", 0, 0).improvements
    assert improvement.answer == (Step((1,), 2), Step((2,), 3), Step((1,), 4))


def test_simultaneous_stability_needs_option_form() -> None:
    with pytest.raises(UsageError, match="option form"):
        stability(parse_model(SEQUENCES), ["SIM"])


def test_a_common_move_leads_both_to_the_same_state() -> None:
    """War is one state, whoever begins it; and an option can be in the hands of two."""
    model = parse_model(
        """
stability: 1
title: War
decision_makers: {east: {label: East}, west: {label: West}}
options:
  east-fires: {label: East fires, by: east, irreversible: taken}
  west-fires: {label: West fires, by: west, irreversible: taken}
  line: {label: The line is open, by: [east, west]}
indistinguishable: [east-fires or west-fires]
preferences: {east: {statements: [not east-fires]}, west: {statements: [line]}}
"""
    )
    assert [model.pattern(place) for place in range(3)] == ["NNN", "---", "NNY"]
    assert model.reach[0] == model.reach[1] == (0b110, 0, 0b011)
    # In the state of war it is not certain that either statement holds, so it ranks last for both.
    assert model.rank == ((1, 0, 1), (0, 0, 1))


def test_prioritised_statements_give_the_published_order() -> None:
    """Ψ(s) = Σ 2^(k−j) over the statements that hold, with three statements as 4, 2 and 1."""
    text = ELMIRA[: ELMIRA.index("preferences")] + (
        "preferences:\n"
        "  moe: {statements: [-4, 3, -1, 5 iff -1]}\n"
        "  uniroyal: {statements: [accept iff modify, not abandon, not insist]}\n"
        "  lg: {statements: [[not abandon, not modify], accept]}\n"
    )
    model = parse_model(text)
    s = {state.id: place for place, state in enumerate(model.states)}
    moe, uniroyal, lg = model.rank
    # -4, 3, -1, 5 iff -1 as 8, 4, 2, 1: s7 15, s3 14, s4 13, s8 12, s5 11, s1 10, s2 9, s6 8; s9 none
    order = ["s9", "s6", "s2", "s1", "s5", "s8", "s4", "s3", "s7"]
    assert [moe[s[it]] for it in order] == list(range(9))
    # 4, 2, 1: s1 and s4 7, s5 and s8 6, s2 and s3 3, s6 and s7 2; s9 none, as nothing is certain in it
    assert {it: uniroyal[s[it]] for it in s} == {
        **dict.fromkeys(("s1", "s4"), 4),
        **dict.fromkeys(("s5", "s8"), 3),
        **dict.fromkeys(("s2", "s3"), 2),
        **dict.fromkeys(("s6", "s7"), 1),
        "s9": 0,
    }
    # two equally important: s1 and s3 have both, accepting breaks the tie; the others have one of them
    assert lg[s["s3"]] > lg[s["s1"]] > lg[s["s4"]] > lg[s["s2"]] > lg[s["s9"]]


# Laws, on small models with any moves and preferences.


@st.composite
def models(draw: st.DrawFn) -> Model:
    size, count = draw(st.integers(1, 6)), draw(st.integers(1, 3))
    reach = [
        [draw(st.integers(0, 2**size - 1)) & ~(1 << state) for state in range(size)]
        for _ in range(count)
    ]
    rank = [[draw(st.integers(0, 3)) for _ in range(size)] for _ in range(count)]
    return Model(
        "any",
        tuple(DecisionMaker(f"d{it}", f"D{it}") for it in range(count)),
        tuple(State(f"s{it}") for it in range(size)),
        tuple(map(tuple, reach)),
        tuple(map(tuple, rank)),
    )


def walked(arcs: list[tuple[int, ...]], start: int) -> set[int]:
    """R_H by its definition: every legal sequence walked, none longer than there are (state, mover)."""
    found: set[tuple[int, int]] = set()
    waiting = [(start, -1)]
    while waiting:
        state, last = waiting.pop()
        for mover, row in enumerate(arcs):
            for end in members(row[state]):
                if mover != last and (end, mover) not in found:
                    found.add((end, mover))
                    waiting.append((end, mover))
    return {end for end, _ in found}


def by_definition(model: Model, concept: str, mover: int, state: int) -> bool:
    rank = model.rank[mover]
    others = [it for it in range(len(model.decision_makers)) if it != mover]
    improving = [
        tuple(
            set_of([end for end in members(ends) if model.rank[it][end] > model.rank[it][start]])
            for start, ends in enumerate(model.reach[it])
        )
        for it in others
    ]
    arcs = improving if concept == "SEQ" else [model.reach[it] for it in others]
    for better in members(model.reach[mover][state]):
        if rank[better] <= rank[state]:
            continue
        answers = [end for end in walked(arcs, better) if rank[end] <= rank[state]]
        if concept == "SMR":
            answers = [
                end
                for end in answers
                if all(rank[out] <= rank[state] for out in members(model.reach[mover][end]))
            ]
        if concept == "R" or not answers:
            return False
    return True


@given(models())
@settings(max_examples=200, deadline=None)
def test_the_concepts_are_as_defined(model: Model) -> None:
    found = stability(model)
    moves = Moves(model)
    for concept in ("R", "GMR", "SMR", "SEQ"):
        for mover in moves.everyone:
            for state in range(len(model.states)):
                stable = bool(found.stable[concept][mover] >> state & 1)
                assert stable == by_definition(model, concept, mover, state)
                assert stable == reason(moves, concept, state, mover).stable


@given(models())
@settings(max_examples=100, deadline=None)
def test_the_concepts_follow_from_one_another(model: Model) -> None:
    """Nash ⊆ SMR ⊆ GMR and Nash ⊆ SEQ ⊆ GMR, for each decision maker."""
    stable = stability(model).stable
    for mover in range(len(model.decision_makers)):
        nash, gmr, smr, seq = (stable[it][mover] for it in ("R", "GMR", "SMR", "SEQ"))
        assert nash & ~smr == nash & ~seq == 0
        assert smr & ~gmr == seq & ~gmr == 0


@given(models())
@settings(max_examples=100, deadline=None)
def test_coalitional_stability_laws(model: Model) -> None:
    """Nash implies the others; a coalition of one is judged as alone; the grand one fears nobody."""
    alone, found = stability(model), coalitional_stability(model)
    joint = Together(Moves(model))
    everyone = joint.moves.everyone
    for concept in COALITIONAL:
        by_coalition = found.stable[concept]
        assert set(by_coalition) == set(coalitions(everyone))
        assert by_coalition[everyone] == found.stable["R"][everyone]
        for coalition, states in by_coalition.items():
            assert found.stable["R"][coalition] & ~states == 0
            for state in range(len(model.states)):
                why = coalition_reason(joint, concept, state, coalition)
                assert why.stable == bool(states >> state & 1)
        for mover in everyone:
            if concept != "SEQ":  # there the others may improve by coalitions
                assert by_coalition[(mover,)] == alone.stable[concept][mover]
    for coalition in coalitions(everyone):
        for start, ends in enumerate(joint.improvements(coalition)):
            reached = walked([model.reach[it] for it in coalition], start)
            assert set(members(ends)) == {
                end
                for end in reached
                if all(model.rank[it][end] > model.rank[it][start] for it in coalition)
            }


@given(models(), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_stability_is_invariant_under_relabelling(model: Model, shuffle: object) -> None:
    size = len(model.states)
    order = list(range(size))
    shuffle.shuffle(order)  # type: ignore[attr-defined]
    place = {old: new for new, old in enumerate(order)}
    other = Model(
        "relabelled",
        model.decision_makers[::-1],
        tuple(model.states[old] for old in order),
        tuple(
            tuple(set_of([place[end] for end in members(row[old])]) for old in order)
            for row in model.reach[::-1]
        ),
        tuple(tuple(10 * row[old] - 3 for old in order) for row in model.rank[::-1]),
    )
    for concept in ("R", "GMR", "SMR", "SEQ"):
        assert set(stability(model).equilibria(concept)) == set(
            stability(other).equilibria(concept)
        )
        assert set(coalitional_stability(model, [concept]).equilibria(concept)) == set(
            coalitional_stability(other, [concept]).equilibria(concept)
        )


@given(st.permutations([1, 2, 3, 4]), st.permutations([1, 2, 3, 4]))
@settings(max_examples=60, deadline=None)
def test_simultaneous_stability_of_two_by_definition(first: list[int], second: list[int]) -> None:
    model = two_by_two(", ".join(map(str, first)), ", ".join(map(str, second)))
    found = stability(model, ["SIM"]).stable["SIM"]
    for mover, other in ((0, 1), (1, 0)):
        for state in range(4):
            rank, theirs = model.rank[mover], model.rank[other]
            mine, their = state ^ (1 << mover), state ^ (1 << other)
            improves, meets = rank[mine] > rank[state], theirs[their] > theirs[state]
            stable = not improves or (meets and rank[state ^ 0b11] <= rank[state])
            assert bool(found[mover] >> state & 1) == stable


def test_others_may_move_at_once_in_any_group() -> None:
    """Three who each gain by moving: only all at once harm the first, who then holds still."""
    model = parse_model(
        """
stability: 1
title: Three
decision_makers: {a: {label: A}, b: {label: B}, c: {label: C}}
options: {x: {label: X, by: a}, y: {label: Y, by: b}, z: {label: Z, by: c}}
preferences:
  a: {statements: [not (x and y and z), x]}
  b: {statements: [y]}
  c: {statements: [z]}
"""
    )
    found = stability(model, ["R", "SIM"])
    assert not found.stable["R"][0] & 1
    assert found.stable["SIM"][0] & 1
    assert not found.stable["SIM"][1] & 1
    words = sentence(model, reason(Moves(model), "SIM", 0, 0))
    assert words == "A could move to 2, but if B and C moved at the same time, all might end in 8."
    other = parse_model(
        """
stability: 1
title: Only one of the two others matters
decision_makers: {a: {label: A}, b: {label: B}, c: {label: C}}
options: {x: {label: X, by: a}, y: {label: Y, by: b}, z: {label: Z, by: c}}
preferences: {a: {statements: [not (x and z), x]}, b: {statements: [y]}, c: {statements: [z]}}
"""
    )
    words = sentence(other, reason(Moves(other), "SIM", 0, 0))
    assert words == "A could move to 2, but if C moved at the same time, all might end in 6."


def test_everyone_indifferent_leaves_nothing() -> None:
    model = two_by_two("[1, 2, 3, 4]", "[1, 2, 3, 4]")
    assert all(len(stability(model).equilibria(concept)) == 4 for concept in ALL)


def test_one_decision_maker_and_one_state() -> None:
    model = parse_model(
        "stability: 1\ntitle: One\ndecision_makers: {a: {label: A}}\n"
        "states: {s: {}}\nmoves: {a: []}\npreferences: {a: {ranking: [s]}}\n"
    )
    assert stability(model).equilibria("SEQ") == ("s",)
    assert coalitional_stability(model).equilibria("R") == ("s",)


def test_nine_decision_makers_are_too_many_for_coalitions() -> None:
    with pytest.raises(UsageError, match="too many"):
        coalitions(tuple(range(9)))
    with pytest.raises(UsageError, match="coalitional form"):
        coalitional_stability(two_by_two("1, 2, 3, 4", "1, 2, 3, 4"), ["SIM"])


def test_twelve_options_of_four() -> None:
    """4,096 states; independent options, so that each wants just its own: one equilibrium of all."""
    names = [f"o{number}" for number in range(12)]
    model = parse_model(
        "stability: 1\ntitle: Twelve\ndecision_makers:\n"
        + "".join(f"  d{it}: {{label: D{it}}}\n" for it in range(4))
        + "options:\n"
        + "".join(f"  {name}: {{label: {name}, by: d{n % 4}}}\n" for n, name in enumerate(names))
        + "preferences:\n"
        + "".join(f"  d{it}: {{statements: [{', '.join(names[it::4])}]}}\n" for it in range(4))
    )
    found = stability(model, ["R", "GMR", "SMR", "SEQ"])
    assert len(model.states) == 4096
    assert {found.equilibria(concept) for concept in found.concepts} == {("4096",)}


def test_sequences_of_all_lengths_are_found() -> None:
    """A chain of eight moves by two in turn; by one of them alone only its first."""
    size = 9
    odd = tuple(1 << state + 1 if state % 2 == 0 and state < 8 else 0 for state in range(size))
    even = tuple(1 << state + 1 if state % 2 == 1 else 0 for state in range(size))
    assert ends_of_sequences([odd, even])[0] == 0b111111110
    assert ends_of_sequences([odd])[0] == 0b10
    assert ends_of_sequences([]) == ()
