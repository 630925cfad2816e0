"""Bargaining solutions on published and hand-derived games, and their axioms on random ones."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.graph.analysis.packages.bargaining import (
    SOLUTIONS,
    Game,
    egalitarian,
    game,
    kalai_smorodinsky,
    nash,
    pareto,
    solve,
    utilitarian,
)
from detente.graph.analysis.packages.frontier import dominates, undominated
from detente.graph.analysis.packages.lotteries import (
    Lottery,
    ideal_over_lotteries,
    solve_lotteries,
)

TOY = game([(4, 1), (2, 3), (1, 4)], (0, 0))
F = Fraction


def mixed(found: Lottery | None) -> tuple[Fraction, ...]:
    assert found is not None
    return found.utilities


# ---------------------------------------------------------------- hand-derived


def test_the_toy_without_lotteries() -> None:
    # All three are Pareto. Products 4, 6, 4. Ideal (4, 4), smallest shares 1/4, 1/2, 1/4. Sums 5, 5, 5.
    assert pareto(TOY) == (0, 1, 2)
    assert solve(TOY) == {
        "nash": (1,),
        "kalai-smorodinsky": (1,),
        "egalitarian": (1,),
        "utilitarian": (0, 1, 2),
    }


def test_the_toy_over_lotteries() -> None:
    # The three points lie on x + y = 5, where x (5 − x) is largest at 5/2. The ideal is (4, 4), so the
    # ray to it is x = y and meets the line in the same point; so does the line of equal gains.
    found = solve_lotteries(TOY)
    for name in ("nash", "kalai-smorodinsky", "egalitarian"):
        assert mixed(found[name]) == (F(5, 2), F(5, 2)), name
    assert sum(mixed(found["utilitarian"])) == 5


# The hull of (8, 0), (6, 4), (0, 6) has the edges x = 8 − y/2 below and y = 6 − x/3 above (6, 4).
#   Nash, d = (0, 0): on the first edge (8 − 2s)(4s) rises to s = 1, on the second (6 − 6s)(4 + 2s) falls from
#   s = 0: the corner (6, 4).
#   Kalai–Smorodinsky: ideal (8, 6), ray y = 3x/4, so 3x/4 = 6 − x/3 and x = 72/13.
#   Egalitarian: x = 6 − x/3, x = 9/2. Utilitarian: sums 8, 10, 6.
#   With d = (2, 1) the gains are (6, −1), (4, 3), (−2, 5). Party 1 gets most where gain 2 is 0, a quarter of
#   the first edge up: 11/2. Party 2 where gain 1 is 0, two thirds of the second: 13/3. On the second edge
#   g2 = 13/3 − g1/3, on the ray g2 = 26/33 g1: g1 = 143/37, g2 = 338/111. Equal gains: g = 13/4.
CORNER = [(8, 0), (6, 4), (0, 6)]


@pytest.mark.parametrize(
    ("disagreement", "name", "expected"),
    [
        ((0, 0), "nash", (F(6), F(4))),
        ((0, 0), "kalai-smorodinsky", (F(72, 13), F(54, 13))),
        ((0, 0), "egalitarian", (F(9, 2), F(9, 2))),
        ((0, 0), "utilitarian", (F(6), F(4))),
        ((2, 1), "nash", (F(6), F(4))),
        ((2, 1), "kalai-smorodinsky", (2 + F(143, 37), 1 + F(338, 111))),
        ((2, 1), "egalitarian", (2 + F(13, 4), 1 + F(13, 4))),
        ((2, 1), "utilitarian", (F(6), F(4))),
    ],
)
def test_a_hull_with_a_corner(
    disagreement: tuple[int, int], name: str, expected: tuple[Fraction, ...]
) -> None:
    assert mixed(solve_lotteries(game(CORNER, disagreement))[name]) == expected


def test_three_parties_that_share_one_thing() -> None:
    # Σ p = 1 and Π p largest: a third each; egalitarian with a first share worth double: 2p1 = p2 = p3.
    whole = game([(2, 0, 0), (0, 1, 0), (0, 0, 1)], (0, 0, 0))
    found = solve_lotteries(whole)
    assert found["nash"] is not None
    assert not found["nash"].exact
    assert [round(float(it), 9) for it in mixed(found["nash"])] == [
        round(2 / 3, 9),
        *[round(1 / 3, 9)] * 2,
    ]
    assert mixed(found["kalai-smorodinsky"]) == (F(2, 3), F(1, 3), F(1, 3))
    assert mixed(found["egalitarian"]) == (F(2, 5), F(2, 5), F(2, 5))


def test_leximin_goes_on_where_the_worst_off_can_get_no_more() -> None:
    # Party 1 never gets more than 1; the others divide on x + y = 4 or take (3, 3).
    found = solve_lotteries(game([(1, 4, 0), (1, 0, 4), (1, 3, 3)], (0, 0, 0)))
    assert mixed(found["egalitarian"]) == (1, 3, 3)
    assert egalitarian(game([(1, 2, 9), (1, 3, 3), (1, 9, 2)], (0, 0, 0))) == (1,)


# ---------------------------------------------------------------- published

# Nash (1950), The bargaining problem, Econometrica 18: Bill's and Jack's goods with their utility to each.
BILL = {"book": (2, 4), "whip": (2, 2), "ball": (2, 1), "bat": (2, 2), "box": (4, 1)}
JACK = {"pen": (10, 1), "toy": (4, 1), "knife": (6, 2), "hat": (2, 2)}


def barters() -> Iterator[tuple[frozenset[str], tuple[int, int]]]:
    """All 512 exchanges, with what Bill and Jack gain by them."""
    goods = list({**BILL, **JACK}.items())
    for chosen in product((False, True), repeat=len(goods)):
        bill = jack = 0
        for taken, (name, (to_bill, to_jack)) in zip(chosen, goods, strict=True):
            sign = (-1 if name in BILL else 1) if taken else 0
            bill, jack = bill + sign * to_bill, jack - sign * to_jack
        yield (
            frozenset(name for taken, (name, _) in zip(chosen, goods, strict=True) if taken),
            (bill, jack),
        )


def test_nash_1950_bill_and_jack() -> None:
    """The published solution: Bill gives book, whip, ball and bat, Jack gives pen, toy and knife."""
    exchanges = list(barters())
    assert len(exchanges) == 512
    barter = game([gains for _, gains in exchanges], (0, 0))
    (best,) = nash(barter)
    assert exchanges[best] == (
        frozenset({"book", "whip", "ball", "bat", "pen", "toy", "knife"}),
        (12, 5),
    )
    # In the paper the hyperbola touches the polygon at that point alone: lotteries change nothing.
    found = solve_lotteries(barter)["nash"]
    assert found is not None
    assert found.chances == ((best, F(1)),)


def test_kalai_and_smorodinsky_1975_monotonicity() -> None:
    """Of two games, the second gives party 2 more whatever party 1 has; Nash gives it less all the same.

    Nash: on the first game's edge (0, 1)–(3/4, 3/4), x (1 − x/3) rises up to the corner; on the second's
    edge (0, 1)–(1, 7/10), x (1 − 3x/10) rises up to its end. Kalai–Smorodinsky: the ideal is (1, 1) in both,
    and x = 1 − 3x/10 at 10/13.
    """
    smaller = solve_lotteries(game([(0, 1), (1, 0), (F(3, 4), F(3, 4))], (0, 0)))
    larger = solve_lotteries(game([(0, 1), (1, 0), (1, F(7, 10))], (0, 0)))
    assert mixed(smaller["nash"]) == (F(3, 4), F(3, 4))
    assert mixed(larger["nash"]) == (1, F(7, 10))
    assert mixed(smaller["kalai-smorodinsky"]) == (F(3, 4), F(3, 4))
    assert mixed(larger["kalai-smorodinsky"]) == (F(10, 13), F(10, 13))


# ---------------------------------------------------------------- edges


def test_no_outcome_better_for_everyone() -> None:
    flat = game([(3, 0), (1, 0)], (0, 0))
    assert nash(flat) == ()
    assert solve_lotteries(flat)["nash"] is None
    # Party 2 cannot gain; the rest goes to party 1.
    assert kalai_smorodinsky(flat) == (0,)
    assert mixed(solve_lotteries(flat)["kalai-smorodinsky"]) == (3, 0)


def test_no_outcome_as_good_as_disagreement() -> None:
    worse = game([(3, 0), (0, 3)], (2, 2))
    assert solve(worse) == dict.fromkeys(SOLUTIONS, ())
    assert solve_lotteries(worse) == dict.fromkeys(SOLUTIONS)
    assert worse.ideal == (2, 2)


def test_a_lottery_can_be_better_for_all_where_no_outcome_is() -> None:
    split = game([(4, 0), (0, 4)], (1, 1))
    assert nash(split) == ()
    assert mixed(solve_lotteries(split)["nash"]) == (2, 2)


def test_no_outcomes_at_all() -> None:
    empty = game([], (0, 0))
    assert solve(empty) == dict.fromkeys(SOLUTIONS, ())
    assert solve_lotteries(empty) == dict.fromkeys(SOLUTIONS)


def test_one_party_takes_its_best() -> None:
    alone = game([(1,), (3,), (2,)], (0,))
    assert solve(alone) == dict.fromkeys(SOLUTIONS, (1,))
    assert {mixed(it) for it in solve_lotteries(alone).values()} == {(F(3),)}


@pytest.mark.parametrize(
    ("points", "disagreement", "message"),
    [
        ([(1, 2), (1,)], (0, 0), "one utility per party"),
        ([()], (), "one utility per party"),
        ([(1, float("nan"))], (0, 0), "finite"),
        ([(1, 2)], (0, float("inf")), "finite"),
    ],
    ids=["unequal", "no party", "nan", "infinite"],
)
def test_what_is_no_game(
    points: list[tuple[float, ...]], disagreement: tuple[float, ...], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        game(points, disagreement)


# ---------------------------------------------------------------- laws

WHOLE = st.integers(-8, 12)


def games(parties: int = 2, most: int = 7) -> st.SearchStrategy[Game]:
    point = st.tuples(*(WHOLE for _ in range(parties)))
    return st.builds(game, st.lists(point, min_size=1, max_size=most), point)


SCALES = st.tuples(st.fractions(F(1, 9), 9), st.fractions(-9, 9))


def rescaled(it: Game, scales: tuple[tuple[Fraction, Fraction], ...]) -> Game:
    def moved(point: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
        return tuple(a * u + b for u, (a, b) in zip(point, scales, strict=True))

    return Game(tuple(map(moved, it.points)), moved(it.disagreement))


@given(games(3))
def test_pareto_points_are_undominated_and_dominate_the_rest(it: Game) -> None:
    best = pareto(it)
    assert set(undominated(it.points)) == {it.points[index] for index in best}
    for index, point in enumerate(it.points):
        assert (index in best) != any(dominates(it.points[other], point) for other in best)


@given(games(3))
def test_solutions_are_rational_and_undominated(it: Game) -> None:
    best = pareto(it)
    for name, found in solve(it).items():
        assert set(found) <= set(best) & set(it.rational), name


@given(games(2), SCALES, SCALES)
def test_nash_and_kalai_smorodinsky_do_not_depend_on_the_scale(
    it: Game, one: tuple[Fraction, Fraction], other: tuple[Fraction, Fraction]
) -> None:
    scales = one, other
    moved = rescaled(it, scales)
    assert nash(moved) == nash(it)
    assert kalai_smorodinsky(moved) == kalai_smorodinsky(it)
    before, after = solve_lotteries(it), solve_lotteries(moved)
    for name in ("nash", "kalai-smorodinsky"):
        assert (before[name] is None) == (after[name] is None)
        if before[name] is not None:
            expected = rescaled(Game((mixed(before[name]),), it.disagreement), scales).points[0]
            assert mixed(after[name]) == expected


@given(games(3), st.fractions(F(1, 9), 9), st.fractions(-9, 9))
def test_all_solutions_keep_to_a_shared_change_of_scale(
    it: Game, factor: Fraction, shift: Fraction
) -> None:
    assert solve(rescaled(it, ((factor, shift),) * 3)) == solve(it)


@given(games(2, 4))
def test_symmetric_games_give_symmetric_points(it: Game) -> None:
    """Every outcome is there with the parties' utilities exchanged as well."""
    points = sorted({swapped for point in it.points for swapped in permutations(point)})
    same = Game(tuple(points), (max(it.disagreement),) * 2)
    for name, found in solve_lotteries(same).items():
        if found is not None and name != "utilitarian":
            assert found.utilities[0] == found.utilities[1], name
    for name, outcomes in solve(same).items():
        chosen = {same.points[index] for index in outcomes}
        assert chosen == {(b, a) for a, b in chosen}, name


