"""``detente forecast``, as a user runs it."""

import csv
import io
import json
from pathlib import Path

import pytest

pytestmark = pytest.mark.usefixtures("without_trust")

ASSUMED = """\
capability: {tramworkers-union: 2, halvorsen-tramways: 3}
issues:
  wage-rise:
    parties:
      tramworkers-union: {salience: 1}
      halvorsen-tramways: {salience: 0.5}
"""


@pytest.fixture
def assumed(tmp_path: Path) -> Path:
    path = tmp_path / "assumed.yaml"
    path.write_text(ASSUMED, encoding="utf-8")
    return path


def test_the_bundled_dossier_says_what_is_missing(run) -> None:
    ran = run("forecast", "--why")
    assert ran.code == 0
    assert "No figure: 5 inputs are missing." in ran.out
    assert "weighted" not in ran.out
    assert "seeks a full 30-day ceasefire" in ran.out
    assert "\x1b" not in ran.out
    rows = list(csv.DictReader(io.StringIO(run("forecast", "--format", "csv").out)))
    missing = {(row["party"], row["input"]) for row in rows if row["row"] == "missing"}
    assert ("russia", "position") in missing
    assert ("ukraine", "capability") in missing
    assert {row["row"] for row in rows} == {"input", "missing"}


def test_assumptions_are_marked_in_every_format(run, assumed: Path) -> None:
    # weights 2 and 1.5 at 6 and 4.5: (12 + 6.75) / 3.5 = 5.35714
    call = ("forecast", "-g", "tramway-strike", "--assume", str(assumed))
    table = run(*call).out
    assert "weighted mean, on assumptions     5.35714" in table
    assert table.count("  assumed\n") == 4
    rows = list(csv.DictReader(io.StringIO(run(*call, "--format", "csv").out)))
    figures = next(row for row in rows if row["row"] == "figures")
    assert (figures["mean"], figures["median low"], figures["note"]) == (
        "5.35714",
        "6",
        "on assumptions",
    )
    assert {row["note"] for row in rows if row["row"] == "change"} == {"on assumptions"}
    (found,) = json.loads(run(*call, "--format", "json", "--why").out)
    assert found["rests_on_assumptions"]
    assert found["forecast"]["median"] == [6, 6]
    assert sum(it["assumed"] for it in found["inputs"]) == 4
    assert {it["position"] for it in found["why"]} == {"halvorsen-wage-4-5", "union-wage-6"}


def test_a_larger_change_can_make_it_fragile(run, assumed: Path) -> None:
    call = ("forecast", "-g", "tramway-strike", "--assume", str(assumed))
    assert "Fragile" not in run(*call).out
    # 2 · 0.7 = 1.4 against 1.5
    ran = run(*call, "--change", "30")
    assert "Fragile" in ran.out
    assert "capability of Tramworkers’ Union" in ran.out


def test_faults(run, assumed: Path, tmp_path: Path) -> None:
    ran = run("forecast", "--assume", str(assumed))
    assert ran.code == 1
    assert "there is no party 'tramworkers-union'" in ran.err
    assert run("forecast", "--issue", "no-such").code == 2
    assert run("forecast", "--change", "100").code == 2
    assert run("forecast", "--assume", str(tmp_path / "absent.yaml")).code in (1, 3)


def test_nothing_to_forecast(run, dossier: Path) -> None:
    ran = run("forecast", "-g", str(dossier))
    assert ran.code == 0
    assert ran.out == "No issue has an interval scale; there is nothing to forecast.\n"


def test_judgements_recorded_in_a_dossier_are_enough(run, tmp_path: Path) -> None:
    # weights 0.5 · 4 = 2 at 8 and 1 · 1 = 1 at 2: (16 + 2) / 3 = 6
    folder = tmp_path / "hours"
    (folder / "sources").mkdir(parents=True)
    (folder / "dossier.yaml").write_text(
        "detente: 1\nid: hours\ntitle: Hours\nprincipals: [port, union]\n"
        "parties: {port: {label: The port, capability: 4}, union: {label: The union, capability: 1}}\n"
        "issues:\n"
        "  shifts: {question: How long is a shift?, scale: interval, unit: hours, options: {}}\n",
        encoding="utf-8",
    )
    (folder / "sources" / "news.txt").write_text("The port wants 8 hours, the union 2.\n", "utf-8")
    (folder / "sources" / "news.yaml").write_text(
        "source: {text: news.txt}\npositions:\n"
        + "".join(
            f"  - {{id: {party}-hours, holder: {party}, issue: shifts, act: demand, value: {value},\n"
            f"     salience: {salience}, firmness: stated, confidence: 0.9,\n"
            f"     evidence: [{{quote: '{quote}', mode: narrator}}]}}\n"
            for party, value, salience, quote in (
                ("port", 8, 0.5, "wants 8 hours"),
                ("union", 2, 1, "the union 2"),
            )
        ),
        encoding="utf-8",
    )
    ran = run("forecast", "-g", str(folder), "--why")
    assert ran.code == 0, ran.err
    assert "weighted mean     6 " in ran.out
    assert "weighted median   8 " in ran.out
    assert "assum" not in ran.out
    assert "wants 8 hours" in ran.out
