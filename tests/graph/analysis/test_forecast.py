"""Weighted mean and median: derived by hand, the laws they keep, and what is missing."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import detente
from detente.graph.analysis.assumptions import Assumptions, read_assumptions
from detente.graph.analysis.forecast import (
    Actor,
    forecast,
    sensitivity,
    weighted_mean,
    weighted_median,
)
from detente.graph.analysis.forecast_inputs import outlook, outlooks_of
from detente.graph.analysis.recorded import Issue, Option, Party, Position, Recorded, recorded_of
from detente.graph.errors import InputError, UsageError

F = Fraction


def actor(party: str, position: object, salience: object = 1, capability: object = 1) -> Actor:
    return Actor(party, F(str(position)), F(str(salience)), F(str(capability)))


# The year in which emission standards for cars begin, in the European Community: positions, saliences and
# capabilities as in the example of Bueno de Mesquita (1994), grouped by position. Weights:
#   year 4:  0.08·0.8 + 0.03·0.2 + 0.16·0.8 + 0.05·1.0 = 0.064 + 0.006 + 0.128 + 0.05 = 0.248
#   year 7:  0.08·0.4 + 0.05·0.1 + 0.08·0.7            = 0.032 + 0.005 + 0.056        = 0.093
#   year 10: 0.16·0.6 + 0.16·0.6 + 0.16·0.9            = 0.096 + 0.096 + 0.144        = 0.336
# Half of 0.677 is 0.3385. From below 0.248 is short of it and 0.341 is not; from above 0.336 is short and
# 0.429 is not: the median is 7. The mean is (0.992 + 0.651 + 3.36) / 0.677 = 5.003 / 0.677 = 7.3899…
CARS = (
    actor("a4", 4, "0.8", "0.08"),
    actor("b4", 4, "0.2", "0.03"),
    actor("c4", 4, "0.8", "0.16"),
    actor("d4", 4, "1", "0.05"),
    actor("a7", 7, "0.4", "0.08"),
    actor("b7", 7, "0.1", "0.05"),
    actor("c7", 7, "0.7", "0.08"),
    actor("a10", 10, "0.6", "0.16"),
    actor("b10", 10, "0.6", "0.16"),
    actor("c10", 10, "0.9", "0.16"),
)


def test_emission_standards() -> None:
    assert weighted_mean(CARS) == F(5003, 677)
    assert weighted_median(CARS) == (7, 7)


def test_emission_standards_hang_on_a_thread() -> None:
    # Those at year 10 lack 0.0025 for half, so each of them going up by a tenth (0.0096 or 0.0144, of which
    # half counts against the larger total) takes the median there: 0.3456 ≥ 0.6866 / 2 = 0.3433.
    found = forecast(CARS)
    assert found.median_range == (7, 10)
    moved = {(it.party, it.quantity, it.figures.median[0]) for it in found.overturning}
    assert {("a10", "salience", 10), ("c10", "capability", 10)} <= moved
    assert found.mean_range[0] < found.figures.mean < found.mean_range[1]


@pytest.mark.parametrize(
    ("actors", "mean", "median"),
    [
        pytest.param([actor("a", 3)], 3, (3, 3), id="one party"),
        pytest.param([actor("a", 0), actor("b", 10)], 5, (0, 10), id="half against half"),
        pytest.param([actor("a", 0), actor("b", 10, 1, 3)], F(15, 2), (10, 10), id="the stronger"),
        pytest.param([actor("a", 0), actor("b", 10, 0)], 0, (0, 0), id="one that does not care"),
        pytest.param([actor("a", 1), actor("b", 2), actor("c", 99)], 34, (2, 2), id="an outlier"),
        pytest.param([actor("a", -5), actor("b", -5)], -5, (-5, -5), id="below zero, all at one"),
        # 0.1 + 0.2 against 0.3: a tie in decimals, none in binary floating point
        pytest.param(
            [actor("a", 0, "0.1"), actor("b", 1, "0.2"), actor("c", 2, "0.3")],
            F(4, 3),
            (1, 2),
            id="a tie in decimals",
        ),
    ],
)
def test_by_hand(actors: list[Actor], mean: F, median: tuple[F, F]) -> None:
    assert weighted_mean(actors) == mean
    assert weighted_median(actors) == median


def test_sensitivity_by_hand() -> None:
    # a at 0 with weight 0.5, b at 10 with weight 1. Changed by 10 % each: a's salience to 0.45 gives
    # 10/1.45, to 0.55 10/1.55; b's salience down to 0.9 gives 9/1.4, up is barred at 1; b's capability down
    # 9/1.4, up 11/1.6; a's position to -1 gives 9.5/1.5, to 1 10.5/1.5; b's to 9 and 11: 9/1.5, 11/1.5.
    found = sensitivity([actor("a", 0, "0.5"), actor("b", 10)])
    means = {(it.party, it.quantity, it.now): it.figures.mean for it in found}
    assert means == {
        ("a", "salience", F("0.45")): 10 / F("1.45"),
        ("a", "salience", F("0.55")): 10 / F("1.55"),
        ("a", "capability", F("0.9")): 10 / F("1.45"),
        ("a", "capability", F("1.1")): 10 / F("1.55"),
        ("a", "position", -1): F("9.5") / F("1.5"),
        ("a", "position", 1): F("10.5") / F("1.5"),
        ("b", "salience", F("0.9")): 9 / F("1.4"),
        ("b", "capability", F("0.9")): 9 / F("1.4"),
        ("b", "capability", F("1.1")): 11 / F("1.6"),
        ("b", "position", 9): 9 / F("1.5"),
        ("b", "position", 11): 11 / F("1.5"),
    }


def test_nobody_with_weight() -> None:
    for actors in ([], [actor("a", 1, 0), actor("b", 2, 1, 0)]):
        with pytest.raises(UsageError, match="no party has any weight"):
            forecast(actors)


@pytest.mark.parametrize("change", [F(0), F(1), F(-1), F(2)])
def test_a_change_out_of_range(change: F) -> None:
    with pytest.raises(UsageError, match="less than 100 percent"):
        sensitivity(CARS, change)


_numbers = st.fractions(-100, 100, max_denominator=20)
_shares = st.fractions(0, 1, max_denominator=20)
_actors = st.lists(
    st.builds(Actor, st.just("x"), _numbers, _shares, st.fractions(0, 50, max_denominator=10)),
    min_size=1,
    max_size=7,
).filter(lambda actors: any(it.weight for it in actors))


@given(_actors)
def test_no_position_beats_a_median_by_weighted_majority(actors: list[Actor]) -> None:
    for median in weighted_median(actors):
        for other in {it.position for it in actors}:
            ours, theirs = (
                sum(it.weight for it in actors if abs(it.position - near) < abs(it.position - far))
                for near, far in ((median, other), (other, median))
            )
            assert ours >= theirs


@given(_actors)
def test_figures_lie_among_the_positions_and_in_their_ranges(actors: list[Actor]) -> None:
    found = forecast(actors)
    positions = [it.position for it in actors if it.weight]
    low, high = found.figures.median
    assert {low, high} <= set(positions)
    assert min(positions) <= found.figures.mean <= max(positions)
    assert min(positions) <= low <= high <= max(positions)
    assert found.mean_range[0] <= found.figures.mean <= found.mean_range[1]
    assert found.median_range[0] <= low <= high <= found.median_range[1]


@given(_actors, st.fractions(F(1, 10), 10, max_denominator=10), _numbers)
def test_units_make_no_difference(actors: list[Actor], scale: F, shift: F) -> None:
    moved = [
        Actor(it.party, it.position * scale + shift, it.salience, it.capability * scale)
        for it in reversed(actors)
    ]
    assert weighted_mean(moved) == weighted_mean(actors) * scale + shift
    low, high = weighted_median(actors)
    assert weighted_median(moved) == (low * scale + shift, high * scale + shift)


# ---- inputs

PARTIES = {name: Party(name, name.title(), name != "city") for name in ("union", "company", "city")}
PAY = {"pay": Issue("pay", "Pay", "How much?", "interval", "percent")}
OPTIONS = {str(n): Option(str(n), str(n), "pay", F(n)) for n in (3, 5, 8)}  # type: ignore[arg-type]


def held(id_: str, party: str, option: str, act: str = "demand", **more: object) -> Position:
    return Position(id_, party, "pay", act, option, **more)  # type: ignore[arg-type]


def gaps(*positions: Position, **given_: object) -> set[tuple[str, str, str]]:
    known = {"capability": {}, "salience": {}, "assumptions": Assumptions()} | given_
    found = outlook(Recorded(PARTIES, PAY, OPTIONS, positions), "pay", **known)  # type: ignore[arg-type]
    assert (found.forecast is None) == bool(found.missing)
    return {(it.party, it.quantity, it.reason) for it in found.missing}


CAPABLE = {"union": [F(2)], "company": [F(1)]}


def test_all_recorded() -> None:
    positions = (held("u", "union", "8"), held("c", "company", "3", "offer"))
    salience = {"u": [F(1, 2)], "c": [F(1)]}
    recorded = Recorded(PARTIES, PAY, OPTIONS, positions)
    found = outlook(recorded, "pay", CAPABLE, salience, Assumptions())
    assert not found.assumed
    assert found.forecast
    assert found.forecast.figures.mean == F(11, 2)  # weights 1 and 1
    assert next(it.because for it in found.inputs if it.party == "union") == (positions[0],)


def test_what_is_missing_is_said_by_party() -> None:
    found = gaps(
        held("u", "union", "8"),
        held("u2", "union", "5", "offer"),
        held("c", "company", "8", "refuse"),
        held("old", "company", "3", current=False),
        salience={"u": [F(1)], "u2": [F(1, 2)], "c": [F(7)]},
        capability={"union": [F(-1)]},
    )
    assert found == {
        ("union", "position", "several are recorded: 5, 8"),
        ("union", "salience", "several are recorded: 0.5, 1"),
        ("union", "capability", "-1 is out of range"),
        ("company", "position", "what is recorded gives no point that it is for"),
        ("company", "salience", "7 is out of range"),
        ("company", "capability", "not recorded"),
    }


def test_assumptions_fill_replace_and_leave_out() -> None:
    positions = (held("u", "union", "8"), held("c", "company", "3"), held("x", "city", "5"))
    assumed = Assumptions(
        {"union": F(1), "company": F(1)},
        {("pay", "union"): F(6)},
        {("pay", "union"): F(1), ("pay", "company"): F(1)},
        {"pay": ("city",)},
    )
    found = outlook(Recorded(PARTIES, PAY, OPTIONS, positions), "pay", {}, {}, assumed)
    assert found.assumed
    assert found.forecast
    assert found.forecast.figures.mean == F(9, 2)
    origin = {(it.party, it.quantity): (it.assumed, it.recorded) for it in found.inputs}
    assert origin["union", "position"] == (True, (F(8),))
    assert origin["company", "position"] == (False, (F(3),))
    assert found.left_out == ("city",)


def test_weights_of_zero_and_nobody_at_all() -> None:
    zero = Assumptions(
        {"union": F(0), "company": F(1)},
        {("pay", "union"): F(1), ("pay", "company"): F(1)},
        {("pay", "union"): F(1), ("pay", "company"): F(0)},
    )
    reason = "no party has a salience and a capability above 0"
    assert gaps(assumptions=zero) == {("", "weight", reason)}
    nobody = Assumptions(without={"pay": ("union", "company")})
    assert gaps(assumptions=nobody) == {("", "weight", reason)}


def test_bundled_dossiers_give_no_figure_by_themselves() -> None:
    for name in ("ru-ua-2025", "tramway-strike"):
        for found in outlooks_of(detente.open(name)):
            assert found.forecast is None
            assert {it.quantity for it in found.missing} >= {"salience", "capability"}


def test_an_unknown_issue() -> None:
    with pytest.raises(UsageError, match="wage-rise"):
        outlooks_of(detente.open("tramway-strike"), issues=["wage-rises"])


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("capability: {rusia: 1}", 1, "there is no party 'rusia'"),
        ("issues:\n  ceasfire: {}", 2, "no issue 'ceasfire' with an interval scale"),
        ("issues:\n  ceasefire:\n    without: [rusia]", 3, "there is no party 'rusia'"),
        ("issues:\n  ceasefire:\n    parties:\n      rusia: {}", 4, "there is no party 'rusia'"),
        ("issues:\n  ceasefire:\n    parties:\n      russia: {salience: 2}", 4, "2"),
        ("capability: {russia: -1}", 1, "-1"),
        ("capabilities: {}", 1, "capabilities"),
        ("capability: {russia: strong}", 1, "needs a number"),
        ("issues: [", 2, "not readable as YAML"),
    ],
)
def test_faulty_assumptions(text: str, line: int, message: str, tmp_path: Path) -> None:
    path = tmp_path / "assumed.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message) as caught:
        read_assumptions(path, recorded_of(detente.open()))
    assert [it.where.line for it in caught.value.problems] == [line]


def test_an_empty_file_assumes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "assumed.yaml"
    path.write_text("# nothing yet\n", encoding="utf-8")
    assert read_assumptions(path, recorded_of(detente.open())) == Assumptions()