@given(games(3), st.data())
def test_nash_does_not_depend_on_outcomes_it_does_not_choose(it: Game, data: st.DataObject) -> None:
    chosen = set(nash(it))
    others = [index for index in range(len(it.points)) if index not in chosen]
    kept = [
        *chosen,
        *data.draw(st.lists(st.sampled_from(others), unique=True) if others else st.just([])),
    ]
    fewer = Game(tuple(it.points[index] for index in kept), it.disagreement)
    assert {fewer.points[index] for index in nash(fewer)} == {it.points[index] for index in chosen}


@given(games(2), games(2))
def test_kalai_smorodinsky_gives_no_one_less_when_more_is_possible(it: Game, more: Game) -> None:
    """Monotonicity, for two parties and where the ideal point stays."""
    larger = Game((*it.points, *more.points), it.disagreement)
    before, after = (solve_lotteries(each)["kalai-smorodinsky"] for each in (it, larger))
    if before is None or after is None or ideal_over_lotteries(it) != ideal_over_lotteries(larger):
        return
    # A party that can gain nothing is left aside; there the theorem is silent.
    if nash(it) or solve_lotteries(it)["nash"]:
        assert all(a >= b for a, b in zip(after.utilities, before.utilities, strict=True))


@given(games(3, 6))
def test_no_lottery_has_a_larger_product(it: Game) -> None:
    """At the maximum Σ_k g_ik / g_k ≤ n for every outcome i: no move of chance to it helps."""
    found = solve_lotteries(it)["nash"]
    if found is None:
        return
    reached = [u - d for u, d in zip(found.utilities, it.disagreement, strict=True)]
    for index in range(len(it.points)):
        pull = sum(g / r for g, r in zip(it.gains(index), reached, strict=True))
        assert pull <= 3 * (1 + F(1, 10**6))


@given(games(3, 6))
def test_lotteries_are_what_they_say(it: Game) -> None:
    for name, found in solve_lotteries(it).items():
        if found is None:
            continue
        assert sum(p for _, p in found.chances) == 1
        assert all(p > 0 for _, p in found.chances)
        expected = tuple(
            sum((p * it.points[index][k] for index, p in found.chances), F(0)) for k in range(3)
        )
        assert found.utilities == expected, name
        assert (
            all(u >= d for u, d in zip(expected, it.disagreement, strict=True)) or not found.exact
        )


@given(games(3, 6))
def test_no_outcome_beats_the_lottery_of_its_own_measure(it: Game) -> None:
    found = solve_lotteries(it)
    for index in it.rational:
        gains = it.gains(index)
        equal = found["egalitarian"]
        assert equal is not None
        reached = [u - d for u, d in zip(equal.utilities, it.disagreement, strict=True)]
        assert sorted(gains) <= sorted(reached)
        assert sum(it.points[index]) <= sum(mixed(found["utilitarian"]))


def test_utilitarian_is_the_largest_sum() -> None:
    assert utilitarian(game([(9, 0), (5, 5), (0, 9)], (0, 0))) == (1,)
