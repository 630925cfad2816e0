"""``detente brief`` as a user runs it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def test_markdown_on_standard_output(run: Run) -> None:
    done = run("brief")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("# Brief: Ceasefire talks between Russia and Ukraine, May 2025\n")
    assert "\n[^1]: “" in done.out


def test_a_page_by_the_ending_of_the_file(run: Run, tmp_path: Path) -> None:
    done = run("brief", "-g", "tramway-strike", "--since", "2024-03-05", "-o", "brief.html")
    assert (done.code, done.out) == (0, "")
    page = (tmp_path / "brief.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "What moved since 2024-03-05" in page


def test_one_s_own_folder_and_the_commands_for_more(run: Run, dossier: Path) -> None:
    done = run("brief", "-g", str(dossier), "--as-of", "2024", "--issue", "shifts")
    assert done.code == 0
    assert "As of 2024: 1 of 1 position has no date; it is kept." in done.out
    assert (
        "| **Shifts** |" in done.out
        or "| **shifts** |" in done.out
        or "How long is a shift" in done.out
    )


WRONG = [
    (("--since", "May"), "is not a date"),
    (("--issue", "ceasefires"), "there is no issue 'ceasefires'"),
    (("--party", "rusia"), "russia"),
    (("-g", "nowhere"), "there is no source 'nowhere'"),
]


@pytest.mark.parametrize(("arguments", "told"), WRONG, ids=[it[0][1] for it in WRONG])
def test_what_is_not_there_is_told(run: Run, arguments: tuple[str, ...], told: str) -> None:
    done = run("brief", *arguments)
    assert done.code == 2
    assert told in done.err
