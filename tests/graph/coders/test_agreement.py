"""Two coders' sheets read and compared: the pairs, the figures, the disagreements."""

import json
from pathlib import Path

import pytest

from detente.exports.agreement import STYLES
from detente.graph.coders import agreement, read_pair
from detente.graph.errors import DossierError, UsageError


def compared(least: float = 0.0):
    one, other, setting = read_pair("sources/news.yaml", "coders/boris.yaml")
    return agreement(one, other, setting.issues, least)


def test_units_are_paired_and_what_is_left_is_told(harbour) -> None:
    harbour()
    found = compared()
    assert [(p.first and p.first.id, p.second and p.second.id) for p in found.pairs] == [
        ("union-shifts", "shift-of-eight"),
        ("port-shifts", "shift-of-ten"),
        ("port-pay", "pay-will-rise"),
        ("strikers", "four-hundred"),
        ("strike", "walk-out"),
        (None, "union-ten"),
    ]
    assert found.coders == ("Anna", "Boris")


def test_disagreements_stand_side_by_side_with_their_words(harbour) -> None:
    harbour()
    told = [
        [(d.variable, d.first, d.second) for d in each.differences]
        for each in compared().disagreements
    ]
    assert told == [
        [("firmness", "stated", "insisted")],
        [("act", "refuse", "offer"), ("option", "eight-hours", "ten-hours")],
        [("kind", "position", "claim")],
        [],
    ]
    first = compared().disagreements[0]
    assert first.first is not None
    assert first.second is not None
    assert first.first.quotes == ("wants a shift of eight hours",)
    assert str(first.second.at) == "coders/boris.yaml:4:5"


def test_each_variable_is_measured_at_its_level(harbour) -> None:
    harbour()
    figures = {(f.kind, f.variable): f for f in compared().figures}
    levels = {name: figure.level for name, figure in figures.items()}
    assert levels["position", "firmness"] == "ordinal"
    assert levels["position", "confidence"] == "interval"
    assert levels["position", "value (shifts)"] == "interval"
    assert levels["claim", "figure (workers)"] == "interval"
    assert levels["position", "act"] == "nominal"
    assert figures["position", "holder"].alpha.value == 1  # type: ignore[union-attr]
    assert figures["position", "act"].agreed == 1
    assert figures["position", "act"].pairs == 2
    assert figures["position", "confidence"].kappa is None
    assert figures["event", "status"].alpha is None
    assert figures["event", "status"].remark == "only one value occurs"
    assert figures["unit", "kind"].pairs == 5


def test_passages_are_measured_for_all_units_and_each_kind(harbour) -> None:
    harbour()
    found = {each.kind: each for each in compared().passages}
    assert list(found) == ["all", "position", "claim", "event"]
    assert found["position"].exact.hits == 0
    assert found["position"].overlapping.hits == 2
    assert found["position"].overlapping.f1 == pytest.approx(2 / 3)


def test_a_coder_agrees_with_a_copy(harbour) -> None:
    folder = harbour()
    text = (folder / "sources" / "news.yaml").read_text(encoding="utf-8")
    harbour(boris=text)
    found = compared()
    assert found.disagreements == ()
    assert all(figure.agreed == figure.pairs for figure in found.figures)
    assert all(each.exact.f1 == 1 and each.alpha == 1 for each in found.passages)


def test_changing_the_coders_places_changes_no_figure(harbour) -> None:
    harbour()
    one, other, setting = read_pair("sources/news.yaml", "coders/boris.yaml")
    there = agreement(one, other, setting.issues)
    back = agreement(other, one, setting.issues)
    assert {(f.kind, f.variable): f.alpha for f in there.figures} == {
        (f.kind, f.variable): f.alpha for f in back.figures
    }
    assert len(there.disagreements) == len(back.disagreements)


def test_least_overlap_parts_units(harbour) -> None:
    harbour()
    assert len([p for p in compared(0.9).pairs if p.first and p.second]) < 5


def test_a_missing_firmness_is_left_out_and_told(harbour, boris) -> None:
    harbour(boris=boris.replace("    firmness: insisted\n", "", 1))
    figure = next(f for f in compared().figures if f.variable == "firmness")
    assert figure.pairs == 1
    assert figure.remark.startswith("1 left out")
    assert ("firmness", "stated", "none") in [
        (d.variable, d.first, d.second) for d in compared().disagreements[0].differences
    ]


