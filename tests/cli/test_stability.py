"""``detente stability`` through the real entry point."""

import csv
import io
import json
from pathlib import Path

import pytest

pytestmark = pytest.mark.usefixtures("without_trust")

CHICKEN = """\
stability: 1
title: Chicken
decision_makers: {row: {label: Row}, column: {label: Column}}
options:
  row-drives-on: {label: Row drives on, by: row}
  column-drives-on: {label: Column drives on, by: column}
preferences:
  row: {ranking: [2, 1, 3, 4]}
  column: {ranking: [3, 1, 2, 4]}
"""


@pytest.fixture
def chicken(tmp_path: Path) -> str:
    (tmp_path / "chicken.yaml").write_text(CHICKEN, encoding="utf-8")
    return "chicken.yaml"


def test_a_table_of_equilibria(run, chicken):
    done = run("stability", chicken)
    assert (done.code, done.err) == (0, "")
    lines = [line.split() for line in done.out.splitlines()]
    assert ["1", "NN", "column,", "row"] not in lines
    assert ["2", "YN", "E", "E", "E", "E", "E"] in lines
    assert "R (Nash stability): 2 equilibria." in done.out
    assert "SEQ (sequential stability): 2 equilibria." in done.out
    assert "GMR (general metarationality): 3 equilibria." in done.out
    assert "\x1b" not in done.out


def test_all_states_one_concept_csv(run, chicken):
    done = run("stability", chicken, "--all", "--concept", "seq", "--format", "csv")
    assert list(csv.reader(io.StringIO(done.out))) == [
        ["state", "options", "SEQ"],
        ["1", "NN", "row, column"],
        ["2", "YN", "E"],
        ["3", "NY", "E"],
        ["4", "YY", "row, column"],
    ]


def test_reasons_for_a_state(run, chicken):
    done = run("stability", chicken, "--state", "1", "--coalitions")
    assert "Row would move to 2." in done.out
    assert "Row could move to 2, but then Column to 4: no better than before." in done.out
    assert "if Column moved at the same time, all might end in 4." in done.out
    assert "CR CGMR CSMR CSEQ" in done.out


def test_json_holds_states_reasons_and_who_would_leave(run, chicken):
    done = run("stability", chicken, "--state", "4", "--format", "json", "--coalitions")
    data = json.loads(done.out)
    (state,) = data["states"]
    assert state["words"] == "Row drives on; Column drives on"
    assert state["equilibrium"] == []
    assert state["left_by"]["SEQ"] == ["row", "column"]
    assert state["left_by"]["CR"] == ["row", "column", "row+column"]
    assert {row["movers"] for row in data["reasons"]} == {"row", "column", "row+column"}


def test_why_lists_the_quotes(run):
    done = run("stability", "--issue", "nato-bid", "--why", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert {(row["position"], row["quote"]) for row in rows} == {
        ("ukraine-nato-bid", "its NATO bid"),
        ("ukraine-nato-bid", "its NATO aspirations"),
    }
    assert rows[0]["source"] == "000_03c997c70ceb518a.txt"


def test_why_of_rankings_says_that_they_rest_on_no_positions(run, chicken):
    assert "rest on no recorded positions" in run("stability", chicken, "--why").out


def test_a_derived_model_is_written_edited_and_read_again(run, tmp_path):
    assert run("stability", "--derive", "-o", "model.yaml").code == 0
    text = (tmp_path / "model.yaml").read_text(encoding="utf-8")
    assert "# “seeks a full 30-day ceasefire” – 000_03c997c70ceb518a.txt" in text
    (tmp_path / "model.yaml").write_text(
        text.replace("statements: []", "statements: [vatican-hosts]")
    )
    first, second = run("stability"), run("stability", "model.yaml")
    assert first.code == second.code == 0
    assert "Vatican: no preference is recorded" in first.out
    assert "Vatican: no preference" not in second.out
    assert (
        "  in all of them: Ukraine pursues its NATO bid; The Vatican hosts peace talks"
        in second.out
    )


def test_what_is_not_recorded_is_said(run):
    out = run("stability", "--issue", "territory").out
    assert "Ukraine: no preference is recorded; taken to be indifferent between all states." in out


def test_output_to_a_file(run, chicken, tmp_path):
    done = run("stability", chicken, "--format", "json", "-o", "out/chicken.json")
    assert (done.code, done.out) == (0, "")
    assert json.loads((tmp_path / "out" / "chicken.json").read_text())["title"] == "Chicken"


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["none.yaml"], 1, "none.yaml: there is no such file"),
        (["chicken.yaml", "--state", "9"], 2, "there is no state '9'"),
        (["chicken.yaml", "--derive"], 2, "leave MODEL out"),
        (["--issue", "teritory"], 2, "Did you mean 'territory'?"),
        (["walk.yaml", "--concept", "SIM"], 2, "needs a model in option form"),
        (["chicken.yaml", "--concept", "SIN"], 2, "'SIN' is not one of"),
        (["wrong.yaml"], 1, "wrong.yaml:5:45: there is no decision maker 'rowe'"),
    ],
    ids=[
        "no file",
        "no state",
        "two sources",
        "no issue",
        "no option form",
        "no concept",
        "faults",
    ],
)
def test_what_goes_wrong(run, chicken, tmp_path, arguments, code, message):
    (tmp_path / "walk.yaml").write_text(
        "stability: 1\ntitle: Walk\ndecision_makers: {a: {label: A}}\nstates: {s: {}, t: {}}\n"
        "moves: {a: [s -> t]}\npreferences: {a: {ranking: [s, t]}}\n"
    )
    (tmp_path / "wrong.yaml").write_text(CHICKEN.replace("by: row}", "by: rowe}"))
    done = run("stability", *arguments)
    assert (done.code, message in done.err) == (code, True), done.err
