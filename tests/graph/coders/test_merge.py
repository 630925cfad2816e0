"""One sheet from two: agreed items as they are, decisions carried out, the rest left to decide."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.graph.coders import agreement, read_pair
from detente.graph.coders.decisions import Decision, form, read_decisions
from detente.graph.coders.layout import comment, dump
from detente.graph.coders.merge import Merged, merge
from detente.graph.dossier.marked import parse
from detente.graph.dossier.read import read_dossier
from detente.graph.errors import DossierError

ALL = {
    ("union-shifts", "shift-of-eight"): Decision("first"),
    ("port-shifts", "shift-of-ten"): Decision("second"),
    ("port-pay", "pay-will-rise"): Decision("first"),
    (None, "union-ten"): Decision("second"),
}


def merging(decisions) -> Merged:
    one, other, setting = read_pair("sources/news.yaml", "coders/boris.yaml")
    found = agreement(one, other, setting.issues)
    return merge((one, other), found, setting, decisions, "sources/merged.yaml")


def data(text: str):
    marked, problems = parse(text, "merged.yaml")
    assert problems == []
    return marked.data


def test_with_all_decided_the_sheet_is_valid(harbour) -> None:
    folder = harbour()
    made = merging(ALL)
    assert (made.left, made.problems) == ((), ())
    (folder / "sources" / "news.yaml").write_text(made.text, encoding="utf-8")
    (sheet,) = read_dossier(folder).sheets
    assert [(p.id, p.act, p.option, p.firmness) for p in sheet.positions] == [
        ("union-shifts", "demand", "eight-hours", "stated"),
        ("port-shifts", "offer", "ten-hours", "insisted"),
        ("port-pay", "commit", "pay-rises", "stated"),
        ("union-ten", "accept", "ten-hours", "hinted"),
    ]
    assert [c.id for c in sheet.claims] == ["strikers"]
    assert [e.id for e in sheet.events] == ["strike"]
    assert sheet.coding is not None
    assert sheet.coding.coder == "Anna and Boris"
    assert sheet.source.publisher == "The Harbour News"


def test_without_decisions_the_disagreements_are_comments(harbour) -> None:
    harbour()
    made = merging({})
    assert len(made.left) == 4
    assert made.problems == ()
    written = data(made.text)
    assert "positions" not in written
    assert [item["id"] for item in written["claims"]] == ["strikers"]
    assert "# TO DECIDE: act, option\n# Anna:\n#   - id: port-shifts\n" in made.text
    assert "# Boris, in claims:" in made.text


def test_what_is_commented_out_can_be_taken_in_by_hand(harbour) -> None:
    folder = harbour()
    lines = merging({}).text.splitlines()
    start = lines.index("# TO DECIDE: coded by one only")
    end = lines.index("", start)
    item = [line.removeprefix("# ") for line in lines[start + 3 : end]]
    text = "\n".join(["positions:" if it == "# positions:" else it for it in lines[:start]] + item)
    (folder / "sources" / "news.yaml").write_text(f"{text}\n", encoding="utf-8")
    assert [p.id for p in read_dossier(folder).sheets[0].positions] == ["union-ten"]


def test_the_second_coders_ids_become_the_firsts(harbour) -> None:
    harbour()
    made = merging(ALL | {("port-pay", "pay-will-rise"): Decision("second")})
    (claim, _) = data(made.text)["claims"]
    assert claim["id"] == "port-pay"
    assert claim["about"] == "strike"
    assert claim["evidence"][0]["made_during"] == "strike"
    assert made.problems == ()


def test_keys_can_be_set_where_neither_coder_is_right(harbour) -> None:
    harbour()
    key = ("union-shifts", "shift-of-eight")
    made = merging(ALL | {key: Decision("second", {"firmness": "open", "note": "Settled."})})
    first = data(made.text)["positions"][0]
    assert (first["firmness"], first["note"]) == ("open", "Settled.")


def test_both_and_neither(harbour) -> None:
    harbour()
    made = merging(
        ALL
        | {
            ("port-shifts", "shift-of-ten"): Decision("both"),
            ("union-shifts", "shift-of-eight"): Decision("neither"),
        }
    )
    ids = [item["id"] for item in data(made.text)["positions"]]
    assert ids == ["port-shifts", "shift-of-ten", "port-pay", "union-ten"]
    assert made.problems == ()


def test_what_cannot_be_used_as_it_is_says_where(harbour, boris) -> None:
    harbour(boris=boris.replace("status: occurred", "status: ongoing"))
    made = merging(ALL)  # the events differ and are open, yet a claim is about one
    assert [pair.first.id for pair in made.left if pair.first] == ["strike"]
    (problem,) = made.problems
    assert problem.where.file == "sources/merged.yaml"
    assert "there is no" in problem.message
    assert "'strike'" in problem.message


def test_the_shapes_are_asked_too(harbour) -> None:
    harbour()
    key = ("union-shifts", "shift-of-eight")
    made = merging(ALL | {key: Decision("first", {"act": "offer"})})
    assert any("offer" in f"{p.message} {p.help}" for p in made.problems)
    assert all(problem.where.line for problem in made.problems)


def test_offices_of_both_are_taken_over_once(harbour, agenda, anna, boris) -> None:
    office = """\
