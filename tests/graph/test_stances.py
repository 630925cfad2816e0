"""Agreement and collision, on options small enough to judge by eye."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.graph.stances import Relations, Stance, Stances, stances_of

# more entails some; some and none exclude each other; other stands alone
RELATIONS = Relations(
    {"most": frozenset({"more"}), "more": frozenset({"some"})},
    {"some": frozenset({"none"}), "none": frozenset({"some"})},
)
CASES = [
    ("for some", "for some", "agree"),
    ("for more", "for some", "agree"),
    ("for some", "for most", "agree"),
    ("against some", "against more", "agree"),
    ("for some", "against some", "collide"),
    ("for most", "against some", "collide"),
    ("for some", "against most", ""),
    ("for none", "for some", "collide"),
    ("for none", "for most", "collide"),
    ("for none", "against some", ""),
    ("against none", "against some", ""),
    ("for other", "for some", ""),
    ("for other", "against none", ""),
]


def meet(one: str, other: str) -> str:
    stances = tuple(
        Stance(f"p{i}", f"party-{i}", option, direction)
        for i, (direction, option) in enumerate((one.split(), other.split()))
    )
    both = Stances(stances, RELATIONS)
    found = [
        name
        for name, pairs in (("agree", both.agreements()), ("collide", both.collisions()))
        if list(pairs)
    ]
    return " ".join(found)


@pytest.mark.parametrize(
    ("one", "other", "expected"), CASES, ids=[f"{a} / {b}" for a, b, _ in CASES]
)
def test_what_two_stances_make_of_each_other(one: str, other: str, expected: str) -> None:
    assert expected == meet(one, other) == meet(other, one)


OPTIONS = ["most", "more", "some", "none", "other"]
stance = st.builds(
    Stance,
    st.uuids().map(str),
    st.sampled_from(["a", "b", "c"]),
    st.sampled_from(OPTIONS),
    st.sampled_from(["for", "against"]),
)


@given(st.lists(stance, max_size=12))
def test_every_pair_is_judged_once_and_never_both_ways(stances: list[Stance]) -> None:
    both = Stances(tuple(stances), RELATIONS)
    agreements, collisions = list(both.agreements()), list(both.collisions())
    assert len(set(agreements)) == len(agreements)
    assert not set(agreements) & set(collisions)
    assert all(m.one.party < m.other.party for m in (*agreements, *collisions))
    expected = sum(
        one.party != other.party
        and meet(f"{one.direction} {one.option}", f"{other.direction} {other.option}") == "collide"
        for one, other in itertools.combinations(stances, 2)
    )
    assert expected == len(collisions)


def test_only_current_positions_for_or_against_an_option_are_stances(turtle) -> None:
    graph = turtle("""
        :o a neg:Option ; dct:identifier "o" .
        :p1 a neg:Position ; neg:holder :a ; neg:option :o ; neg:act code:refuse ; neg:status code:current .
        :p2 a neg:Position ; neg:holder :a ; neg:option :o ; neg:act code:demand ;
            neg:status code:superseded .
        :p3 a neg:Position ; neg:holder :a ; neg:option :o ; neg:act code:warn ; neg:status code:current .
        :p4 a neg:Position ; neg:holder :a ; neg:act code:withhold ; neg:status code:current .
    """)
    (only,) = stances_of(graph).stances
    assert only == Stance("https://example.org/p1", "https://example.org/a", "o", "against")


def test_the_saved_question_and_the_networks_find_the_same_collisions(seed) -> None:
    asked = {frozenset((str(row.one_id), str(row.other_id))) for row in seed.ask("conflicts")}
    found = {frozenset((m.one.position, m.other.position)) for m in stances_of(seed).collisions()}
    drawn = {
        frozenset(pair)
        for *_, pairs in seed.network("conflict").edges(data="pairs")
        for pair in pairs
    }
    assert asked == found == drawn
    assert asked
