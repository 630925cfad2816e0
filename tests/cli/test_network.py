"""``detente network`` through the real entry point."""

import csv
import io
import json

import networkx as nx
import pytest

pytestmark = pytest.mark.usefixtures("without_trust")

STRIKE = ("network", "-g", "tramway-strike", "--implied")


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_the_strike_s_network_with_its_evidence(run):
    done = run(*STRIKE, "--why")
    assert (done.code, done.err) == (0, "")
    table, *evidence = done.out.split("\n\n")
    assert table.split()[:5] == ["one", "other", "weight", "congruence", "conflict"]
    assert len(evidence) == 3
    assert "“" in evidence[0]
    assert "(by what it says of" in evidence[0]


def test_csv_and_json_say_the_same(run):
    in_csv = rows(run(*STRIKE, "--format", "csv").out)
    (in_json,) = json.loads(run(*STRIKE, "--format", "json", "--why").out)
    assert [(row["one"], int(row["weight"])) for row in in_csv] == [
        (row["one"], row["weight"]) for row in in_json["rows"]
    ]
    for row in in_json["rows"]:
        assert row["weight"] == row["congruence"] - row["conflict"]
        assert all(said["position"] and said["quotes"] for said in row["why"])
    why = rows(run(*STRIKE, "--format", "csv", "--why").out)
    assert all("“" in row["why"] for row in why)


def test_the_mediator_stands_between_those_who_disagree(run):
    (broker,) = rows(run(*STRIKE, "brokers", "--format", "csv").out)
    assert broker["broker"] == "mediation-office"
    assert (broker["between"], broker["and"]) == ("halvorsen-tramways", "tramworkers-union")
    assert broker["they disagree"] == "yes"
    (found,) = json.loads(run(*STRIKE, "balance", "--format", "json").out)
    assert (found["frustration"], found["at least"], found["of"]) == (1, 1, 3)


def test_contradictions_grow_fewer_over_the_two_weeks(run):
    done = run(*STRIKE, "polarisation", "--superseded", "--window", "days:14", "--format", "csv")
    first, *_, last = rows(done.out)
    assert float(first["conflict share"]) > float(last["conflict share"]) > 0
    assert (first["from"], last["to"]) == ("2024-03-05", "2024-03-19")


@pytest.mark.parametrize(
    ("figure", "header"),
    [("communities", "certainty"), ("options", "loss"), ("polarisation", "conflict share")],
)
def test_other_figures(run, figure, header):
    found = rows(run(*STRIKE, figure, "--format", "csv", "--why").out)
    assert found
    assert all(header in row and row["why"] for row in found)
    assert run(*STRIKE, figure, "--why").code == 0


def test_windows_of_ties(run):
    done = run(
        *STRIKE, "--kind", "two-mode", "--superseded", "--window", "weeks", "--format", "csv"
    )
    assert {row["from"] for row in rows(done.out)} == {"2024-03-04", "2024-03-18"}


def test_signed_files(run, tmp_path):
    done = run(*STRIKE, "--format", "matrix")
    header, *lines = csv.reader(io.StringIO(done.out))
    assert header == ["", "halvorsen-tramways", "mediation-office", "tramworkers-union"]
    assert lines[0][3] == lines[2][1] == "-11"
    done = run(*STRIKE, "--format", "graphml", "-o", "strike.graphml")
    graph = nx.read_graphml(tmp_path / "strike.graphml")
    edge = graph.edges["halvorsen-tramways", "tramworkers-union"]
    assert (edge["weight"], edge["sign"], edge["plus"], edge["minus"]) == (-11, -1, 5, 16)
    assert " | " in edge["quotes"]
    assert run(*STRIKE, "--kind", "two-mode", "--format", "svg").out.startswith("<svg ")


def test_normalised_and_cut_to_the_backbone(run):
    done = run(*STRIKE, "--normalise", "cosine", "--format", "csv")
    assert all(-1 <= float(row["weight"]) <= 1 for row in rows(done.out))
    assert (
        run(*STRIKE, "--backbone", "0", "--format", "csv").out
        == "one,other,weight,congruence,conflict\n"
    )


