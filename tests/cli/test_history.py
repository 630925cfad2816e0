"""Days, timelines and differences through the command line."""

import json
from pathlib import Path
from shutil import copytree

import pytest

pytestmark = pytest.mark.usefixtures("without_trust")
HARBOUR = Path(__file__).parents[1] / "graph" / "harbour"


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    return Path(copytree(HARBOUR, tmp_path / "harbour"))


@pytest.mark.parametrize(
    "arguments",
    [
        ["query", "--ask", "positions"],
        ["export", "--to", "csv"],
        ["build", "-o", "page"],
        ["view", "--no-open", "-o", "page.html"],
        ["audit"],
        ["packages"],
        ["timeline"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_every_reading_command_takes_a_day_and_says_what_has_none(run, arguments):
    done = run(*arguments, "--as-of", "2025-05-19", "--known-by", "2025-06")
    assert done.code == 0
    known, held = done.err.splitlines()[:2]
    assert known == "Known by 2025-06: 1 of 1 source has no date of recording; it is kept."
    assert held.startswith("As of 2025-05-19: ")
    assert held.endswith(" positions have no date; they are kept.")


def test_a_day_leaves_out_what_came_later(run, harbour):
    early = run("export", "-g", "harbour", "--to", "csv", "--as-of", "2025-05-05")
    assert (early.code, early.err) == (0, "")
    assert "union-shifts" in early.out
    assert "union-ten" not in early.out


def test_a_timeline_for_people(run, harbour):
    lines = run("timeline", "-g", "harbour").out.splitlines()
    assert lines[0] == "2025-04-28  A meeting (in the text: “On Monday”)"
    assert lines[1] == "            “On Monday the port and the union met” (a.txt)"
    assert "2025-05-10  The union: willing – A shift lasts ten hours (published)" in lines


def test_a_timeline_as_markdown_and_as_json(run, harbour):
    shown = run("timeline", "-g", "harbour", "--format", "markdown").out
    assert shown.startswith("# Timeline\n\n- **2025-04-28** A meeting")
    listed = json.loads(run("timeline", "-g", "harbour", "--format", "json").out)
    assert [entry["id"] for entry in listed["dated"]][-1] == "union-ten"
    assert listed["undated"] == []


def test_what_nothing_dates_stands_at_the_end(run):
    assert "\nNo date (" in run("timeline").out
    assert "\n## No date\n" in run("timeline", "--format", "markdown").out


MOVE = """\
Moved (1)
  The union, Shifts: +2 hours (up); 10 days between
      demand: A shift lasts eight hours, stated (2025-04-30)
        “wants a shift of eight hours” (a.txt)
        “Eight hours,” (a.txt)
        “wants a shift of eight hours” (b.txt)
      willing: A shift lasts ten hours, open (2025-05-10, published)
        “accepts ten hours” (b.txt)

New (1)
  claim: Ninety came (2025-05-10, published)
      “Ninety came” (b.txt)
"""


def test_a_difference_between_two_days_in_each_way_of_asking(run, harbour):
    days = run("diff", "-g", "harbour", "--from", "2025-05-05", "--to", "2025-05-12")
    assert (days.code, days.out) == (0, MOVE)
    assert run("diff", "harbour@2025-05-05", "harbour@2025-05-12").out == MOVE


def test_a_difference_as_markdown_and_as_json(run, harbour):
    sides = ("harbour@2025-05-05", "harbour@2025-05-12")
    shown = run("diff", *sides, "--format", "markdown").out
    assert shown.startswith("# What changed\n\n## Moved (1)\n\n- The union, Shifts: ")
    (move,) = json.loads(run("diff", *sides, "--format", "json").out)["moved"]
    assert (move["size"], move["direction"], move["days"]) == (2, "up", 10)
    assert move["unexplained"] is False
    assert move["before"]["quotes"][0] == {
        "text": "wants a shift of eight hours",
        "source": "a.txt",
    }


def test_a_reversal_without_supersedes_is_pointed_out(run, harbour):
    sheet = harbour / "sources" / "b.yaml"
    text = sheet.read_text(encoding="utf-8")
    alone = text.replace("    supersedes: union-shifts\n", "")
    sheet.write_text(alone, encoding="utf-8")
    out = run("diff", "harbour@2025-05-05", "harbour@2025-05-12").out
    assert "The union, Shifts: +2 hours (up); 10 days between\n" in out
    assert "no 'supersedes' joins them; the former still stands on record." in out
    against = alone.replace("accept\n    option: ten-hours", "refuse\n    option: eight-hours")
    sheet.write_text(against, encoding="utf-8")
    out = run("diff", "harbour@2025-05-05", "harbour@2025-05-12").out
    assert "from demand to refusal; 10 days between; a reversal\n" in out


def test_no_difference_is_said_to_be_none(run, harbour):
    assert run("diff", "harbour", "harbour").out == "Nothing that is recorded differs.\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["diff"], "Give A and B"),
        (["diff", "harbour"], "Give A and B"),
        (["diff", "--from", "2025"], "Give A and B"),
        (["diff", "a", "b", "--from", "2025", "--to", "2026"], "Give A and B"),
        (["diff", "harbour@2025-02-30x", "harbour"], "git"),
        (["timeline", "--as-of", "2025-02-30"], "is not a date"),
        (["diff", "--from", "then", "--to", "now"], "is not a date"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_goes_wrong_is_wrong_usage(run, harbour, arguments, said):
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
