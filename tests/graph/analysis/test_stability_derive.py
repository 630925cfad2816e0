"""Models derived from dossiers: only what is recorded goes in, and each statement leads back to its words."""

from pathlib import Path

import pytest
import yaml

import detente
from detente.graph.analysis.stability.derive import derived_from
from detente.graph.analysis.stability.equilibria import stability
from detente.graph.analysis.stability.reading import parse_model
from detente.graph.analysis.stability.report import evidence_rows, in_common, indifferent_about
from detente.graph.analysis.stability.writing import derived_text, written
from detente.graph.errors import UsageError

TEXT = (
    "The union insists that the port opens at night. The port refuses to open at night. "
    "The port would pay more if shifts are longer. The union wants more pay and both to sign. "
    "The union could accept longer shifts. The port must keep its crane, a red line. "
    "The ministry proposes more pay. The union warns of a strike. The union asks for 12 days off."
)


def dossier(folder: Path, positions: str) -> Path:
    (folder / "sources").mkdir(parents=True)
    (folder / "dossier.yaml").write_text(
        """\
detente: 1
id: harbour
title: Talks on the “harbour”
principals: [port, union]
parties: {port: {label: The port}, union: {label: The union}, ministry: {label: The ministry}}
issues:
  hours:
    question: When is the port open?
    label: Hours
    options:
      night: {label: The port opens at night, performer: port}
      day-only: {label: The port opens by day alone, performer: port, incompatible_with: [night]}
      round-the-clock: {label: The port never closes, performer: port, entails: [night]}
  shifts:
    question: How long are shifts?
    options:
      longer: {label: Shifts are longer, performer: union}
  pay:
    question: What is paid?
    label: Pay
    options:
      more: {label: More is paid, performer: port}
  crane:
    question: What becomes of the crane?
    options:
      kept: {label: The crane is kept, performer: port}
  paper:
    question: Is there a paper?
    options:
      signed: {label: Both sign, performer: [port, union]}
  conduct:
    question: Is there a strike?
    options:
      strike: {label: The union strikes, performer: union}
      peace: {label: The harbour is calm}
  leave:
    question: How many days off are there?
    label: Leave
    scale: interval
    unit: days
    options:
      ten: {label: Ten days off, value: 10, performer: port}
""",
        encoding="utf-8",
    )
    (folder / "sources" / "news.txt").write_text(TEXT, encoding="utf-8")
    (folder / "sources" / "news.yaml").write_text(
        "source: {text: news.txt}\npositions:\n" + positions, encoding="utf-8"
    )
    return folder


POSITIONS = """\
  - {id: u-night, holder: union, issue: hours, act: demand, confidence: 1, option: night, firmness: insisted,
     evidence: [{quote: insists that the port opens at night, mode: narrator}]}
  - {id: p-night, holder: port, issue: hours, act: refuse, confidence: 0.9, option: night, firmness: stated,
     evidence: [{quote: refuses to open at night, mode: narrator}]}
  - {id: p-pay, holder: port, issue: pay, act: offer, confidence: 0.9, option: more, firmness: stated,
     conditions: [{id: c-longer, party: union, option: longer, label: Shifts are longer,
       quote: if shifts are longer}],
     evidence: [{quote: would pay more, mode: narrator}]}
  - {id: u-pay, holder: union, issue: pay, act: demand, confidence: 0.9, option: more, firmness: stated,
     evidence: [{quote: wants more pay, mode: narrator}]}
  - {id: u-sign, holder: union, issue: paper, act: propose, confidence: 0.9, option: signed, firmness: stated,
     evidence: [{quote: both to sign, mode: narrator}]}
  - {id: u-longer, holder: union, issue: shifts, act: accept, confidence: 0.9, option: longer, firmness: open,
     evidence: [{quote: could accept longer shifts, mode: narrator}]}
  - {id: p-crane, holder: port, issue: crane, act: commit, confidence: 0.9, option: kept, firmness: red-line,
     evidence: [{quote: must keep its crane, mode: narrator}]}
  - {id: m-pay, holder: ministry, issue: pay, act: propose, confidence: 0.9, option: more,
     evidence: [{quote: proposes more pay, mode: narrator}]}
  - {id: u-strike, holder: union, issue: conduct, act: warn, confidence: 1, option: strike, firmness: stated,
     evidence: [{quote: warns of a strike, mode: narrator}]}
  - {id: u-leave, holder: union, issue: leave, act: demand, confidence: 0.9, value: 12, firmness: stated,
     evidence: [{quote: asks for 12 days off, mode: narrator}]}
"""
CRANE = POSITIONS[POSITIONS.index("  - {id: p-crane") : POSITIONS.index("  - {id: m-pay")]


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    return dossier(tmp_path / "harbour", POSITIONS)


