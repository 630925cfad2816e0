"""``detente forecast --rounds``, as a user runs it."""

import csv
import io
import json
from pathlib import Path

import pytest

pytestmark = pytest.mark.usefixtures("without_trust")

# In the manner of the emission standards of Bueno de Mesquita (1994): position, salience, capability.
CARS = {
    "small": (4, 0.8, 0.03),
    "early": (4, 1, 0.29),
    "middle": (7, 0.4, 0.21),
    "late": (10, 0.7, 0.47),
}


@pytest.fixture
def cars(tmp_path: Path) -> str:
    folder = tmp_path / "cars"
    (folder / "sources").mkdir(parents=True)
    parties = ", ".join(
        f"{name}: {{label: {name.title()}, capability: {it[2]}}}" for name, it in CARS.items()
    )
    (folder / "dossier.yaml").write_text(
        f"detente: 1\nid: cars\ntitle: Cars\nprincipals: [{', '.join(CARS)}]\n"
        f"parties: {{{parties}}}\nissues:\n"
        "  standards: {question: When do they begin?, scale: interval, unit: years, options: {}}\n",
        encoding="utf-8",
    )
    lines = {name: f"{name.title()} wants {it[0]} years." for name, it in CARS.items()}
    (folder / "sources" / "news.txt").write_text("\n".join(lines.values()) + "\n", "utf-8")
    (folder / "sources" / "news.yaml").write_text(
        "source: {text: news.txt}\npositions:\n"
        + "".join(
            f"  - {{id: {name}-years, holder: {name}, issue: standards, act: demand, value: {it[0]},\n"
            f"     salience: {it[1]}, firmness: stated, confidence: 0.9,\n"
            f"     evidence: [{{quote: '{lines[name]}', mode: narrator}}]}}\n"
            for name, it in CARS.items()
        ),
        encoding="utf-8",
    )
    return str(folder)


def test_the_figure_is_never_without_its_spread(run, cars: str) -> None:
    ran = run("forecast", "-g", cars, "--rounds", "3", "--why")
    assert ran.code == 0, ran.err
    head, row = (
        next(line for line in ran.out.splitlines() if line.startswith(start))
        for start in ("round model", "final median")
    )
    assert "over all readings" in head
    assert row.count(" to ") >= 1
    assert "Positions, " in ran.out
    assert "Late wants 10 years." in ran.out  # the evidence that the inputs rest on
    assert "\x1b" not in ran.out


def test_every_offer_in_json_and_csv(run, cars: str) -> None:
    (found,) = json.loads(
        run("forecast", "-g", cars, "--rounds", "2", "--why", "--format", "json").out
    )
    rounds = found["rounds"]
    assert rounds["readings"] == 256
    assert rounds["reading"]["choice"] == "kind, lowest"
    low, high = rounds["median_over_readings"]
    assert low <= rounds["median"][0] <= rounds["median"][1] <= high
    assert {it["input"] for it in rounds["changes"]} == {"position", "salience", "capability"}
    first = rounds["upwards"][0]
    assert [it["party"] for it in first["parties"]] == sorted(CARS)
    offers = [offer for it in first["parties"] for offer in it["offers"]]
    assert {it["kind"] for it in offers} <= {
        "conflict",
        "compromise",
        "capitulation",
        "stalemate",
    }
    assert any(it["taken"] for it in offers)
    assert len(found["why"]) == len(CARS)

    text = run("forecast", "-g", cars, "--rounds", "2", "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(text)))
    kinds = {it["row"] for it in rows}
    assert {"rounds", "rounds over changes", "rounds over readings", "round", "offer"} <= kinds
    final = next(it for it in rows if it["row"] == "rounds")
    assert [float(final["median low"]), float(final["median high"])] == pytest.approx(
        rounds["median"], rel=1e-5
    )
    assert sum(it["row"] == "offer" and it["input"] == "1 upwards" for it in rows) == len(offers)


def test_which_end_is_low_is_said_to_matter(run, tmp_path: Path, cars: str) -> None:
    # One that cares little between two strong ones that are alike: what they offer it is as far on either
    # side. It goes to one of them, and with nearly half of the weight on each side it is the median still.
    assumed = tmp_path / "assumed.yaml"
    assumed.write_text(
        "capability: {early: 9, middle: 1, late: 9}\nissues:\n  standards:\n"
        "    without: [small]\n    parties:\n"
        "      early: {salience: 1}\n      middle: {salience: 0.1}\n      late: {salience: 1}\n",
        encoding="utf-8",
    )
    call = ("forecast", "-g", cars, "--assume", str(assumed), "--rounds", "1")
    out = run(*call).out
    assert "final median, on assumptions   4.82608 to 9.17392 ~" in out
    assert "Fragile: it depends on which end of the scale is called low" in out
    assert "median 4.82608 years counted upwards, 9.17392 years downwards" in out
    assert "counted downwards: after each round" in out
    rows = list(csv.DictReader(io.StringIO(run(*call, "--format", "csv").out)))
    final = next(it for it in rows if it["row"] == "rounds")
    assert final["note"].startswith("on assumptions; depends on which end")


def test_without_a_number_and_without_inputs(run) -> None:
    ran = run("forecast", "--rounds")
    assert ran.code == 0
    assert "No figure: 5 inputs are missing." in ran.out
    assert "round model" not in ran.out
    assert run("forecast", "--rounds", "0").code == 2
