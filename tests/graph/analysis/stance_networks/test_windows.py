"""Windows: where they begin and end, what they hold, and dates that can't be placed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.graph.analysis.stance_networks.polarisation import course
from detente.graph.analysis.stance_networks.statements import Statement
from detente.graph.analysis.stance_networks.windows import UNITS, unit_of, windows
from detente.graph.errors import UsageError


def said(*dates):
    return [Statement("a", "o", "for", date, str(index)) for index, date in enumerate(dates)]


DATES = ["2025-01-31", "2025-02-01", "2025-04-15", "2025", "2025-05", ""]


@pytest.mark.parametrize(
    ("unit", "size", "expected", "undated"),
    [
        ("months", 1, [("2025-01-01", "2025-01-31", 1), ("2025-02-01", "2025-02-28", 1),
                       ("2025-03-01", "2025-03-31", 0), ("2025-04-01", "2025-04-30", 1),
                       ("2025-05-01", "2025-05-31", 1)], 2),
        ("months", 4, [("2025-01-01", "2025-04-30", 3), ("2025-02-01", "2025-05-31", 3)], 2),
        ("years", 1, [("2025-01-01", "2025-12-31", 5)], 1),
        # Wider than all there is: one window that ends with the last.
        ("years", 3, [("2023-01-01", "2025-12-31", 5)], 1),
        ("events", 2, [("2025-01-31", "2025-02-01", 2), ("2025-02-01", "2025-04-15", 2)], 3),
        ("events", 9, [("2025-01-31", "2025-04-15", 3)], 3),
    ],
)  # fmt: skip
def test_windows(unit, size, expected, undated):
    found = windows(said(*DATES), unit, size)
    assert expected == [(one.first, one.last, len(one.statements)) for one in found.windows]
    assert undated == len(found.undated)


def test_weeks_begin_on_monday():
    found = windows(said("2025-05-11", "2025-05-12"), "weeks")
    assert [(one.first, one.last) for one in found.windows] == [
        ("2025-05-05", "2025-05-11"),
        ("2025-05-12", "2025-05-18"),
    ]


def test_steps():
    found = windows(said("2025-01-01", "2025-01-09"), "days", size=3, step=3)
    assert [one.last for one in found.windows] == ["2025-01-03", "2025-01-06", "2025-01-09"]


@pytest.mark.parametrize(
    "date", ["2025-13", "2025-02-30", "yesterday", "05/06/2025", "-44", "2025-02-30T10:00:00"]
)
def test_what_is_no_date_is_not_guessed(date):
    assert [unit_of(date, unit) for unit in UNITS if unit != "events"] == [None] * 4


def test_a_time_of_day_does_not_disturb():
    assert unit_of("2025-05-19T10:00:00Z", "days") == unit_of("2025-05-19", "days")


@pytest.mark.parametrize(
    ("unit", "size", "step"), [("hours", 1, 1), ("days", 0, 1), ("days", 1, 0)]
)
def test_windows_that_cannot_be(unit, size, step):
    with pytest.raises(UsageError):
        windows([], unit, size, step)


@pytest.mark.parametrize("unit", UNITS)
def test_nothing_dated_gives_no_window(unit):
    assert windows([], unit).windows == ()
    assert windows(said(""), unit).windows == ()
    assert len(windows(said("0001-01-01", "0001-01-02"), unit, 3).windows) == 1
    assert len(windows(said("9999-12-31"), unit).windows) == 1


@given(
    st.lists(st.dates().map(str) | st.sampled_from(["", "2025", "2025-05"]), max_size=12),
    st.sampled_from(["events", "months", "years"]),
    st.integers(1, 4),
)
def test_windows_hold_every_placed_statement_and_nothing_else(dates, unit, size):
    given_ = said(*(date for date in dates if not date or date > "1990"))
    found = windows(given_, unit, size)
    inside = {statement for window in found.windows for statement in window.statements}
    assert inside | set(found.undated) == set(given_)
    assert not inside & set(found.undated)
    lasts = [window.last for window in found.windows]
    assert lasts == sorted(lasts)


def test_polarisation_over_time():
    # May: a and b agree on o. June: they contradict each other on o, and c is with a.
    talk = [
        Statement("a", "o", "for", "2025-05-01"),
        Statement("b", "o", "for", "2025-05-02"),
        Statement("a", "o", "for", "2025-06-01"),
        Statement("b", "o", "against", "2025-06-02"),
        Statement("c", "o", "for", "2025-06-03"),
        Statement("c", "p", "for", "2025-08-03"),
    ]
    may, june, july, august = course(talk, "months").windows
    assert (may.congruence, may.conflict, may.conflict_share) == (1, 0, 0)
    # June: congruence a–c 1; conflict a–b 1, b–c 1. Camps {a, c} and {b}: nothing frustrated.
    assert (june.congruence, june.conflict, june.frustration) == (1, 2, 0)
    assert june.conflict_share == pytest.approx(2 / 3)
    for empty in (july, august):
        assert (empty.conflict_share, empty.bipolarity, empty.frustration) == (None, None, None)
    assert june.ties[0].statements
