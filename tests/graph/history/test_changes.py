"""Timelines and differences: new, gone, moved, and reversals that nobody explained."""

from decimal import Decimal
from pathlib import Path
from shutil import copytree

from detente.exports import export, save
from detente.graph.history.changes import Difference, difference
from detente.graph.history.sides import open_side
from detente.graph.history.timeline import timeline
from detente.graph.open import open_graph


def between(folder: Path, one: str, other: str) -> Difference:
    return difference(open_graph(folder, as_of=one), open_graph(folder, as_of=other))


def test_a_timeline_orders_by_day_and_says_what_each_date_rests_on(harbour):
    found = timeline(open_graph(harbour))
    assert [(it.since.date, it.since.basis, it.id) for it in found.dated] == [
        ("2025-04-28", "own", "meeting"),
        ("2025-04-29", "own", "meeting-b"),
        ("2025-04-30", "own", "union-shifts"),
        ("2025-05-10", "published", "union-ten"),
    ]
    assert found.undated == ()
    assert found.dated[0].times == ("On Monday",)
    assert [quote.source for quote in found.dated[2].quotes] == ["a.txt", "a.txt", "b.txt"]


def test_what_nothing_dates_has_a_lane_of_its_own():
    found = timeline(open_graph())
    dated = {(it.id, it.since.basis) for it in found.dated}
    assert ("trump-putin-call", "outside") in dated
    assert len(found.undated) > 20


def test_a_move_has_direction_size_days_and_both_words(harbour):
    (move,) = between(harbour, "2025-05-05", "2025-05-12").moved
    assert (move.before.id, move.after.id, move.basis) == (
        "union-shifts",
        "union-ten",
        "supersedes",
    )
    assert (move.size, move.direction, move.after.unit, move.days) == (2, "up", "hours", 10)
    assert move.before.quotes[0].text == "wants a shift of eight hours"
    assert move.after.quotes[0].text == "accepts ten hours"
    assert not move.unexplained


def test_the_way_back_is_down(harbour):
    (move,) = between(harbour, "2025-05-12", "2025-05-05").moved
    found = (move.basis, move.size, move.direction, move.days)
    assert found == ("same party and issue", Decimal(-2), "down", -10)


def test_what_is_there_on_one_day_only_is_new_or_gone(harbour):
    found = between(harbour, "2025-04-01", "2025-05-12")
    assert [it.id for it in found.new] == ["union-ten"]
    assert [it.id for it in found.new_things] == ["forty", "ninety", "meeting", "meeting-b"]
    back = between(harbour, "2025-05-12", "2025-04-01")
    assert [it.id for it in back.gone] == ["union-ten"]
    assert [it.id for it in back.gone_things] == ["forty", "ninety", "meeting", "meeting-b"]
    assert not between(harbour, "2025-05-12", "2025-05-13")


def test_a_reversal_that_nothing_joins_is_pointed_out_though_the_former_still_stands(
    harbour, reword
):
    reword("sources/b.yaml", "    supersedes: union-shifts\n", "")
    found = between(harbour, "2025-05-05", "2025-05-12")
    (move,) = found.reversals
    assert (move.before.id, move.after.id, move.still_held) == ("union-shifts", "union-ten", True)
    assert found.new == ()


def test_from_for_to_against_the_same_option_is_a_reversal_without_a_size(harbour, reword):
    reword(
        "sources/b.yaml",
        "act: accept\n    option: ten-hours",
        "act: refuse\n    option: eight-hours",
    )
    (move,) = between(harbour, "2025-05-05", "2025-05-12").moved
    assert (move.reversal, move.unexplained, move.size, move.direction) == (True, False, None, "")


def test_two_new_ones_for_one_that_is_gone_are_not_guessed_at(harbour, tmp_path):
    other = Path(copytree(harbour, tmp_path / "other"))
    (other / "sources/a.yaml").unlink()
    sheet = (other / "sources/b.yaml").read_text(encoding="utf-8")
    head, position = sheet.split("  - id: union-shifts")[0], sheet.split("  - id: union-ten")[1]
    position = position.split("events:")[0].replace("    supersedes: union-shifts\n", "")
    twice = f"{head}  - id: first{position}  - id: second{position}"
    (other / "sources/b.yaml").write_text(twice, encoding="utf-8")
    (harbour / "sources/b.yaml").unlink()
    found = difference(open_graph(harbour), open_graph(other))
    assert ([it.id for it in found.gone], found.moved) == (["union-shifts"], ())
    assert [it.id for it in found.new] == ["first", "second"]


def test_two_dossiers_and_two_files_differ_alike(harbour, tmp_path):
    older = Path(copytree(harbour, tmp_path / "older"))
    (older / "sources/b.yaml").unlink()
    for folder in (older, harbour):
        save(export(open_graph(folder), "turtle"), folder.with_suffix(".ttl"))
    found = difference(open_graph(older), open_graph(harbour))
    assert [(it.before.id, it.after.id) for it in found.moved] == [("union-shifts", "union-ten")]
    assert found == difference(
        open_graph(older.with_suffix(".ttl")), open_graph(harbour.with_suffix(".ttl"))
    )


def test_one_id_with_another_option_has_moved_and_with_another_firmness_has_changed(
    harbour, tmp_path
):
    older = Path(copytree(harbour, tmp_path / "older"))
    path = older / "sources/b.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("firmness: open", "firmness: hinted"), encoding="utf-8")
    (change,) = difference(open_graph(older), open_graph(harbour)).changed
    assert (change.after.id, change.fields) == ("union-ten", ("firmness",))
    path.write_text(text.replace("option: ten-hours", "option: eight-hours"), encoding="utf-8")
    (move,) = difference(open_graph(older), open_graph(harbour)).moved
    assert (move.basis, move.size) == ("same id", Decimal(2))


def test_a_side_is_a_source_or_a_source_on_a_day(harbour):
    assert open_side(f"{harbour}@2025-04").name == "harbour"
    assert len(open_side(f"{harbour}@2025-04").quads) < len(open_side(str(harbour)).quads)
    odd = harbour.with_name("odd@2025")
    copytree(harbour, odd)
    assert len(open_side(str(odd)).quads) == len(open_side(str(harbour)).quads)
