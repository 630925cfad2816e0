"""Several texts about one thing: what is one, what stays apart, and what is shown as disagreeing."""

from pathlib import Path
from shutil import copytree

import pytest

from detente.graph.check import check
from detente.graph.errors import DossierError
from detente.graph.open import open_graph

HARBOUR = Path(__file__).with_name("harbour")


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    return Path(copytree(HARBOUR, tmp_path / "harbour"))


def reworded(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_position_shown_by_two_sources_is_one_with_the_statements_of_both():
    graph = open_graph(HARBOUR)
    rows = graph.rows(
        "SELECT ?position (COUNT(DISTINCT ?statement) AS ?statements)"
        " (COUNT(DISTINCT ?document) AS ?documents)"
        ' { ?position a neg:Position ; dct:identifier "union-shifts" ; neg:evidencedBy ?statement .'
        " ?statement neg:passage/prov:wasQuotedFrom ?document } GROUP BY ?position"
    )
    assert [(row["statements"], row["documents"]) for row in rows] == [(4, 2)]
    assert check(graph) == ()


def test_two_speakers_of_one_party_stay_two_statements():
    rows = open_graph(HARBOUR).rows(
        "SELECT ?speaker { ?statement neg:speaker/dct:identifier ?speaker ; neg:onBehalfOf :party\\/union ;"
        ' neg:passage/prov:wasQuotedFrom/dct:identifier "b.txt" } ORDER BY ?speaker'
    )
    assert [row["speaker"] for row in rows] == ["ada", "bo"]


def test_what_one_source_leaves_out_is_no_disagreement(harbour: Path):
    reworded(harbour / "sources/b.yaml", "    continuity: reaffirmed\n", "    until: 2025-06-01\n")
    assert check(open_graph(harbour)) == ()


def test_sources_that_differ_on_a_position_are_an_error_at_the_second(harbour: Path):
    reworded(harbour / "sources/b.yaml", "    continuity: reaffirmed\n", "    from: 2025-05-09\n")
    with pytest.raises(DossierError, match=r"a\.yaml:3:5, with another 'from'\n    Make"):
        open_graph(harbour)


def test_three_sources_of_which_the_first_is_silent_are_compared_with_the_one_that_is_not(
    harbour: Path,
):
    reworded(harbour / "sources/a.yaml", '    from: "2025-04-30"\n', "")
    reworded(harbour / "sources/b.yaml", "    continuity: reaffirmed\n", "    from: 2025-05-09\n")
    copytree(harbour / "sources", harbour / "more")
    sheet = (harbour / "more/a.yaml").read_text(encoding="utf-8").split("events:")[0]
    (harbour / "sources/c.yaml").write_text(
        sheet.replace("    confidence: 0.9\n", "    confidence: 0.9\n    from: 2025-05-10\n"),
        encoding="utf-8",
    )
    with pytest.raises(DossierError, match=r"c\.yaml.*also given at .*b\.yaml"):
        open_graph(harbour)


def test_an_event_told_differently_under_one_id_is_led_to_two_accounts(harbour: Path):
    reworded(harbour / "sources/b.yaml", "id: meeting-b, same_event_as: meeting,", "id: meeting,")
    reworded(harbour / "sources/b.yaml", "about: meeting-b", "about: meeting")
    with pytest.raises(
        DossierError, match=r"'status', 'participants', 'place' and 'date'\n.*same_event_as"
    ):
        open_graph(harbour)


def test_accounts_that_disagree_are_shown_point_by_point_with_both_words():
    rows = list(open_graph(HARBOUR).ask("disagreements").values())
    assert [(row["on"], row["one_says"], row["other_says"]) for row in rows] == [
        ("figure", "40 people", "90 people"),
        ("date", "2025-04-28", "2025-04-29"),
        ("participants", "The port, The union", "The port"),
        ("place", "Town hall", "The quay"),
        ("standing", "occurred", "claimed"),
    ]
    assert {(row["one_source"], row["other_source"]) for row in rows} == {("a.txt", "b.txt")}
    assert rows[1]["one_quote"] == "On Monday the port and the union met"
    assert rows[1]["other_quote"] == "met on the quay on Tuesday"


def test_a_month_and_a_day_in_it_do_not_disagree(harbour: Path):
    reworded(harbour / "sources/b.yaml", 'date: "2025-04-29"', 'date: "2025-04"')
    points = [row["on"] for row in open_graph(harbour).ask("disagreements").values()]
    assert points == ["figure", "participants", "place", "standing"]


def test_a_date_that_only_one_account_gives_is_no_disagreement(harbour: Path):
    reworded(harbour / "sources/b.yaml", ', date: "2025-04-29"', "")
    assert "date" not in [row["on"] for row in open_graph(harbour).ask("disagreements").values()]


def test_an_account_is_of_another_account(harbour: Path):
    reworded(harbour / "sources/b.yaml", "same_event_as: meeting,", "same_event_as: meeting-b,")
    assert [problem.message for problem in check(open_graph(harbour))][:1] == [
        "event 'meeting-b': expected same_event_as to name another account"
    ]
