"""``detente agreement`` and ``detente audit`` as processes: output, files, exit codes."""

import json
from pathlib import Path

import pytest

OTHER = """\
source: {text: news.txt}
coding: {coder: Boris}
positions:
  - id: eight-hours-wanted
    holder: union
    issue: shifts
    act: demand
    option: eight-hours
    firmness: insisted
    confidence: 0.7
    evidence:
      - {quote: a shift of eight hours, mode: narrator}
"""
SHEETS = ("harbour/sources/news.yaml", "harbour/coders/boris.yaml")


@pytest.fixture
def two(dossier: Path) -> Path:
    (dossier / "coders").mkdir()
    (dossier / "coders" / "boris.yaml").write_text(OTHER, encoding="utf-8")
    return dossier


def test_agreement_shows_figures_and_disagreements(run, two):
    done = run("agreement", *SHEETS)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("news.txt as coded by news (first) and Boris (second)\n")
    assert "Disagreements: 1" in done.out
    assert "   firmness  stated  insisted\n" in done.out
    assert "“wants a shift of eight hours”" in done.out


def test_agreement_in_other_formats(run, two):
    assert json.loads(run("agreement", *SHEETS, "--format", "json").out)["units"]["paired"] == 1
    assert run("agreement", *SHEETS, "--format", "markdown").out.startswith("# ")
    wrong = run("agreement", *SHEETS, "--format", "jsno")
    assert wrong.code == 2
    assert "Did you mean 'json'?" in wrong.err


def test_settling_and_merging(run, two, tmp_path):
    form = run("agreement", *SHEETS, "--format", "form").out
    open_ = run("agreement", *SHEETS, "--merge", "open.yaml")
    assert open_.code == 0
    assert "to decide: union-shifts and eight-hours-wanted (firmness)" in open_.err
    assert "1 disagreement left" in open_.err
    (tmp_path / "settle.yaml").write_text(
        form.replace("take:\n", "take: second\n"), encoding="utf-8"
    )
    done = run("agreement", *SHEETS, "--merge", "both.yaml", "--decided", "settle.yaml")
    assert done.code == 0
    assert "Nothing is left to decide; the sheet is valid." in done.err
    sheet = (tmp_path / "both.yaml").read_text(encoding="utf-8")
    assert "firmness: insisted" in sheet
    (two / "sources" / "news.yaml").write_text(sheet, encoding="utf-8")
    assert run("check", "-g", "harbour").code == 0


def test_a_merge_replaces_a_file_only_when_told_to(run, two, tmp_path):
    (tmp_path / "mine.yaml").write_text("mine", encoding="utf-8")
    refused = run("agreement", *SHEETS, "--merge", "mine.yaml")
    assert refused.code == 2
    assert "--force" in refused.err
    assert (tmp_path / "mine.yaml").read_text(encoding="utf-8") == "mine"
    assert run("agreement", *SHEETS, "--merge", "mine.yaml", "--force").code == 0


def test_a_merged_sheet_that_cannot_be_used_leaves_with_one(run, two, tmp_path):
    form = run("agreement", *SHEETS, "--format", "form").out
    wrong = form.replace("take:\n", "take: first\n    set: {firmness: firm}\n")
    (tmp_path / "settle.yaml").write_text(wrong, encoding="utf-8")
    done = run("agreement", *SHEETS, "--merge", "both.yaml", "--decided", "settle.yaml")
    assert done.code == 1
    assert "both.yaml:" in done.err
    assert "'firm' is not a known firmness" in done.err


def test_what_is_wrong_with_a_sheet_is_located(run, two):
    sheet = two / "coders" / "boris.yaml"
    sheet.write_text(OTHER.replace("a shift of eight", "a shift of nine"), encoding="utf-8")
    done = run("agreement", *SHEETS)
    assert done.code == 1
    assert done.err.startswith("harbour/coders/boris.yaml:12:17: the quote is not in the text")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ((SHEETS[0], "nowhere.yaml"), 1, "nowhere.yaml: there is no such file"),
        ((*SHEETS, "-g", "nowhere"), 2, "is no dossier"),
        ((*SHEETS, "--decided", "settle.yaml"), 2, "give both"),
        ((*SHEETS, "--merge", "a.yaml", "--decided", "nowhere.yaml"), 1, "nowhere.yaml"),
        ((*SHEETS, "--overlap", "2"), 2, "0<=x<=1"),
        ((SHEETS[0],), 2, "SHEET_B"),
    ],
    ids=["no sheet", "no dossier", "no merge", "no form", "overlap", "one sheet"],
)
def test_what_goes_wrong_in_agreement(run, two, arguments, code, said):
    done = run("agreement", *arguments)
    assert said in done.err
    assert (done.code, done.out) == (code, "")


def test_audit_of_the_bundled_dossier(run):
    done = run("audit")
    assert (done.code, done.err) == (0, "")
    assert "Nothing recorded (6)\n" in done.out
    assert "dossier.yaml:" in done.out
    assert "    → " in done.out


def test_audit_of_some_kinds_and_in_other_formats(run, dossier):
    done = run(
        "audit",
        "-g",
        "harbour",
        "--only",
        "narrator-alone",
        "--only",
        "one-source",
        "--format",
        "json",
    )
    kinds = [finding["kind"] for finding in json.loads(done.out)["findings"]]
    assert kinds == ["narrator-alone", "one-source"]
    assert run("audit", "-g", "harbour", "--format", "markdown").out.startswith("# Audit\n")
    none = run("audit", "-g", "harbour", "--only", "stale", "--stale-after", "0")
    assert none.out == "Nothing to look into was found.\n"


def test_an_unknown_kind_of_finding_is_wrong_usage(run):
    done = run("audit", "--only", "stael")
    assert done.code == 2
    assert "Did you mean 'stale'?" in done.err
