"""``detente import csv`` as a user runs it."""

from pathlib import Path

import pytest

VOTES = (
    "country,rcid,vote,note\nFrance,1,yes,\nChad,1,abstain,\nPeru,1,absent,\nPeru,2,no,\nPeru,2\n"
)


@pytest.fixture
def votes(tmp_path: Path) -> Path:
    path = tmp_path / "votes.csv"
    path.write_text(VOTES, encoding="utf-8")
    return path


GUESSED = """\
What the columns of votes.csv are taken for:
  country  holder
  rcid     issue
  vote     act     absent → left out, abstain → withhold, no → refuse, yes → accept
  note     note
"""


def test_a_guess_is_shown_and_nothing_written_without_a_yes(run, votes, tmp_path):
    done = run("import", "csv", "votes.csv", "--into", "talks")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(GUESSED)
    assert "Add --yes if this is right" in done.err
    assert not (tmp_path / "talks").exists()


def test_with_a_yes_a_dossier_is_made_and_what_became_of_each_row_is_said(run, votes, tmp_path):
    done = run("import", "csv", "votes.csv", "--into", "talks", "--yes")
    assert done.code == 0
    assert done.out == "talks: 3 positions of 3 parties on 2 issues, from 5 rows.\n"
    assert done.err == (
        f"{GUESSED}1 row left out, as the mapping says.\n"
        "1 row could not be read: talks.rejects.csv\n"
    )
    assert run("check", "-g", "talks").code == 0
    assert (tmp_path / "talks/sources/votes.csv").read_text(encoding="utf-8") == VOTES


def test_a_guess_is_saved_and_given_back_as_a_mapping(run, votes, tmp_path):
    saved = run("import", "csv", "votes.csv", "--guess")
    assert (saved.code, saved.err) == (0, "")
    (tmp_path / "mapping.yaml").write_text(saved.out, encoding="utf-8")
    done = run("import", "csv", "votes.csv", "--mapping", "mapping.yaml", "--into", "votes.nq")
    assert (done.code, done.out.split(":")[0]) == (0, "votes.nq")
    asked = run("query", "-g", "votes.nq", "--ask", "positions", "--format", "csv")
    assert asked.out.count("\n") == 4


def test_a_mapping_with_errors_is_told_at_its_line(run, votes, tmp_path):
    text = run("import", "csv", "votes.csv", "--guess").out
    (tmp_path / "mapping.yaml").write_text(text.replace("refuse", "refuze"), encoding="utf-8")
    done = run("import", "csv", "votes.csv", "--mapping", "mapping.yaml", "--into", "votes.nq")
    assert done.code == 1
    assert done.err.startswith("mapping.yaml:")
    assert "Did you mean 'refuse'?" in done.err


def test_a_table_in_another_encoding(run, tmp_path):
    data = "Partei;issue;option;act\nGrüne;Pay;More;offer\n".replace("Partei", "party")
    (tmp_path / "old.csv").write_bytes(data.encode("cp1252"))
    assert run("import", "csv", "old.csv", "--into", "a", "--yes").code == 1
    done = run("import", "csv", "old.csv", "--into", "b", "--yes", "--encoding", "cp1252")
    assert done.out == "b: 1 position of 1 party on 1 issue, from 1 row.\n"
    assert "Grüne" in run("query", "-g", "b", "--ask", "positions").out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--yes"], 2, "Say with --into what to make"),
        (["--yes", "--into", "votes.ttl"], 2, "neither a folder's name nor a file"),
        (["--yes", "--into", "."], 2, "is already there"),
        (["--encoding", "klingon", "--into", "x"], 2, "there is no encoding 'klingon'"),
    ],
)
def test_what_goes_wrong_is_told_with_its_exit_code(run, votes, arguments, code, said):
    done = run("import", "csv", "votes.csv", *arguments)
    assert said in done.err
    assert (done.code, done.out) == (code, "")
