"""Withdrawing a source: what goes, what stays, what holds again, and what stands in the way."""

from pathlib import Path
from shutil import copytree

import pytest

from detente.graph.dossier import read_dossier
from detente.graph.errors import DossierError, UsageError
from detente.graph.withdrawal import Item, withdraw, withdrawal

HARBOUR = Path(__file__).with_name("harbour")


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    return Path(copytree(HARBOUR, tmp_path / "harbour"))


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("name", ["b", "b.txt", "b.yaml", "sources/b.txt"])
def test_what_rests_on_the_source_alone_goes_and_the_rest_stays(harbour, name):
    planned = withdrawal(harbour, [name])
    assert [(it.kind, it.id) for it in planned.gone] == [
        ("position", "union-ten"),
        ("claim", "ninety"),
        ("event", "meeting-b"),
    ]
    assert planned.kept == (Item("position", "union-shifts", "union: demand eight-hours", 2),)
    assert [it.id for it in planned.current] == ["union-shifts"]


def test_nothing_changes_before_it_is_done_and_nothing_is_deleted(harbour):
    before = {name: (harbour / name).read_bytes() for name in files(harbour)}
    planned = withdrawal(harbour, ["b"])
    assert {name: (harbour / name).read_bytes() for name in files(harbour)} == before
    withdraw(planned)
    assert files(harbour) == [
        "dossier.yaml",
        "sources/a.txt",
        "sources/a.yaml",
        "withdrawn/b.txt",
        "withdrawn/b.yaml",
    ]
    assert (harbour / "withdrawn/b.txt").read_bytes() == before["sources/b.txt"]
    dossier = read_dossier(harbour)
    assert [it.id for sheet in dossier.sheets for it in sheet.positions] == ["union-shifts"]


def test_a_source_that_others_refer_to_stays_unless_they_go_too(harbour):
    with pytest.raises(DossierError) as error:
        withdrawal(harbour, ["a"])
    assert [(problem.where.line, problem.message) for problem in error.value.problems] == [
        (24, "there is no event 'meeting'"),
        (26, "there is no claim 'forty'"),
    ]
    assert "withdraw this one as well" in error.value.problems[0].help
    planned = withdrawal(harbour, ["a", "b"])
    assert len(planned.gone) == 6
    assert planned.kept == planned.current == ()


def test_what_the_agenda_says_of_an_event_stands_in_the_way(harbour):
    agenda = harbour / "dossier.yaml"
    outside = "outside:\n  - {about: meeting-b, date: 2025-04-29, basis: Known.}\n"
    agenda.write_text(agenda.read_text(encoding="utf-8") + outside, encoding="utf-8")
    with pytest.raises(DossierError, match=r"dossier\.yaml:\d+:13: there is no .*'meeting-b'"):
        withdrawal(harbour, ["b"])


def test_a_text_that_another_sheet_codes_stays(harbour):
    sheet = harbour / "sources/a2.yaml"
    sheet.write_text("source: {text: a.txt}\ncoding: {coder: B}\n", encoding="utf-8")
    planned = withdrawal(harbour, ["a2"])
    assert planned.files == (Path("sources/a2.yaml"),)
    assert {str(file) for file in withdrawal(harbour, ["a.txt", "b"]).files} == {
        "sources/a.yaml",
        "sources/a2.yaml",
        "sources/b.yaml",
        "sources/a.txt",
        "sources/b.txt",
    }


def test_what_was_withdrawn_before_is_not_written_over(harbour):
    (harbour / "withdrawn").mkdir()
    (harbour / "withdrawn/b.txt").write_text("mine")
    with pytest.raises(UsageError, match=r"withdrawn/b\.txt' is already there"):
        withdraw(withdrawal(harbour, ["b"]))
    assert (harbour / "sources/b.yaml").exists()


def test_a_source_that_is_none_is_told_with_the_nearest(harbour):
    with pytest.raises(UsageError, match="there is no source 'c'"):
        withdrawal(harbour, ["c"])