def test_the_seed_says_that_its_parties_speak_of_different_options(run):
    done = run("network")
    assert (done.code, done.out) == (0, "")
    assert "No two parties spoke of the same option. --implied" in done.err
    assert "russia" in run("network", "--implied").out


def test_statements_without_a_date_are_named(run):
    done = run("network", "polarisation", "--window", "months", "--format", "json")
    assert (done.code, done.out) == (0, "[]\n")
    assert "Left out, as no date places them in a window: 15 statements." in done.err


def test_exclusions(run):
    done = run("network", "--kind", "two-mode", "--without", "party=russia", "--format", "csv")
    assert {row["party"] for row in rows(done.out)} == {"ukraine", "united-states"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--without", "russia"], "Write FIELD=ID"),
        (["--without", "partys=russia"], "Did you mean 'party'"),
        (["--window", "hours"], "there is no unit 'hours'"),
        (["--window", "days:x"], "a window's size is a number"),
        (["--window", "days:0"], "1 or more"),
        (["--normalise", "activity"], "has no normalisation 'activity'"),
        (["--kind", "combine", "--normalise", "jaccard"], "has no normalisation 'jaccard'"),
        (["--kind", "combine", "--backbone", ".05"], "has no backbone"),
        (["--kind", "two-mode", "--options"], "leave out --options"),
        (["balance", "--kind", "conflict"], "needs a network of kind"),
        (["balance", "--format", "graphml"], "leave out figure and window"),
        (["polarisation", "--normalise", "average"], "leave out --normalise"),
        (["options", "--options"], "leave out --options"),
        (["--backbone", "2"], "between 0 and 1"),
    ],
)
def test_what_can_not_be_is_said(run, arguments, said):
    done = run("network", *arguments)
    assert done.code in (1, 2)
    assert said in done.err


@pytest.mark.slow
def test_output_is_the_same_whatever_the_hash_seed(run):
    for figure in ("communities", "brokers", "balance"):
        said = {run(*STRIKE, figure, env={"PYTHONHASHSEED": seed}).out for seed in ("1", "2", "3")}
        assert len(said) == 1


def test_as_of_a_day(run):
    done = run(*STRIKE, "--kind", "two-mode", "--as-of", "2024-03-06", "--format", "csv")
    assert "rise-of-4-5" not in {row["option"] for row in rows(done.out) if row["for"] != "0"}
    assert rows(done.out)


def test_a_network_of_one_issue(run):
    command = ("network", "--kind", "two-mode", "--format", "csv")
    whole, narrow = run(*command).out.splitlines(), run(*command, "--issue", "nato-bid")
    found = narrow.out.splitlines()
    assert narrow.code == 0
    assert 1 < len(found) < len(whole)
    assert set(found) <= set(whole)
    assert run("network", "--issue", "nato-bit").code == 2


def test_phases_of_two_days_cannot_be_told(run):
    asked = ("phases", "--kind", "two-mode", "--superseded", "--window", "days:1")
    done = run(*STRIKE, *asked)
    assert (done.code, done.err) == (0, "")
    assert "only 2 windows with ties; phases need 3 or more" in done.out


def test_a_phase_begins_with_the_ties_that_changed_and_their_words(run):
    asked = ("phases", "--superseded", "--window", "events:8")
    in_csv = rows(run(*STRIKE, *asked, "--format", "csv").out)
    (in_json,) = json.loads(run(*STRIKE, *asked, "--format", "json", "--why").out)
    assert [row["state"] for row in in_csv] == [str(row["state"] or "") for row in in_json["rows"]]
    assert max(row["state"] or 0 for row in in_json["rows"]) == in_json["states"] == 3
    assert in_json["Dunn's index"] == ["2 states: 1.4142", "3 states: infinite"]
    changed = [row for row in in_json["rows"] if row["one"]]
    assert changed
    for row in changed:
        assert row["before"] != row["after"]
        assert all(said["position"] and said["quotes"] for said in row["why"])


def test_phases_need_windows(run):
    done = run(*STRIKE, "phases")
    assert done.code == 2
    assert "--window months:1" in done.err


def test_a_dossier_without_dates_has_no_phases(run):
    done = run("network", "phases", "--window", "months:1")
    assert done.code == 0
    assert "no window has ties" in done.out
    assert "no date places them" in done.err
