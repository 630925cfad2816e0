"""The round model on cases derived by hand, on degenerate inputs, and the laws it keeps."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.graph.analysis.forecast import Actor
from detente.graph.analysis.rounds.model import run
from detente.graph.analysis.rounds.outcome import final_median, round_forecast
from detente.graph.analysis.rounds.reading import PRINTED, REPLICATED, readings
from detente.graph.errors import UsageError


def actor(party: str, position: object, salience: object = 1, capability: object = 1) -> Actor:
    return Actor(party, Fraction(str(position)), Fraction(str(salience)), Fraction(str(capability)))


def test_two_parties_by_hand() -> None:
    # a at 0 with a quarter of the weight, b at 1; both saliences 1. P_ab = 1/4, P_ba = 3/4, and with a_ij
    # = 1 u_s = 2, u_f = −2: E_ab = 2/4 − 2·3/4 − u_q = −1 − u_q, E_ba = 1 − u_q. With all exponents 1,
    # u_q = 0: what the other expects is 1 for a, −1 for b; so R_a = 1, r_a = ½, and R_b = −1, r_b = 2.
    # a: u_q = 2 − 4/√2 = 2 − 2√2. own = −3 + 2√2 = −0.172, other = −1 + 2√2 = 1.828. A compromise: a
    # moves to 0.172/1.828 = 0.0938363.
    # b: u_q = 2 − 4/4 = 1. own = 1 − 1 = 0, other = −1 − 1 = −2: a stalemate.
    first = run([actor("a", 0), actor("b", 1, 1, 3)], PRINTED, 1).last
    a, b = first.moves
    assert a.taken
    assert (a.taken.by, a.taken.kind, a.reason) == ("b", "compromise", "the only offer")
    assert a.taken.own == pytest.approx(2 * 2**0.5 - 3)
    assert a.taken.other == pytest.approx(2 * 2**0.5 - 1)
    assert first.positions == pytest.approx((0.0938363, 1), abs=1e-6)
    assert (b.taken, [it.kind for it in b.offers]) == (None, ["stalemate"])
    assert first.median == (1, 1)
    assert first.mean == pytest.approx(0.75 + 0.25 * 0.0938363, abs=1e-6)


def test_two_parties_with_the_chance_over_all_pairs_by_hand() -> None:
    # As above, but the pair is counted in both orders: P_ab = 1/8, P_ba = 3/8. E_ab = 2/8 − 14/8 − u_q =
    # −1.5 − u_q, E_ba = 6/8 − 10/8 − u_q = −0.5 − u_q. Both votes are over the whole range, so they do
    # not bend.
    # r_a = ½: own = −3.5 + 2√2 = −0.672, other = −2.5 + 2√2 = 0.328. A capitulation: a moves to 1.
    first = run([actor("a", 0), actor("b", 1, 1, 3)], REPLICATED, 1).last
    taken = first.moves[0].taken
    assert taken
    assert (taken.kind, taken.target) == ("capitulation", 1)
    assert taken.own == pytest.approx(2 * 2**0.5 - 3.5)
    assert taken.other == pytest.approx(2 * 2**0.5 - 2.5)


def test_three_parties_by_hand() -> None:
    # a, m, b at 0, ½, 1, all alike. Votes between a and m: a gives ½ for a; m ½ and b ½ for m: P_am =
    # 1/3, P_ma = 2/3, and so for b; P_ab = ½. With exponents 1: u_s, u_f = ±1 at distance ½, ±2 at 1.
    # E_am = −1/3, E_ma = 1/3, E_ab = 0. What others expect: a 1/3, b 1/3, m −2/3. r_a = r_b = ½, r_m = 2.
    # a and m, r = ½: u_s = 2 − 4·√¼ = 0, u_f = 2 − 4·√¾ = −1.464102, u_q = −0.828427. own = −2/3·1.464102
    # + 0.828427 = −0.147641, other = −1/3·1.464102 + 0.828427 = 0.340393: a compromise, a moves
    # ½·0.147641/0.340393 = 0.216869.
    # a and b: own = other = 0.828427 > 0, neither is the weaker: no offer.
    # m and a, r = 2: u_s = 2 − 4/16 = 1.75, u_f = 2 − 4·9/16 = −0.25, u_q = 1. own = 3.5/3 − 0.25/3 − 1 =
    # 0.083333, other = 1.75/3 − 0.5/3 − 1 = −0.583333: no offer.
    first = run([actor("a", 0), actor("m", "0.5"), actor("b", 1)], PRINTED, 1).last
    assert first.positions == pytest.approx((0.216869, 0.5, 1 - 0.216869), abs=1e-5)
    assert [len(it.offers) for it in first.moves] == [1, 0, 1]
    assert first.median == (0.5, 0.5)
    assert first.mean == pytest.approx(0.5)


def test_a_conflict_by_hand() -> None:
    # Salience ½ each. P_ab = 1/4, P_ba = 3/4. E_ab = ½(2/4 − 6/4) + ½·2 − u_q = ½ − u_q; E_ba = ½(6/4 −
    # 2/4) + 1 − u_q = 1.5 − u_q. r_a = ½, u_q = 2 − 2√2: own = 1.328, other = 2.328: a conflict that a
    # would lose.
    # b: r_b = 2, u_q = 1: own = 0.5, other = −0.5: no offer.
    parties = [actor("a", 0, "0.5"), actor("b", 1, "0.5", 3)]
    first = run(parties, PRINTED, 1).last
    taken = first.moves[0].taken
    assert taken
    assert (taken.kind, first.positions) == ("conflict", (1, 1))
    assert taken.own == pytest.approx(2 * 2**0.5 - 1.5)
    assert run(parties, PRINTED, 1).settled is False
    nobody = run(parties, replace(PRINTED, conflict="nobody moves"), 5)
    assert [it.positions for it in nobody.rounds] == [(0, 1)]
    assert nobody.settled
    assert nobody.last.moves[0].offers[0].kind == "conflict"


@pytest.mark.parametrize(
    ("actors", "median"),
    [
        pytest.param([actor("a", 3)], (3, 3), id="one party"),
        pytest.param([actor("a", 3), actor("b", 3, "0.2", 9)], (3, 3), id="all at one place"),
        pytest.param([actor("a", 0), actor("b", 10)], (0, 10), id="level: nobody gives way"),
        pytest.param(
            [actor("a", 1, 0, 0), actor("b", 2, 1, 0), actor("c", 2)],
            (2, 2),
            id="two without weight",
        ),
    ],
)
def test_degenerate_cases_in_every_reading(
    actors: list[Actor], median: tuple[float, float]
) -> None:
    found = round_forecast(actors)
    assert len({it.reading for it in found.ends}) == 256
    if len({it.position for it in actors}) == 1:
        assert found.settled
        assert found.spread == median
        assert found.upwards.last.moves[0].reason == "all agree"
    assert found.median == median
    assert not found.sided


def test_nobody_with_weight_or_no_round() -> None:
    for actors in ([], [actor("a", 1, 0), actor("b", 2, 1, 0)]):
        with pytest.raises(UsageError, match="no party has any weight"):
            round_forecast(actors)
    with pytest.raises(UsageError, match="at least one round"):
        final_median([actor("a", 1)], 0)


def test_level_offers_are_decided_by_the_direction_and_said_to_be() -> None:
    # m between two strong neighbours that are alike: what they offer it is as far off on either side.
    parties = [actor("a", 0, 1, 9), actor("m", 5, "0.1"), actor("b", 10, 1, 9)]
    up, down = run(parties), run(parties, downwards=True)
    assert up.sided
    assert up.rounds[0].moves[1].sided
    assert [it.now for it in up.rounds[0].moves] != [it.now for it in down.rounds[0].moves]
    # Turned around, one is the other.
    assert [10 - it for it in up.rounds[0].positions[::-1]] == pytest.approx(
        down.rounds[0].positions
    )


_parties = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 4), st.integers(0, 9)), min_size=1, max_size=5
).filter(lambda them: any(s * c for _, s, c in them))
_laws = settings(max_examples=40, deadline=None)


def made(numbers: list[tuple[int, int, int]]) -> list[Actor]:
    return [
        Actor(f"p{n}", Fraction(x), Fraction(s, 4), Fraction(c))
        for n, (x, s, c) in enumerate(numbers)
    ]


@_laws
@given(_parties, st.sampled_from(sorted(readings(), key=repr)), st.data())
def test_names_order_units_and_scale_of_capability_make_no_difference(
    numbers: list[tuple[int, int, int]], reading: object, data: st.DataObject
) -> None:
    actors = made(numbers)
    before = run(actors, reading, 4)  # type: ignore[arg-type]
    order = data.draw(st.permutations(range(len(actors))))
    changed = [
        Actor(
            f"q{n}",
            actors[n].position * Fraction(7, 3) - 11,
            actors[n].salience,
            actors[n].capability * Fraction(5, 7),
        )
        for n in order
    ]
    after = run(changed, reading, 4)  # type: ignore[arg-type]
    assert len(after.rounds) == len(before.rounds)
    for one, other in zip(before.rounds, after.rounds, strict=True):
        moved = [one.positions[n] * 7 / 3 - 11 for n in order]
        assert other.positions == pytest.approx(moved, abs=1e-9)
        assert other.mean == pytest.approx(one.mean * 7 / 3 - 11, abs=1e-9)
        assert other.median == pytest.approx([it * 7 / 3 - 11 for it in one.median], abs=1e-9)


@_laws
@given(_parties)
def test_turning_the_scale_around_turns_the_forecast_around(
    numbers: list[tuple[int, int, int]],
) -> None:
    actors = made(numbers)
    turned = [replace(it, position=-it.position) for it in actors]
    low, high = final_median(actors, 4)
    assert final_median(turned, 4) == pytest.approx((-high, -low), abs=1e-9)


@_laws
@given(_parties)
def test_everyone_stays_within_the_first_positions_and_agreement_stays(
    numbers: list[tuple[int, int, int]],
) -> None:
    actors = made(numbers)
    low, high = (f(it.position for it in actors) for f in (min, max))
    found = run(actors, rounds=6)
    for it in found.rounds:
        assert all(low - 1e-9 <= x <= high + 1e-9 for x in it.positions)
        assert low - 1e-9 <= it.mean <= high + 1e-9
        for move in it.moves:
            assert move.taken is None or move.taken in move.offers
            assert (move.was == move.now) or (move.taken and move.now == move.taken.target)
    agreed = [replace(a, position=Fraction(3)) for a in actors]
    assert run(agreed).last.positions == (3,) * len(actors)
    assert run(agreed).settled
