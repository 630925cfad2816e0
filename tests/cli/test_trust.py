"""What is fragile, marked by each command of the analysis through the real entry point."""

import csv
import io
import json
from pathlib import Path

import pytest

STRIKE = ("-g", "tramway-strike")
FRAGILE = "~  fragile: flips without one source or coder"
WINDOWS = ("--implied", "--superseded", "--window", "days:14")
ONE_CODER = "All rests on one coder; what others would show is not known."
ONE_OF_BOTH = "All rests on one source and one coder; what others would show is not known."
COLUMNS = ["low", "low by", "high", "high by", "fragile", "fragile because"]


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_matrix_marks_what_flips(run) -> None:
    out = run("matrix", *STRIKE, "--why").out
    assert "Wages: 0.3 ~ to 0.3 ~ over 1 pair" in out
    assert FRAGILE in out
    assert "¹  rests on one source or coder" in out
    assert ONE_CODER in out
    assert "largest wage-rise" in out.partition("How far this holds out")[2]
    (wages,) = [
        row
        for row in rows(run("matrix", "sticking", *STRIKE, "--format", "csv").out)
        if row["issue"] == "Wages"
    ]
    assert (wages["low"], wages["high"], wages["fragile"]) == ("1", "3", "yes")
    assert wages["low by"] == "without second-day.txt"
    assert (
        "firmness of halvorsen-wage-4-5 red-line instead of insisted: 1" in wages["fragile because"]
    )


@pytest.mark.slow
def test_one_source_is_never_called_steady(run) -> None:
    done = run("matrix", "zones")
    assert ONE_OF_BOTH in done.out
    assert "~" not in done.out
    zones = json.loads(run("matrix", "zones", "--format", "json").out)["zones"]
    assert {row["fragile"] for row in zones} == {None}
    assert "falls away without source 000_03c997c70ceb518a.txt" in zones[0]["fragile because"]
    in_csv = rows(run("matrix", "zones", "--format", "csv").out)
    assert {row["fragile"] for row in in_csv} == {"not known"}


@pytest.mark.slow
def test_network(run) -> None:
    ties = rows(run("network", *STRIKE, "--implied", "--format", "csv").out)
    union = next(
        row for row in ties if row["other"] == "tramworkers-union" and row["weight"] == "-11"
    )
    assert union["fragile"] == "yes"
    assert float(union["low"]) < -11 < float(union["high"]) < 0
    assert [*ties[0]][-6:] == COLUMNS
    (found,) = json.loads(run("network", "balance", *STRIKE, "--implied", "--format", "json").out)
    assert found["trust"]["frustration"]["fragile"] is True
    out = run("network", "polarisation", *STRIKE, *WINDOWS).out
    assert "0.4348 ¹" in out
    assert ONE_CODER in out


@pytest.mark.slow
def test_linkage(run) -> None:
    """Each report has the loop, though in other words: it holds without either; the words do not."""
    data = json.loads(run("linkage", *STRIKE, "--format", "json").out)
    assert {row["fragile because"] for row in data["loops"]} == {"falls away without coder Détente"}
    assert all("source two-weeks-later.txt" in row["fragile because"] for row in data["waivers"])
    assert {row["fragile"] for row in data["sequence"]} == {True}
    assert "low" not in data["links"][0]
    assert "as-long-as-trams-run ¹" in run("linkage", "waivers", *STRIKE).out


@pytest.mark.slow
def test_packages(run) -> None:
    out = run("packages", "--why").out
    assert "Positions that are insisted or firmer: 2; all can be kept together ~." in out
    assert "Nash ~" in out
    assert "held" in out.partition("How far this holds out")[2]
    data = json.loads(run("packages", "--format", "json").out)
    assert data["trust"]["held_can_all_be_kept"]["fragile"] is True
    assert set(data["trust"]) == {"held_can_all_be_kept", *data["bargaining"]["solutions"]}
    assert "insisted instead of stated" in data["packages"][0]["fragile because"]
    # positions that moved may be gone with their source
    done = run("packages", *STRIKE, "--without", "halvorsen-wage-4-5", "--format", "csv")
    assert (done.code, [*rows(done.out)[0]][-6:]) == (0, COLUMNS)


@pytest.mark.slow
def test_stability(run) -> None:
    asked = ("stability", "--issue", "nato-bid")
    assert "R (Nash stability): 1 equilibrium ~." in run(*asked).out
    data = json.loads(run(*asked, "--format", "json").out)
    assert data["trust"]["R"]["fragile"] is True
    assert "without ukraine-nato-bid (confidence 0.78)" in data["trust"]["R"]["fragile because"]
    (state,) = rows(run(*asked, "--format", "csv").out)
    assert state["fragile"] == "not known"
    assert "not worked out" in run("stability").out


def test_a_model_file_has_nothing_to_leave_out(run, tmp_path: Path) -> None:
    assert run("stability", "--issue", "nato-bid", "--derive", "-o", "model.yaml").code == 0
    out = run("stability", "model.yaml").out
    assert "fragile" not in out
    assert "All rests on" not in out


@pytest.mark.slow
def test_forecast(run, tmp_path: Path) -> None:
    (tmp_path / "assumed.yaml").write_text(
        "capability: {tramworkers-union: 2, halvorsen-tramways: 3}\n"
        "issues:\n  wage-rise:\n    parties:\n"
        "      tramworkers-union: {salience: 1}\n      halvorsen-tramways: {salience: 0.5}\n"
    )
    asked = ("forecast", *STRIKE, "--assume", "assumed.yaml")
    # without the second report the union asks for 8 and is still the heavier
    assert "weighted median, on assumptions   6 ~ " in run(*asked).out
    (found,) = json.loads(run(*asked, "--format", "json").out)
    assert (found["trust"]["median"]["low"], found["trust"]["median"]["high"]) == (6, 8)
    assert found["trust"]["mean"]["fragile"] is None
    trust = [row for row in rows(run(*asked, "--format", "csv").out) if row["row"] == "trust"]
    assert [(row["input"], row["fragile"]) for row in trust] == [
        ("mean", "not known"),
        ("median", "yes"),
    ]
    assert "All rests" not in run("forecast").out  # no figure, nothing to trust


@pytest.mark.parametrize(
    "asked",
    [
        ("matrix", "pairs"),
        ("network", "--implied"),
        ("linkage", "loops"),
        pytest.param(("packages",), marks=pytest.mark.slow),
        ("stability", "--issue", "conductors", "--issue", "wage-rise"),
    ],
    ids=lambda it: it[0],
)
def test_left_out_when_asked(run, asked) -> None:
    done = run(*asked, *STRIKE, "--no-trust", "--format", "csv")
    assert (done.code, "fragile" in done.out.splitlines()[0]) == (0, False)
    done = run(*asked, *STRIKE, env={"DETENTE_TRUST": "no"})
    assert (done.code, "fragile" in done.out) == (0, False)


def test_much_to_go_through_is_left_until_asked_for(run, dossier: Path) -> None:
    sheet = dossier / "sources" / "news.yaml"
    source, _, position = sheet.read_text().partition("positions:\n")
    many = "".join(position.replace("union-shifts", f"union-shifts-{it}") for it in range(61))
    sheet.write_text(f"{source}positions:\n{many}")
    port = position.replace("union-shifts", "port-shifts").replace("holder: union", "holder: port")
    sheet.write_text(f"{sheet.read_text()}{port}")
    left = run("matrix", "pairs", "-g", str(dossier))
    assert "was not worked out, as there is much to go through; --trust does it." in left.out
    assert ONE_OF_BOTH not in left.out
