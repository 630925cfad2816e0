"""``detente packages``, as a user runs it."""

import csv
import io
import json
from pathlib import Path

import pytest

pytestmark = pytest.mark.usefixtures("without_trust")

SHEET = """\
source: {text: news.txt}
positions:
  - id: union-rise
    holder: union
    issue: wages
    act: demand
    option: rise
    firmness: red-line
    confidence: 0.9
    evidence:
      - {quote: will not sign without a rise, mode: narrator}
  - id: port-rise
    holder: port
    issue: wages
    act: refuse
    option: rise
    firmness: insisted
    confidence: 0.9
    evidence:
      - {quote: insists that there will be none, mode: narrator}
  - id: port-night
    holder: port
    issue: night
    act: offer
    option: no-night
    firmness: stated
    conditions:
      - {id: if-calm, label: The strike ends, option: calm, quote: once the strike is over}
    confidence: 0.9
    evidence:
      - {quote: would end night shifts, mode: narrator}
"""


@pytest.fixture
def quarrel(tmp_path: Path) -> Path:
    """A red line against an insisted refusal, and a conditional offer."""
    folder = tmp_path / "quarrel"
    (folder / "sources").mkdir(parents=True)
    (folder / "dossier.yaml").write_text(
        "detente: 1\nid: quarrel\ntitle: A quarrel\nprincipals: [port, union]\n"
        "parties: {port: {label: The port}, union: {label: The union}}\n"
        "issues:\n"
        "  wages: {question: 'Do wages rise?', options: {rise: {label: Wages rise, performer: port}}}\n"
        "  night: {question: 'Who works at night?', options: {no-night: {label: Nobody works at night,"
        " performer: port}}}\n"
        "  strike: {question: 'Is there a strike?', options: {calm: {label: The strike ends,"
        " performer: union}}}\n",
        encoding="utf-8",
    )
    (folder / "sources" / "news.txt").write_text(
        "The union will not sign without a rise. The port insists that there will be none, but it "
        "would end night shifts once the strike is over.\n",
        encoding="utf-8",
    )
    (folder / "sources" / "news.yaml").write_text(SHEET, encoding="utf-8")
    return folder


def test_the_bundled_dossier(run) -> None:
    ran = run("packages")
    assert ran.code == 0
    assert "Positions that are insisted or firmer: 2; all can be kept together." in ran.out
    assert "Ukraine would have to move: 1 position, weight 3." in ran.out
    assert "“its NATO bid”" in ran.out
    assert "Ukraine on Terms of peace and Territory" in ran.out.partition("no consent")[2]
    assert "\x1b" not in ran.out


def test_why_lists_position_party_words_and_source(run) -> None:
    ran = run("packages", "--why", "--format", "csv")
    rows = {row["position"]: row for row in csv.DictReader(io.StringIO(ran.out))}
    assert rows["us-territory"]["firmness"] == "hinted"
    assert rows["us-territory"]["weight"] == "1"
    assert "hinted Ukraine may need" in rows["us-territory"]["quote"]
    assert rows["us-territory"]["source"].endswith(".txt")
    assert "us-withdrawal-withheld" not in rows


def test_json_holds_it_all(run) -> None:
    found = json.loads(run("packages", "--format", "json", "--why").out)
    assert found["held_can_all_be_kept"]
    assert [move["position"] for move in found["packages"][0]["moves"]] == ["ukraine-nato-bid"]
    assert {"party": "ukraine", "issue": "territory"} in found["packages"][0]["not_recorded"]
    bargaining = found["bargaining"]
    assert bargaining["disagreement"] == {"russia": 0, "ukraine": 0, "united-states": 0}
    assert set(bargaining["solutions"]) == set(bargaining["lotteries"])
    for names in bargaining["solutions"].values():
        assert set(names) <= set(bargaining["outcomes"])
    assert {row["position"] for row in found["why"]} >= {"russia-territory", "ukraine-ceasefire"}


def test_red_lines_that_collide(run, quarrel: Path) -> None:
    ran = run("packages", "-g", str(quarrel))
    assert ran.code == 0
    assert "2; they cannot all be kept." in ran.out
    first, second = ran.out.index("1. The port would"), ran.out.index("2. The union would")
    assert first < ran.out.index("“insists that there will be none”", first) < second
    assert "--without port-rise" in ran.out
    freed = run("packages", "-g", str(quarrel), "--without", "port-rise")
    assert "1. No other recorded position would have to move." in freed.out
    assert "Wages: Wages rise" in freed.out
    assert run("packages", "-g", str(quarrel), "--hold", "red-line").code == 0


def test_csv_has_a_row_per_package(run, quarrel: Path) -> None:
    rows = list(
        csv.DictReader(io.StringIO(run("packages", "-g", str(quarrel), "--format", "csv").out))
    )
    assert [(row["list"], row["positions"]) for row in rows[:2]] == [
        ("must-move", "port-rise"),
        ("must-move", "union-rise"),
    ]
    assert {row["list"] for row in rows[2:]} == {"undominated"}


def test_the_shown_rule_is_the_one_in_use(run, tmp_path: Path) -> None:
    rule = tmp_path / "rule.yaml"
    rule.write_text(run("packages", "--show-rule").out, encoding="utf-8")
    assert run("packages", "--rule", "rule.yaml").out == run("packages").out
    rule.write_text("disagreement: {options: [nato-bid-pursued]}\n", encoding="utf-8")
    changed = json.loads(run("packages", "--rule", "rule.yaml", "--format", "json").out)
    assert changed["bargaining"]["disagreement"]["ukraine"] == pytest.approx(1 / 3)


def test_over_held_breaks_nothing_held(run) -> None:
    found = json.loads(run("packages", "--over", "held", "--format", "json").out)
    assert [it["breaks"] for it in found["bargaining"]["outcomes"].values()] == [[]]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--issue", "territry"], 2, "Did you mean 'territory'?"),
        (["--party", "rusia"], 2, "Did you mean 'russia'?"),
        (["--without", "us-nato"], 2, "Did you mean 'us-nato-bid'?"),
        (["--hold", "firm"], 2, "red-line"),
        (["--rule", "none.yaml"], 1, "none.yaml: there is no such file"),
    ],
    ids=["issue", "party", "position", "firmness", "rule"],
)
def test_what_is_not_there_is_said(run, arguments: list[str], code: int, message: str) -> None:
    ran = run("packages", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert message in ran.err


def test_a_graph_without_positions(run, tmp_path: Path) -> None:
    empty = tmp_path / "empty.ttl"
    empty.write_text("", encoding="utf-8")
    ran = run("packages", "-g", str(empty))
    assert ran.code == 0
    assert "none recorded" in ran.out
    assert "Bargaining solutions: none" in ran.out
