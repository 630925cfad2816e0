"""``detente linkage`` through the real entry point."""

import csv
import io
import json

import pytest

pytestmark = pytest.mark.usefixtures("without_trust")

STRIKE = ("-g", "tramway-strike", "--as-of", "2024-03-10")


def test_all_figures_on_the_bundled_dossier(run):
    done = run("linkage")
    assert (done.code, done.err) == (0, "")
    assert "Russia ends the violence → The United States gives economic incentives" in done.out
    assert "No loop: no conditions wait for each other." in done.out
    assert "Russia: not recorded" in done.out
    assert "\x1b" not in done.out


def test_a_loop_in_the_words_that_form_it(run):
    out = run("linkage", "loops", *STRIKE).out
    assert "the company would open talks on pay as soon as the union suspended the strike" in out
    assert "the union would suspend the strike once talks on pay had begun" in out
    assert "As recorded, what is in a loop waits for itself." in out
    assert "leads past the loops" in run("linkage", "loops", "-g", "tramway-strike").out


def test_waivers_and_what_they_change(run):
    asked = run("linkage", "waivers", *STRIKE, "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(asked)))
    assert [row["conditions"] for row in rows] == [
        "as-soon-as-strike-suspended",
        "once-talks-have-begun",
    ]
    assert "In no order, as recorded" in run("linkage", "sequence", *STRIKE).out
    for row in rows:
        waived = ("--waive", row["conditions"])
        data = json.loads(run("linkage", *STRIKE, *waived, "--format", "json", "--why").out)
        assert (data["loops"], data["stuck"], data["complete"]) == ([], [], True)
        assert data["why"][0]["quote"]


def test_who_is_against_a_move(run):
    out = run("linkage", "sequence", "-g", "tramway-strike").out
    assert "Tramworkers’ Union (union-two-steps)" in out


def test_a_dossier_without_conditions(run, dossier):
    assert "No current position is recorded as subject" in run("linkage", "-g", str(dossier)).out


def test_an_unknown_condition(run):
    done = run("linkage", "--waive", "if-moscow-ends-violenc")
    assert (done.code, "Did you mean 'if-moscow-ends-violence'?" in done.err) == (2, True)