def test_what_goes_in(harbour: Path) -> None:
    model = derived_from(detente.open(harbour))
    assert [option.id for option in model.options] == [
        *("day-only", "night", "round-the-clock"),
        *("signed-by-port", "signed-by-union", "more"),
    ]
    assert model.parties == {"port": "The port", "union": "The union"}
    assert {rule.text for rule in model.infeasible} == {
        "round-the-clock and not night",
        "day-only and night",
    }


def test_what_is_left_out_is_said_with_the_reason(harbour: Path) -> None:
    alone = "nobody but the party that would carry it out takes a stand on it."
    assert derived_from(detente.open(harbour)).left_out == (
        f"“The union strikes”: {alone}",
        f"“The crane is kept”: {alone}",
        f"“Shifts are longer”: {alone}",
        "The ministry: speaks of these options but performs none of them, and so cannot move.",
        "Position u-leave takes a point on a scale and names no option: Leave.",
    )


def test_statements_by_act_and_firmness(harbour: Path) -> None:
    model = derived_from(detente.open(harbour), ["hours", "pay", "paper", "shifts", "crane"])
    texts = {
        party: [[statement.text for statement in level] for level in levels]
        for party, levels in model.levels.items()
    }
    assert texts == {
        "port": [["kept"], ["not night"], ["more if longer"]],
        "union": [["night"], ["more", "(signed-by-port and signed-by-union)"], ["longer"]],
    }


def test_a_condition_outside_the_model_is_said(harbour: Path) -> None:
    model = derived_from(detente.open(harbour), ["pay"])
    ((statement,),) = model.levels["port"]
    assert statement.text == "more"
    assert "“Shifts are longer” is not an option of this model" in statement.remarks[0]
    assert "is not an option of this model" in written(model)


def test_the_written_model_can_be_read_and_leads_back_to_the_words(harbour: Path) -> None:
    text = derived_text(detente.open(harbour), ["hours", "pay", "shifts"])
    assert "# “insists that the port opens at night” – news.txt" in text
    assert "# Nothing recorded on: " not in text.split("preferences:")[0]
    assert yaml.safe_load(text)["title"] == "Talks on the “harbour”"
    model = parse_model(text)
    rows = list(evidence_rows(model, {"u-night": (("a", "b"), ("c", "d"))}))
    assert [(row.position, row.quote) for row in rows if row.decision_maker == "union"] == [
        ("u-night", "a"),
        ("u-night", "c"),
        ("u-pay", ""),
        ("u-longer", ""),
    ]
    assert dict(indifferent_about(model))["The port"] == (
        "The port opens by day alone",
        "The port never closes",
    )


def test_conditional_offer_makes_a_trade_that_holds(harbour: Path) -> None:
    """The port pays more when shifts are longer; the union would rather have both than neither."""
    found = stability(parse_model(derived_text(detente.open(harbour), ["pay", "shifts"])))
    model = found.model
    assert [model.pattern(model.state(name)) for name in found.equilibria("R")] == ["YY"]
    assert in_common(model, found.equilibrium_set("R"))[0] == ("More is paid", "Shifts are longer")


def test_nothing_to_derive_from(tmp_path: Path) -> None:
    folder = dossier(tmp_path / "harbour", CRANE)
    with pytest.raises(UsageError, match="no model can be derived"):
        derived_from(detente.open(folder))
    with pytest.raises(UsageError, match="Did you mean 'crane'"):
        derived_from(detente.open(folder), ["crain"])
    assert derived_from(detente.open(folder), ["crane"]).levels["port"]


def test_the_bundled_dossier_says_only_what_the_article_supports() -> None:
    text = derived_text(detente.open())
    model = parse_model(text)
    assert len(model.states) == 768
    assert {maker.id for maker in model.decision_makers} == {"russia", "ukraine", "vatican"}
    # Nothing is recorded on what Ukraine prefers for its territory, so the model must not know it.
    ukraine = text[text.index("  ukraine:\n    # Nothing") :]
    assert "Territory" in ukraine.splitlines()[1]
    always, never = in_common(model, stability(model, ["R"]).equilibrium_set("R"))
    assert always == ("Ukraine pursues its NATO bid",)
    assert set(never) == {
        "Ukraine gives up its NATO bid",
        "Ukraine permanently drops its NATO aspirations",
    }


def test_the_same_bytes_each_time() -> None:
    assert derived_text(detente.open()) == derived_text(detente.open())