offices:
  - person: ann-lee
    party: union
    title: Chair
    evidence: [{quote: The union wants, mode: narrator}]
"""
    other = office.replace("Chair", "Secretary") + office.removeprefix("offices:\n")
    folder = harbour(anna=anna + office, boris=boris + other)
    people = agenda.replace("issues:\n", "people:\n  ann-lee: {label: Ann Lee}\nissues:\n")
    (folder / "dossier.yaml").write_text(people, encoding="utf-8")
    made = merging(ALL)
    assert [office["title"] for office in data(made.text)["offices"]] == ["Chair", "Secretary"]
    assert made.problems == ()


def found_here():
    one, other, setting = read_pair("sources/news.yaml", "coders/boris.yaml")
    return agreement(one, other, setting.issues)


def test_the_form_reads_back(harbour) -> None:
    harbour()
    found = found_here()
    empty = form(found)
    assert read_decisions(empty, "settle.yaml", found) == {}
    filled = empty.replace("    take:\n", "    take: first\n    set: {firmness: open}\n", 1)
    assert read_decisions(filled, "settle.yaml", found) == {
        ("union-shifts", "shift-of-eight"): Decision("first", {"firmness": "open"})
    }


def test_a_form_without_disagreements_is_readable(harbour, anna) -> None:
    harbour(boris=anna)
    found = found_here()
    assert read_decisions(form(found), "settle.yaml", found) == {}


@pytest.mark.parametrize(
    ("entry", "place", "told"),
    [
        ("{first: a, second: b, take: first}", "2:5", "no disagreement between 'a' and 'b'"),
        ("{second: union-ten, take: secnd}", "2:31", "'secnd' is no answer"),
        ("{second: union-ten, tkae: second}", "2:25", "unknown key 'tkae'"),
        ("{second: union-ten, take: second, set: 3}", "2:44", "expected keys and values"),
        ("union-ten", "2:5", "expected the keys"),
    ],
    ids=["unknown", "answer", "key", "set", "form"],
)
def test_faults_in_a_form_are_located(harbour, entry, place, told) -> None:
    harbour()
    found = found_here()
    with pytest.raises(DossierError) as raised:
        read_decisions(f"decisions:\n  - {entry}\n", "settle.yaml", found)
    (problem,) = raised.value.problems
    assert told in problem.message
    assert str(problem.where) == f"settle.yaml:{place}"


def test_a_form_that_decides_twice_or_has_no_list_is_refused(harbour) -> None:
    harbour()
    found = found_here()
    twice = "decisions:\n" + "  - {second: union-ten, take: second}\n" * 2
    with pytest.raises(DossierError, match="decided twice"):
        read_decisions(twice, "settle.yaml", found)
    with pytest.raises(DossierError, match="expected a list"):
        read_decisions("decisions: 3\n", "settle.yaml", found)


words = st.text(max_size=12).filter(lambda text: text.isprintable() or "\n" in text)
keys = st.from_regex(r"[a-z_]{1,6}", fullmatch=True)
plain = st.recursive(
    words | st.booleans() | st.integers(-999, 999) | st.floats(0, 1).map(lambda v: round(v, 3)),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(keys, inside, max_size=3),
    max_leaves=8,
)


@given(st.lists(st.dictionaries(keys, plain, min_size=1, max_size=4), min_size=1, max_size=3))
def test_what_is_laid_out_reads_back(items) -> None:
    assert data(dump({"items": items}))["items"] == items


@given(st.text())
def test_a_comment_is_one_line_that_yaml_passes_over(text: str) -> None:
    line = comment(text)
    assert len(line.splitlines()) == 1
    assert data(f"a: 1\n{line}\n") == {"a": 1}


def test_paths_are_not_part_of_the_text(harbour, tmp_path: Path) -> None:
    harbour()
    assert str(tmp_path) not in merging({}).text
