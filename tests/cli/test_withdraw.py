"""``detente withdraw`` and ``detente import rdf`` as a user runs them."""

from pathlib import Path
from shutil import copytree

import pytest

HARBOUR = Path(__file__).parents[1] / "graph" / "harbour"

LISTED = """\
Moves to 'withdrawn':
  sources/b.yaml
  sources/b.txt

Goes, because it rests on this alone:
  position  union-ten  union: accept ten-hours
  claim     ninety     Ninety came
  event     meeting-b  A meeting

Stays, on other sources:
  position  union-shifts  union: demand eight-hours  (2 statements left)

Holds again, because what superseded it goes:
  position  union-shifts  union: demand eight-hours
"""


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    return Path(copytree(HARBOUR, tmp_path / "harbour"))


def test_a_dry_run_lists_and_changes_nothing(run, harbour):
    done = run("withdraw", "harbour", "b.txt", "--dry-run")
    assert (done.code, done.out) == (0, LISTED)
    assert (harbour / "sources/b.yaml").exists()


def test_without_a_yes_nothing_happens(run, harbour):
    done = run("withdraw", "harbour", "b.txt")
    assert (done.code, done.out) == (2, LISTED)
    assert "Add --yes" in done.err
    assert (harbour / "sources/b.yaml").exists()


def test_with_a_yes_the_files_are_moved(run, harbour):
    done = run("withdraw", "harbour", "b.txt", "--yes")
    assert (done.code, done.out) == (
        0,
        f"{LISTED}\nWithdrawn. The files are in harbour/withdrawn.\n",
    )
    assert run("check", "-g", "harbour").code == 0


def test_what_stands_in_the_way_is_an_error_in_the_input(run, harbour):
    done = run("withdraw", "harbour", "a", "--yes")
    assert (done.code, done.out) == (1, "")
    assert "harbour/sources/b.yaml:24" in done.err
    assert "withdraw this one as well" in done.err


def test_turtle_becomes_a_dossier_and_the_same_turtle(run, harbour, tmp_path):
    run("export", "-g", "harbour", "-o", "talks.ttl")
    done = run("import", "rdf", "talks.ttl", "--into", "again")
    assert (done.code, done.out, done.err) == (0, "again: 2 positions from 2 sheets.\n", "")
    again = run("export", "-g", "again", "--to", "turtle")
    assert again.out == (tmp_path / "talks.ttl").read_text(encoding="utf-8")


def test_what_of_a_file_has_no_place_is_shown(run, harbour, tmp_path):
    run("export", "-g", "harbour", "-o", "talks.nt")
    with (tmp_path / "talks.nt").open("a", encoding="utf-8") as file:
        for number in range(7):
            file.write(f'<https://example.org/x> <https://example.org/p> "{number}" .\n')
    done = run("import", "rdf", "talks.nt", "--into", "again")
    assert done.code == 0
    assert done.err.startswith("7 statements of the file that a dossier does not hold:\n")
    assert done.err.endswith("  and 2 more\n")


def test_an_import_does_not_write_over_anything(run, harbour):
    run("export", "-g", "harbour", "-o", "talks.ttl")
    done = run("import", "rdf", "talks.ttl", "--into", "harbour")
    assert (done.code, done.out) == (2, "")
    assert "'harbour' is already there; it is left as it is" in done.err
