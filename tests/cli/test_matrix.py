"""``detente matrix`` through the real entry point."""

import csv
import io
import json

import pytest

pytestmark = pytest.mark.usefixtures("without_trust")


def test_all_figures_as_tables(run):
    done = run("matrix")
    assert (done.code, done.err) == (0, "")
    for heading in ("Parties by issues", "Distances", "Sticking points", "Zones of possible"):
        assert heading in done.out
    assert "ranks taken as equally spaced" in done.out
    assert "no point is recorded that Ukraine would take" in done.out
    assert "\x1b" not in done.out


def test_three_marks_and_a_legend(run):
    rows = {
        line.split("   ")[0]: line for line in run("matrix", "positions").out.splitlines() if line
    }
    assert rows["Terms of peace"].count("–") == 1
    assert rows["US part in the talks"].count("?") == 1
    assert rows["Ceasefire"].count("·") == 5
    assert "not recorded: no word of it here" in run("matrix", "positions").out


def test_positions_as_csv(run):
    rows = list(csv.DictReader(io.StringIO(run("matrix", "--format", "csv").out)))
    marks = {(row["party"], row["issue"]): row["mark"] for row in rows}
    assert marks["ukraine", "territory"] == "not recorded"
    assert marks["united-states", "peace-terms"] == "not stated"
    assert marks["trump-campaign", "end-of-war"] == "none current"


def test_distance_in_units_and_as_of_a_day(run):
    asked = [
        "matrix",
        "distance",
        "-g",
        "tramway-strike",
        "--issue",
        "wage-rise",
        "--format",
        "csv",
    ]
    (now,) = csv.DictReader(io.StringIO(run(*asked).out))
    assert (now["difference"], now["share"]) == ("1.5 percent", "0.3")
    (then,) = csv.DictReader(io.StringIO(run(*asked, "--as-of", "2024-03-10").out))
    assert (then["difference"], then["share"]) == ("5 percent", "1")


def test_json_with_reasons(run):
    data = json.loads(run("matrix", "zones", "--format", "json", "--why").out)
    assert {row["answer"] for row in data["zones"]} == {"cannot be known"}
    point = next(it for it in data["points"] if (it["issue"], it["point"]) == ("territory", 2))
    assert point["rulings"]["russia"] == {"verdict": "in", "because": ["russia-territory"]}
    assert any(row["quote"].startswith("Russia still insists") for row in data["why"])


def test_a_dossier_with_one_position(run, dossier):
    out = run("matrix", "-g", str(dossier)).out
    assert "No issue has a scale." in out
    assert "None recorded: no two positions collide" in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--issue", "teritory"], "Did you mean 'territory'?"),
        (["--party", "rusia"], "Did you mean 'russia'?"),
        (["zones", "--between", "ukrane"], "Did you mean 'ukraine'?"),
        (["zone"], "'zone' is not one of"),
    ],
)
def test_what_goes_wrong(run, arguments, message):
    done = run("matrix", *arguments)
    assert (done.code, message in done.err) == (2, True), done.err