def test_two_positions_in_the_same_words_are_told_apart_by_content(harbour) -> None:
    sheet = """\
source: {text: news.txt}
positions:
  - id: a
    holder: union
    issue: shifts
    act: demand
    option: eight-hours
    confidence: 1
    evidence: [{quote: The union wants a shift of eight hours, mode: narrator}]
  - id: b
    holder: union
    issue: pay
    act: demand
    option: pay-rises
    confidence: 1
    evidence: [{quote: The union wants a shift of eight hours, mode: narrator}]
"""
    blocks = sheet.split("  - id: ")
    turned = f"{blocks[0]}  - id: {blocks[2]}  - id: {blocks[1]}"
    harbour(anna=sheet, boris=turned)
    found = compared()
    assert [(p.first.id, p.second.id) for p in found.pairs] == [("a", "a"), ("b", "b")]  # type: ignore[union-attr]
    assert found.coders == ("news", "boris")


@pytest.mark.parametrize(
    ("wrong", "right", "told"),
    [
        ("holder: port", "holder: prot", "there is no party 'prot'"),
        (
            "quote: may accept ten hours",
            "quote: may accept two hours",
            "the quote is not in the text",
        ),
        ("act: offer", "act: ofer", "'ofer' is not a known act"),
        ("made_during: walk-out", "made_during: strike", "there is no event 'strike'"),
    ],
    ids=["reference", "quote", "code", "the other coder's id"],
)
def test_a_second_sheet_is_checked_like_any_other(harbour, boris, wrong, right, told) -> None:
    harbour(boris=boris.replace(wrong, right, 1))
    with pytest.raises(DossierError) as raised:
        compared()
    (problem,) = raised.value.problems
    assert told in problem.message
    assert problem.where.file == "coders/boris.yaml"
    assert problem.where.line > 0


def test_another_text_is_refused(harbour) -> None:
    folder = harbour()
    (folder / "sources" / "more.txt").write_text("Nothing new.\n", encoding="utf-8")
    (folder / "coders" / "boris.yaml").write_text("source: {text: more.txt}\n", encoding="utf-8")
    with pytest.raises(UsageError, match="different texts"):
        compared()


def test_a_text_that_is_not_there_is_located(harbour) -> None:
    folder = harbour()
    (folder / "coders" / "boris.yaml").write_text("source: {text: nwes.txt}\n", encoding="utf-8")
    with pytest.raises(DossierError, match=r"boris\.yaml:1:16: the text in the dossier"):
        compared()


def test_without_a_dossier_around_it_says_how_to_name_one(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("source: {text: a.txt}\n", encoding="utf-8")
    with pytest.raises(UsageError, match="with -g"):
        read_pair(tmp_path / "a.yaml", tmp_path / "a.yaml")
    with pytest.raises(UsageError, match="is no dossier"):
        read_pair(tmp_path / "a.yaml", tmp_path / "a.yaml", str(tmp_path))


def test_the_bundled_dossier_agrees_with_itself() -> None:
    import detente.seeds

    folder = Path(detente.seeds.__file__).parent / "ru-ua-2025" / "sources"
    (sheet,) = folder.glob("*.yaml")
    one, other, setting = read_pair(sheet, sheet, "ru-ua-2025")
    found = agreement(one, other, setting.issues)
    assert found.disagreements == ()
    assert len(found.pairs) > 40
    defined = [figure for figure in found.figures if figure.alpha]
    assert len(defined) > 10
    assert all(figure.alpha.value == pytest.approx(1) for figure in defined if figure.alpha)


def test_every_style_shows_both_coders_words(harbour) -> None:
    harbour()
    found = compared()
    assert list(STYLES) == ["text", "markdown", "json", "form"]
    for style in STYLES.values():
        written = style(found)
        assert "wants a shift of eight hours" in written
        assert "The port insists on ten hours" in written
        assert written.endswith("\n")
    report = json.loads(STYLES["json"](found))
    assert report["disagreements"][0]["differences"] == [
        {"variable": "firmness", "first": "stated", "second": "insisted"}
    ]
    assert report["units"] == {"paired": 5, "first_only": 0, "second_only": 1}


def test_what_a_sheet_says_steers_no_terminal_and_is_no_markup(harbour, boris) -> None:
    harbour(boris=boris.replace("coder: Boris", 'coder: "\\e[31m<b>*B*"'))
    found = compared()
    assert "\x1b" not in STYLES["text"](found)
    assert "\x1b" not in STYLES["form"](found)
    assert "<b>" not in STYLES["markdown"](found)
