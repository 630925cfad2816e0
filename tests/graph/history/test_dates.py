"""Dates: a year and a month stand for all of their days."""

from datetime import date

import pytest

from detente.graph.errors import UsageError
from detente.graph.history.dates import asked_period, days_between, period


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-05-19", date(2025, 5, 19), date(2025, 5, 19)),
        ("2025-05-19Z", date(2025, 5, 19), date(2025, 5, 19)),
        ("2025-05-19T10:00:00+02:00", date(2025, 5, 19), date(2025, 5, 19)),
    ],
)
def test_a_date_stands_for_its_days(text, first, last):
    assert period(text) == (first, last)


@pytest.mark.parametrize(
    "text", ["", "0000", "2025-13", "2025-02-30", "May 2025", "20250519", "25-05"]
)
def test_what_is_no_date_stands_for_none(text):
    assert period(text) is None


@pytest.mark.parametrize(
    "text", ["2025-02-30", "yesterday", "2025-05-19T10:00:00", "2025-05-19Z", "٢٠٢٥"]
)
def test_a_user_is_told_how_to_write_a_date(text):
    with pytest.raises(UsageError, match="Write YYYY-MM-DD, YYYY-MM or YYYY"):
        asked_period(text)


def test_days_are_counted_between_full_dates_only():
    assert days_between("2024-02-28", "2024-03-01") == 2
    assert days_between("2025-05-10", "2025-05-01") == -9
    assert days_between("2025-05", "2025-06-01") is None
